// The cursor is the host's: the page asks for a step and is told which one is shown. It asks for
// one at a time, so that dragging never runs ahead of the other views.

import type { Step } from '../../src/core/base/ids.ts';

/** Undefined: now. */
type Shown = Step | undefined;

export class CursorControl {
  private readonly post: (step: Shown) => void;
  /** What was asked for and is not shown yet, and what is to be asked for then. */
  private asked: { readonly step: Shown } | undefined;
  private wanted: { readonly step: Shown } | undefined;

  constructor(post: (step: Shown) => void) {
    this.post = post;
  }

  /** Where the user has moved it, also before the host has answered. */
  ahead(shown: Shown): Shown {
    const last = this.wanted ?? this.asked;
    return last ? last.step : shown;
  }

  ask(step: Shown, shown: Shown): void {
    if (this.asked) this.wanted = { step };
    else if (step !== shown) {
      this.asked = { step };
      this.post(step);
    }
  }

  /** The host shows a step. @returns false if the page had not asked for one */
  told(shown: Shown): boolean {
    const { asked, wanted } = this;
    this.asked = this.wanted = undefined;
    if (wanted) this.ask(wanted.step, shown);
    return asked !== undefined;
  }

  forget(): void {
    this.asked = this.wanted = undefined;
  }
}
