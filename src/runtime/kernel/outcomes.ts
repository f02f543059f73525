// What a kernel operation can answer other than its own result, and what it can throw. Results of
// operations are never negative, so that one integer crosses from Python and back.

import type { ThreadId } from '../../core/base/ids.ts';
import type { KernelLock } from './kernelLock.ts';

/** The caller must suspend the current thread's stack; when resumed it calls `kernel.finish()`. */
export const SUSPEND = -1;

/**
 * The wait was ended by `unpark(thread, 'interrupt')`: the caller runs pending signal handlers and
 * asynchronous exceptions; if none raises it repeats the operation with the time that is left.
 */
export const INTERRUPTED = -2;

/** Too many threads are alive: `RuntimeError("can't start new thread")`. */
export class ThreadLimitError extends Error {
  override readonly name = 'ThreadLimitError';
}

/** A Lock was released that nobody owns: `RuntimeError('release unlocked lock')`. */
export class NotLockedError extends Error {
  override readonly name = 'NotLockedError';
}

/** An RLock was released by another thread: `RuntimeError('cannot release un-acquired lock')`. */
export class NotOwnedError extends Error {
  override readonly name = 'NotOwnedError';
}

/** Somebody who only looks at the run would change it: wait, wake, release what is held. */
export class LookError extends Error {
  override readonly name = 'LookError';
  readonly problem: LookProblem;

  constructor(problem: LookProblem) {
    super(problem.kind);
    this.problem = problem;
  }
}

export type LookProblem =
  | { readonly kind: 'wait'; readonly lock: KernelLock }
  | { readonly kind: 'release'; readonly lock: KernelLock }
  | { readonly kind: 'wake'; readonly thread: ThreadId };

/** A thread was to wait while it is pinned: `RuntimeError`, as blocking would be for ever. */
export class PinnedError extends Error {
  override readonly name = 'PinnedError';
}
