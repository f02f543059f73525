// What the kernel knows about one thread. Only the kernel's own files write to it.

import type { StackId, ThreadId } from '../../core/base/ids.ts';
import { NO_STACK } from '../../core/base/ids.ts';
import { assert } from '../../core/base/errors.ts';
import type { Wait } from '../../core/trace/events.ts';
import type { LocationId } from '../../core/schedule/operation.ts';
import { locationOf, NOWHERE } from '../../core/schedule/operation.ts';
import type { SchedulingPoint } from '../../core/schedule/strategy.ts';
import type { Announcement } from './exploring.ts';
import type { KernelLock } from './kernelLock.ts';
import type { NewThread, WakeReason } from './recorder.ts';
import { RepeatedLooks } from './repeatedLooks.ts';
import type { Timer } from './timerQueue.ts';

export type ThreadInit = Omit<NewThread, 'thread'>;

export type PointKind = Exclude<SchedulingPoint['kind'], 'blocked' | 'announced'>;

/** Gives the result of an operation that had to wait; may park again and answer SUSPEND. */
export type Finish = (reason: WakeReason) => number;

export class KernelThread {
  readonly id: ThreadId;
  readonly daemon: boolean;
  /** `abandoned`: cut off at exit; never runs again. */
  state: 'new' | 'ready' | 'running' | 'parked' | 'finished' | 'abandoned' = 'new';

  /** What `kernel.finish()` has to do when this thread is resumed. */
  resumption: 'result' | 'point' | 'park' = 'result';
  /** Result of the operation at whose scheduling point the thread was suspended. */
  result = 0;
  /** The point whose decision is still to be made. */
  pointKind: PointKind = 'operation';
  finishPark: Finish = neverParked;
  reason: WakeReason = 'granted';

  /** What it waits for, or waited for last. */
  wait: Wait | undefined = undefined;
  /** The step of that. */
  waitsSince = 0;
  /** Stack with which it was parked last. */
  parkedAt: StackId = NO_STACK;
  /** While parked: its timeout and the queue that it stands in. */
  timer: Timer<KernelThread> | undefined = undefined;
  /** What the end of the timer means. */
  timerReason: WakeReason = 'timeout';
  queue: KernelThread[] | undefined = undefined;
  isWaitingForInput = false;
  /** Its place among those that wait without a timeout (see WaitList). */
  isListed = false;
  listedBefore: KernelThread | undefined = undefined;
  listedAfter: KernelThread | undefined = undefined;
  /** Woken for a lock and then found it taken: the next release hands the lock over. */
  wasBarged = false;
  /** It owns the lock that it waited for, from the moment at which it was woken. */
  wasHandedLock = false;
  /** The lock that it waits for, from parking until it runs again, and with which count. */
  claimedLock: KernelLock | undefined = undefined;
  claimedCount = 1;

  /** When exploring: what it does when it is chosen. */
  announced: Announcement | undefined = undefined;
  /** What its waiting depends on. */
  waitLocation: LocationId = NOWHERE;
  /** The explorer's step at which it offered the processor; -1 before it ever did. */
  offeredAt = -1;
  /** When exploring: does it wait by looking again and again? */
  readonly looks = new RepeatedLooks();
  /** Virtual time at which its present step began. */
  stepStart = 0;
  /** The same in every schedule (see ThreadKeys); 0 in runs that nobody explores. */
  readonly key: number;
  /** Threads and locations that it has made. */
  children = 0;
  locations = 0;

  readonly joiners: KernelThread[] = [];
  readonly runAnswer: { readonly kind: 'run'; readonly thread: ThreadId };

  constructor(id: ThreadId, isDaemon: boolean, key: number) {
    this.id = id;
    this.daemon = isDaemon;
    this.key = key;
    this.runAnswer = { kind: 'run', thread: id };
  }
}

/** Where its end is noticed. */
export function endOf({ key }: KernelThread): LocationId {
  return locationOf(key, 0);
}

/** Removes a thread from the queue that it waits in, wherever it stands there. */
export function leaveQueue(thread: KernelThread): void {
  const queue = thread.queue;
  if (queue === undefined) return;
  thread.queue = undefined;
  const index = queue.indexOf(thread);
  assert(index >= 0, 'a waiting thread is in its queue');
  if (index === 0) queue.shift();
  else queue.splice(index, 1);
}

function neverParked(): number {
  throw new Error('internal error: finish() on a thread that was not parked');
}
