// Decides what a screen reader is told of a run, and when: changes summed up every so often, but
// a stop at once, so that what was said last never stays behind how the run stands.

import type { RunView } from '../src/core/protocol/panel.ts';
import { changesText, shownStates, type ShownStates } from './changes.ts';
import { hasEnded, runLook, stopText } from './runWords.ts';
import type { Scene } from './scene.ts';

/** Pause between two announcements, in milliseconds: time to listen to one. */
const REST = 2000;

export interface NarratorOptions {
  readonly say: (text: string) => void;
  /** @returns what calls the action off */
  readonly after: (delay: number, action: () => void) => () => void;
}

export class Narrator {
  private readonly options: NarratorOptions;
  private states: ShownStates | undefined;
  private head = '';
  private script = '';
  private latest: { readonly scene: Scene; readonly run: RunView } | undefined;
  private endRest: (() => void) | undefined;
  private wasStanding = false;

  constructor(options: NarratorOptions) {
    this.options = options;
  }

  /** Called with each drawn frame. */
  observe(scene: Scene, run: RunView): void {
    this.latest = { scene, run };
    const isStanding = stands(run);
    const isStop = isStanding && (!this.wasStanding || headOf(scene, run) !== this.head);
    this.wasStanding = isStanding;
    if (isStop || !this.endRest) this.speak();
  }

  private speak(): void {
    if (!this.latest) return;
    const { scene, run } = this.latest;
    const text = this.textFor(scene, run);
    this.states = shownStates(scene);
    this.latest = undefined;
    if (text === '') return;
    this.options.say(text);
    this.rest();
  }

  private rest(): void {
    this.endRest?.();
    this.endRest = this.options.after(REST, () => {
      this.endRest = undefined;
      this.speak();
    });
  }

  private textFor(scene: Scene, run: RunView): string {
    const head = headOf(scene, run);
    const news = head === this.head ? '' : head;
    // A panel that opens on a run under way does not read it all out.
    const isNews = this.states !== undefined && this.script === run.title;
    this.head = head;
    this.script = run.title;
    const changes = isNews && this.states ? changesText(scene, this.states) : '';
    return [news, changes].filter(Boolean).join('. ');
  }
}

/** Nothing changes until the user does something. */
function stands(run: RunView): boolean {
  const { kind } = run.state;
  const isPast = run.pastStep !== undefined;
  return isPast || kind === 'paused' || kind === 'waitingForInput' || hasEnded(run);
}

/** `bank.py: Paused at a breakpoint. worker-2 stopped at a breakpoint, bank.py:12`. */
function headOf(scene: Scene, run: RunView): string {
  const stop = run.pastStep === undefined ? stopText(scene, run) : '';
  return [`${run.title}: ${runLook(run).word}`, stop].filter(Boolean).join('. ');
}
