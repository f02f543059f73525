// What an explorer is told of an execution beside the choices that it makes itself. A *step* is an
// operation that was chosen and all that its thread did then, up to its next operation.

import type { ThreadId } from '../base/ids.ts';
import type { Operation, PendingOperation } from './operation.ts';

export interface StepWatcher {
  /** A step begins. The strategy was asked before, even if there was no choice. */
  began(operation: PendingOperation): void;
  /** What was done in fact in the current step, or before the first one. */
  did(operation: Operation): void;
  /** What `by` does in its next steps comes after all that `thread` did so far. */
  follows(by: ThreadId, thread: ThreadId): void;
  /** Nobody could go on, and time passed: what comes now comes after everything. */
  timePassed(): void;
}
