// Does a thread wait by looking again and again? `while not ready: pass` reads a variable, so it does
// operations for ever, and a scheduler that lets it go on starves the thread that would set it. A fair
// one (Musuvathi & Qadeer, "Fair stateless model checking", PLDI 2008) needs to know who waits.

import type { Operation } from '../../core/schedule/operation.ts';

/** Looks that come back to the same one before the thread counts as waiting. */
const REPEATS = 100;
/** Different looks in the body of a loop, at most. */
const BODY = 64;

/** What one thread has looked at since anybody changed anything. */
export class RepeatedLooks {
  private changes = -1;
  private place = 0;
  private variable = 0;
  private returns = 0;
  private since = 0;

  /**
   * The thread is about to look.
   * @param changes how often anybody has changed anything so far
   * @returns true if it has seen the same at the same place so often that it waits for others
   */
  look({ object, access }: Operation, changes: number): boolean {
    const { place, variable } = access ?? { place: 0, variable: object };
    if (this.changes === changes && this.place === place && this.variable === variable) {
      this.since = 0;
      return ++this.returns >= REPEATS;
    }
    // The look that is waited for again may have come before the loop.
    if (this.changes === changes && ++this.since <= BODY) return false;
    this.changes = changes;
    this.place = place;
    this.variable = variable;
    this.returns = 0;
    this.since = 0;
    return false;
  }
}
