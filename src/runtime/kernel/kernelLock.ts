// State of a Lock or RLock. Only `lockOperations` writes to it.

import type { ObjectId, ThreadId } from '../../core/base/ids.ts';
import { NO_THREAD } from '../../core/base/ids.ts';
import type { LocationId } from '../../core/schedule/operation.ts';
import { NOWHERE } from '../../core/schedule/operation.ts';
import type { Contention } from './exploring.ts';
import type { Wait } from '../../core/trace/events.ts';
import type { KernelThread } from './kernelThread.ts';

export class KernelLock implements Contention {
  /** 0: hidden, no events about it (the locks that waiters of a Condition block on). */
  readonly object: ObjectId;
  owner: ThreadId = NO_THREAD;
  /** Recursion count; 0 when free, 1 for a Lock that is taken. */
  count = 0;
  /** Parked threads, first in line first. */
  readonly waiters: KernelThread[] = [];
  readonly contenders: KernelThread[] = [];
  /** NOWHERE: what is done with it is of no interest to others. */
  readonly location: LocationId;
  /** When exploring: its operations are announced. */
  readonly isAnnounced: boolean;
  /** A waiter has been woken and has not run yet; another need not be woken. */
  isWakePending = false;
  /** How waiting for it is shown. */
  readonly wait: Wait;

  constructor(object: ObjectId, location: LocationId, isAnnounced: boolean) {
    this.object = object;
    this.location = location;
    this.isAnnounced = isAnnounced && location !== NOWHERE;
    this.wait = { kind: 'lock', object };
  }
}
