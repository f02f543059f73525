// Threads that can't run: how they are parked and how they become ready again, by another thread
// or by the clock.

import type { Nanoseconds } from '../../core/base/ids.ts';
import type { Wait } from '../../core/trace/events.ts';
import { OPERATION_COST } from './costs.ts';
import type { LocationId } from '../../core/schedule/operation.ts';
import { NOWHERE } from '../../core/schedule/operation.ts';
import type { StepWatcher } from '../../core/schedule/stepWatcher.ts';
import type { Claim } from './exploring.ts';
import type { Finish, KernelThread } from './kernelThread.ts';
import { leaveQueue } from './kernelThread.ts';
import { SUSPEND } from './outcomes.ts';
import type { Processor } from './processor.ts';
import type { WakeReason } from './recorder.ts';
import type { RunQueue } from './runQueue.ts';
import { TimerQueue } from './timerQueue.ts';
import { WaitList } from './waitList.ts';

export interface ParkRequest {
  readonly wait: Wait;
  /** End of the timeout; undefined waits for ever. */
  readonly until: Nanoseconds | undefined;
  /** Called when the thread is resumed; gives the operation's result or parks again. */
  readonly finish: Finish;
  /** What the end of the wait depends on. */
  readonly location?: LocationId;
}

export class Parking {
  private readonly processor: Processor;
  private readonly runQueue: RunQueue;
  private readonly timers = new TimerQueue<KernelThread>();
  private waitingForInput = 0;
  /** Threads that wait for an object that the trace knows, without a timeout. */
  readonly lasting = new WaitList();
  private readonly watcher: StepWatcher | undefined;

  constructor(processor: Processor, runQueue: RunQueue, watcher: StepWatcher | undefined) {
    this.processor = processor;
    this.runQueue = runQueue;
    this.watcher = watcher;
  }

  /** Parks the current thread; `queue` is where it stands in line, and is left on waking. */
  park(request: ParkRequest, queue?: KernelThread[]): typeof SUSPEND {
    const { processor } = this;
    const thread = processor.currentThread();
    const { wait, until } = request;
    processor.clock.charge(OPERATION_COST);
    processor.record().wait(wait, until);
    thread.wait = wait;
    thread.waitsSince = processor.recorder.step;
    thread.parkedAt = processor.lastStack;
    thread.state = 'parked';
    thread.resumption = 'park';
    thread.finishPark = request.finish;
    thread.waitLocation = request.location ?? NOWHERE;
    thread.isWaitingForInput = wait.kind === 'input';
    if (thread.isWaitingForInput) this.waitingForInput++;
    this.enterWait(thread, request, queue);
    processor.leave();
    return SUSPEND;
  }

  private enterWait(
    thread: KernelThread,
    { wait, until }: Pick<ParkRequest, 'wait' | 'until'>,
    queue: KernelThread[] | undefined,
  ): void {
    thread.queue = queue;
    if (until === undefined && waitsForObject(wait)) this.lasting.add(thread);
    if (until !== undefined) thread.timer = this.timers.set(until, thread);
  }

  /** When exploring: what a thread is about to take is gone before it was chosen. */
  parkAgain(thread: KernelThread, claim: Claim, queue: KernelThread[]): void {
    const { processor } = this;
    processor.recordFor(thread).wait(claim.wait, claim.until);
    thread.wait = claim.wait;
    thread.waitsSince = processor.recorder.step;
    thread.state = 'parked';
    thread.waitLocation = thread.announced?.operation().object ?? NOWHERE;
    queue.push(thread);
    this.enterWait(thread, claim, queue);
  }

  /** When exploring: the clock has come to where the thread's wait ends, and it is chosen. */
  endWait(thread: KernelThread): void {
    const { timerReason } = thread;
    this.processor.recordByClock().wake(thread.id, timerReason);
    this.leaveWait(thread);
    thread.reason = timerReason;
    thread.state = 'ready';
  }

  /** Makes a parked thread ready; false if it is not parked. */
  unpark(thread: KernelThread, reason: WakeReason): boolean {
    if (thread.state !== 'parked') return false;
    this.processor.record().wake(thread.id, reason);
    // Who has announced an operation has to be chosen: the operation says what it comes after.
    if (this.watcher && this.processor.running && thread.announced === undefined) {
      this.watcher.follows(thread.id, this.processor.current);
    }
    this.makeReady(thread, reason);
    return true;
  }

  /** A parked thread without a timeout gets what it waits for at that virtual time. */
  grantAt(thread: KernelThread, time: Nanoseconds): void {
    if (thread.state !== 'parked' || thread.timer !== undefined) return;
    thread.timerReason = 'granted';
    thread.timer = this.timers.set(Math.max(time, this.processor.clock.now), thread);
  }

  /** A parked thread that will never be woken. */
  abandon(thread: KernelThread): void {
    this.leaveWait(thread);
  }

  get isAnythingDue(): boolean {
    return this.soonest <= this.processor.clock.now;
  }

  /** Nothing is due before. */
  get soonest(): Nanoseconds {
    return this.timers.soonest;
  }

  fireTimers(): void {
    if (!this.isAnythingDue) return;
    for (;;) {
      const thread = this.timers.takeDue(this.processor.clock.now);
      if (thread === undefined) return;
      const reason = thread.timerReason;
      this.processor.recordByClock().wake(thread.id, reason);
      this.makeReady(thread, reason);
    }
  }

  /** When the clock makes the next thread ready; Infinity: never. */
  nextDue(): Nanoseconds {
    return this.timers.nextDue();
  }

  /** True if the clock or a line of input will make a thread ready: this one, or any. */
  canWait(thread: KernelThread | undefined): boolean {
    if (thread === undefined) return this.nextDue() < Infinity || this.isInputAwaited;
    return thread.timer !== undefined || thread.isWaitingForInput;
  }

  get isInputAwaited(): boolean {
    return this.waitingForInput > 0;
  }

  private makeReady(thread: KernelThread, reason: WakeReason): void {
    this.leaveWait(thread);
    thread.reason = reason;
    thread.state = 'ready';
    // Who has announced an operation waits to be chosen.
    if (thread.announced === undefined || reason === 'interrupt') this.runQueue.add(thread.id);
  }

  private leaveWait(thread: KernelThread): void {
    this.lasting.delete(thread);
    if (thread.timer !== undefined) this.timers.cancel(thread.timer);
    thread.timer = undefined;
    thread.timerReason = 'timeout';
    leaveQueue(thread);
    if (thread.isWaitingForInput) this.waitingForInput--;
    thread.isWaitingForInput = false;
  }
}

/** Waits for the import of a module have no object: they end by themselves. */
function waitsForObject(wait: Wait): boolean {
  return (wait.kind === 'lock' || wait.kind === 'object') && wait.object !== 0;
}
