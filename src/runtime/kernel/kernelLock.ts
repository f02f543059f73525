// State of a Lock or RLock. Only `lockOperations` writes to it.

import type { ObjectId, ThreadId } from '../../core/base/ids.ts';
import { NO_THREAD } from '../../core/base/ids.ts';
import type { Wait } from '../../core/trace/events.ts';
import type { KernelThread } from './kernelThread.ts';

export class KernelLock {
  /** 0: hidden, no events about it (the locks that waiters of a Condition block on). */
  readonly object: ObjectId;
  owner: ThreadId = NO_THREAD;
  /** Recursion count; 0 when free, 1 for a Lock that is taken. */
  count = 0;
  /** Parked threads, first in line first. */
  readonly waiters: KernelThread[] = [];
  /** A waiter has been woken and has not run yet; another need not be woken. */
  isWakePending = false;
  /** How waiting for it is shown. */
  readonly wait: Wait;

  constructor(object: ObjectId) {
    this.object = object;
    this.wait = { kind: 'lock', object };
  }
}
