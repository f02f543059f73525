// Records that a Condition of the user's is notified, which changes nothing if nobody waits: that
// is how a notify gets lost. What an Event or a Queue notifies inside shows in its state.

import type { Pointer } from '../python/cpython.ts';
import type { Context } from './context.ts';
import { recordHere } from './context.ts';
import type { LockTypes } from './lockTypes.ts';
import type { Observer } from './observer.ts';

export class Notifies {
  private readonly context: Context;
  private readonly observer: Observer;
  private readonly locks: LockTypes;

  constructor(context: Context, observer: Observer, locks: LockTypes) {
    this.context = context;
    this.observer = observer;
    this.locks = locks;
  }

  /** `Condition.notify(self, n)` begins; its frame is the innermost. */
  starts(): void {
    const { native, frames, objects } = this.context;
    const [frame] = frames.innermost(native.runningState, 1);
    if (!frame) return;
    const condition = frames.local(frame, 0);
    const facts = this.observer.factsOf(condition);
    if (facts?.kind !== 'Condition' || !this.isLockTaken(condition)) return;
    const most = objects.number(frames.local(frame, 1)) ?? 0;
    const waiting = objects.withAttribute(condition, '_waiters', (list) => objects.size(list)) ?? 0;
    const woken = Math.max(0, Math.min(most, waiting));
    recordHere(this.context, { kind: 'notify', object: facts.object, woken });
  }

  /** Without its lock `notify` only raises. A lock of the user's own class is taken at its word. */
  private isLockTaken(condition: Pointer): boolean {
    const { objects, kernel } = this.context;
    const isTaken = objects.withAttribute(condition, '_lock', (pointer) => {
      const lock = this.locks.lockAt(pointer);
      return lock === undefined || kernel.isOwned(lock);
    });
    return isTaken === true;
  }
}
