// Who has moved the focus in the call stack: VS Code after a stop, or the user? VS Code does not say.
// After a stop it gives the focus to a thread, perhaps to another one, and up to a second later, when
// it knows the stack, to a frame. From then on it is the user.

import type { RunState } from '../core/protocol/panel.ts';

export interface FocusedItem {
  readonly thread: number;
  /** False: the thread as a whole has the focus. */
  readonly isFrame: boolean;
}

export class FocusMoves {
  private state: RunState | undefined;
  private last: FocusedItem | undefined;
  /** VS Code has done all that it does after a stop. */
  private isSettled = false;

  /**
   * Takes the moves in as they come.
   * @param state of the run; another object for each state that it comes into
   * @returns undefined if the focus stays with its thread
   */
  movedBy(item: FocusedItem, state: RunState): 'stop' | 'user' | undefined {
    const isNewState = state !== this.state;
    const last = this.last?.thread === item.thread ? this.last : undefined;
    this.state = state;
    this.last = item;
    if (isNewState) this.isSettled = false;
    // A run that goes on has no frames to show; its thread keeps the focus.
    if (state.kind !== 'paused') return last ? undefined : 'user';
    const wasSettled = this.isSettled;
    this.isSettled ||= item.isFrame;
    if (!isNewState && last && item.isFrame && !last.isFrame) return undefined;
    return wasSettled ? 'user' : 'stop';
  }
}
