// Lends the running thread what it is sure to be allowed next (see lease.ts), and keeps the kernel's
// books when it has all back.

import type { Nanoseconds, ObjectId } from '../../core/base/ids.ts';
import type { Limits } from '../../core/protocol/worker.ts';
import { MOST_OBJECTS } from '../../core/trace/lentEvents.ts';
import { OwnCells, type LockCell } from './kernelLock.ts';
import { endOf, lastStack, type Lease } from './lease.ts';
import type { Recorder } from './recorder.ts';
import type { Scheduler } from './scheduler.ts';

export interface LoanOptions {
  readonly recorder: Recorder;
  readonly limits: Pick<Limits, 'steps'>;
  /** Left out: nothing is ever lent. */
  readonly lease?: Lease | undefined;
}

export class Loans {
  private readonly scheduler: Scheduler;
  private readonly options: LoanOptions;
  private readonly ownCells = new OwnCells();
  private isOut = false;

  constructor(scheduler: Scheduler, options: LoanOptions) {
    this.scheduler = scheduler;
    this.options = options;
  }

  /** For a new lock. @param number among those that exist, if operations on it may be lent */
  cellOf(object: ObjectId, number: number | undefined): LockCell {
    const mayBeLent = number !== undefined && object < MOST_OBJECTS;
    const lent = mayBeLent ? this.options.lease?.cellOf(number) : undefined;
    return lent ?? this.ownCells.take();
  }

  /**
   * Lends the current thread operations on locks, as long as they decide nothing and the time after
   * each is before `end`. @returns true if any are lent
   */
  lend(end: Nanoseconds): boolean {
    const { scheduler } = this;
    const { lease, recorder, limits } = this.options;
    const { processor, runQueue, parking } = scheduler;
    const { running, clock } = processor;
    if (!running || !lease || scheduler.exploring) return false;
    if (scheduler.isPinned || scheduler.attention || runQueue.mayRest) return false;
    // Before all of them, whether they are whole nanoseconds or not.
    const until = Math.min(end, parking.soonest, runQueue.sliceEnd) - 1;
    const operations = Math.min(runQueue.patience(running.id), limits.steps - recorder.step - 1);
    this.isOut = lease.give({ now: clock.now, by: running.id, until, operations });
    return this.isOut;
  }

  /**
   * Takes back what is lent. To be called before anything else of the kernel is used or read.
   * @returns true if something was done with it
   */
  takeBack(): boolean {
    return this.isOut && this.keepBooks();
  }

  private keepBooks(): boolean {
    this.isOut = false;
    const { lease, recorder } = this.options;
    const lent = lease?.takeBack();
    if (!lent) return false;
    const { processor, runQueue } = this.scheduler;
    processor.clock.now = endOf(lent);
    processor.lastStack = lastStack(lent);
    recorder.lent(lent);
    if (!runQueue.isEmpty) runQueue.stayed(processor.current, lent.operations);
    return true;
  }
}
