// Speaks to screen readers: a polite live region that hears about changes of state, summed up
// every so often, and one that interrupts, for a finding that nothing can end.

import type { RunView } from '../src/core/protocol/panel.ts';
import { alertText } from './findingWords.ts';
import { Narrator } from './narrator.ts';
import type { Scene } from './scene.ts';

export class Announcer {
  private readonly narrator: Narrator;
  private readonly alert: HTMLElement;
  /** Findings that were there at the last frame. */
  private said: ReadonlySet<string> = new Set();

  constructor(root: HTMLElement) {
    // The regions must be there before their content, or the first one is not read out.
    const region = liveRegion(root, 'status');
    this.narrator = new Narrator({
      say: (text) => (region.textContent = text),
      after: (delay, action) => {
        const timer = setTimeout(action, delay);
        return () => clearTimeout(timer);
      },
    });
    this.alert = liveRegion(root, 'alert');
  }

  /** Called with each drawn frame. */
  observe(scene: Scene, run: RunView): void {
    this.interrupt(run);
    this.narrator.observe(scene, run);
  }

  private interrupt({ findings }: RunView): void {
    const text = alertText(findings, this.said);
    this.said = new Set(findings.map(({ id }) => id));
    if (text !== '') this.alert.textContent = text;
  }
}

function liveRegion(root: HTMLElement, role: 'status' | 'alert'): HTMLElement {
  const region = document.createElement('div');
  region.className = 'unseen';
  region.setAttribute('role', role);
  root.append(region);
  return region;
}
