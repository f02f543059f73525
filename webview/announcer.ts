// Speaks to screen readers: a polite live region that hears about changes of state, summed up
// every so often. (Findings are a live region of their own.)

import type { RunView } from '../src/core/protocol/panel.ts';
import { changesText, shownStates, type ShownStates } from './changes.ts';
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

  constructor(root: HTMLElement) {
    this.region = document.createElement('div');
    this.region.className = 'announcer';
    this.region.setAttribute('role', 'status');
    root.append(this.region);
  }

  /** Called with each drawn frame. */
  observe(scene: Scene, run: RunView): void {
    this.latest = { scene, run };
    if (!this.isResting) this.speak();
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
