// Speaks to screen readers: a polite live region that hears about changes of state, summed up
// every so often, and one that interrupts, for a finding that nothing can end.

import type { RunView } from '../src/core/protocol/panel.ts';
import { changesText, shownStates, type ShownStates } from './changes.ts';
import { alertText } from './findingWords.ts';
import { runLook } from './runWords.ts';
import type { Scene } from './scene.ts';

/** Pause between two announcements, in milliseconds: time to listen to one. */
const REST = 2000;

export class Announcer {
  private readonly region: HTMLElement;
  private states: ShownStates | undefined;
  private runWord = '';
  private script = '';
  private latest: { readonly scene: Scene; readonly run: RunView } | undefined;
  private isResting = false;
  private readonly alert: HTMLElement;
  /** Findings that were there at the last frame. */
  private said: ReadonlySet<string> = new Set();

  constructor(root: HTMLElement) {
    // The regions must be there before their content, or the first one is not read out.
    this.region = liveRegion(root, 'status');
    this.alert = liveRegion(root, 'alert');
  }

  /** Called with each drawn frame. */
  observe(scene: Scene, run: RunView): void {
    this.latest = { scene, run };
    this.interrupt(run);
    if (!this.isResting) this.speak();
  }

  private interrupt({ findings }: RunView): void {
    const text = alertText(findings, this.said);
    this.said = new Set(findings.map(({ id }) => id));
    if (text !== '') this.alert.textContent = text;
  }

  private speak(): void {
    if (!this.latest) return;
    const { scene, run } = this.latest;
    const text = this.textFor(scene, run);
    this.states = shownStates(scene);
    this.latest = undefined;
    if (text === '') return;
    this.region.textContent = text;
    this.isResting = true;
    setTimeout(() => {
      this.isResting = false;
      this.speak();
    }, REST);
  }

  private textFor(scene: Scene, run: RunView): string {
    const word = `${run.title}: ${runLook(run).word}`;
    const head = word === this.runWord ? '' : word;
    // A panel that opens on a run under way does not read it all out.
    const isNews = this.states !== undefined && this.script === run.title;
    this.runWord = word;
    this.script = run.title;
    const changes = isNews && this.states ? changesText(scene, this.states) : '';
    return [head, changes].filter(Boolean).join('. ');
  }
}

function liveRegion(root: HTMLElement, role: 'status' | 'alert'): HTMLElement {
  const region = document.createElement('div');
  region.className = 'unseen';
  region.setAttribute('role', role);
  root.append(region);
  return region;
}
