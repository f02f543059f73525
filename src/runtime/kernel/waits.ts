// Who waits for what and for how long: the kernel's threads as those see them who look for trouble.

import type { ThreadId } from '../../core/base/ids.ts';
import { NO_THREAD } from '../../core/base/ids.ts';
import type { Wait } from '../../core/trace/events.ts';
import type { Scheduler, Standing } from './scheduler.ts';

export class Waits {
  private readonly scheduler: Scheduler;

  constructor(scheduler: Scheduler) {
    this.scheduler = scheduler;
  }

  /** What a parked thread waits for, and who owns the lock of it; undefined if it doesn't wait. */
  of(id: ThreadId): { readonly wait: Wait; readonly owner: ThreadId } | undefined {
    const { state, wait, claimedLock } = this.scheduler.threadOf(id);
    if (state !== 'parked' || wait === undefined) return undefined;
    return { wait, owner: claimedLock?.owner ?? NO_THREAD };
  }

  /** The thread that must act before this one can; NO_THREAD if it can run, or a timeout will end. */
  blockerOf(id: ThreadId): ThreadId {
    const { state, wait, timer, claimedLock } = this.scheduler.threadOf(id);
    if (state !== 'parked' || timer !== undefined) return NO_THREAD;
    if (wait?.kind === 'join' || wait?.kind === 'shutdown') return wait.thread;
    // Who waits at a Condition, Event or Queue has the lock itself that it waits on; anybody may act.
    return wait?.kind === 'lock' ? (claimedLock?.owner ?? NO_THREAD) : NO_THREAD;
  }

  /** The step at which a thread began to wait; undefined if it doesn't. */
  since(id: ThreadId): number | undefined {
    const { state, waitsSince } = this.scheduler.threadOf(id);
    return state === 'parked' ? waitsSince : undefined;
  }

  /** How many threads wait for an object, without a timeout. */
  get lasting(): number {
    return this.scheduler.parking.lasting.size;
  }

  /** Those of them that wait longest, and the step since when each does. */
  longest(most: number): { readonly thread: ThreadId; readonly since: number }[] {
    const found = [];
    for (const { id, waitsSince } of this.scheduler.parking.lasting) {
      if (found.length === most) break;
      found.push({ thread: id, since: waitsSince });
    }
    return found;
  }

  /** All threads that are started and not over. */
  all(): readonly Standing[] {
    return this.scheduler.standing();
  }
}
