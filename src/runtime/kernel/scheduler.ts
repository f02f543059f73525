// Who runs: the ready queue, scheduling points, parking and waking, timers. One thread is running
// at a time, or none while the driver has the processor. Every answer follows from the calls made
// and from the strategy; nothing here knows what a lock is.

import type { Nanoseconds, StackId, ThreadId } from '../../core/base/ids.ts';
import { NO_STACK, NO_THREAD } from '../../core/base/ids.ts';
import { assert } from '../../core/base/errors.ts';
import type { SchedulingPoint, Strategy } from '../../core/schedule/strategy.ts';
import type { Wait } from '../../core/trace/events.ts';
import { CHECK_COST, DEFAULT_SWITCH_INTERVAL, OPERATION_COST } from './costs.ts';
import type { Finish, KernelThread, PointKind } from './kernelThread.ts';
import { leaveQueue } from './kernelThread.ts';
import { SUSPEND } from './outcomes.ts';
import type { Recorder, WakeReason } from './recorder.ts';
import { TimerQueue } from './timerQueue.ts';
import { VirtualClock } from './virtualClock.ts';

export interface SchedulerConfig {
  readonly strategy: Strategy;
  readonly recorder: Recorder;
  /** Stack of the current thread, now. */
  readonly stackOf: () => StackId;
  /** The run is ended when the trace has this many events. */
  readonly stepLimit: number;
}

export interface ParkRequest {
  readonly wait: Wait;
  /** End of the timeout; undefined waits for ever. */
  readonly until: Nanoseconds | undefined;
  /** Called when the thread is resumed; gives the operation's result or parks again. */
  readonly finish: Finish;
}

/** What the driver has to do next. */
export type Dispatch =
  | { readonly kind: 'run'; readonly thread: ThreadId }
  /** Nobody can run before `until`; Infinity: only a message (a line of input) can help. */
  | { readonly kind: 'idle'; readonly until: Nanoseconds }
  | { readonly kind: 'deadlock' }
  | { readonly kind: 'ended' }
  | { readonly kind: 'limit'; readonly message: string };

type MutablePoint = { -readonly [K in keyof SchedulingPoint]: SchedulingPoint[K] };

export class Scheduler {
  readonly clock = new VirtualClock();
  readonly recorder: Recorder;
  attention = false;
  switchInterval: Nanoseconds = DEFAULT_SWITCH_INTERVAL;

  /** The thread whose stack is running; undefined while the driver has the processor. */
  running: KernelThread | undefined = undefined;

  private readonly config: SchedulerConfig;
  private readonly threads: KernelThread[] = [];
  private readonly timers = new TimerQueue<KernelThread>();
  /** Threads that can run, but not the running one, in the order in which they became ready. */
  private readonly ready: ThreadId[] = [];
  /** Already decided: runs at the next dispatch. */
  private chosen: KernelThread | undefined = undefined;
  private lastRun: ThreadId = NO_THREAD;
  private sliceStart: Nanoseconds = 0;
  private waitingForInput = 0;
  private failure: { readonly error: unknown } | undefined = undefined;
  /** The one object that the strategy is asked with, filled anew at each point. */
  private readonly point: MutablePoint;

  /** Threads that are started and neither finished nor abandoned. */
  alive = 0;

  constructor(config: SchedulerConfig) {
    this.config = config;
    this.recorder = config.recorder;
    this.point = {
      kind: 'blocked',
      current: NO_THREAD,
      runnable: this.ready,
      isQuantumOver: false,
    };
  }

  // ── the current thread ──

  get current(): ThreadId {
    return this.running === undefined ? NO_THREAD : this.running.id;
  }

  /** Stack of the acting thread; the scheduler itself has none. */
  stack(): StackId {
    return this.running === undefined ? NO_STACK : this.config.stackOf();
  }

  currentThread(): KernelThread {
    assert(this.running !== undefined, 'a thread is running');
    return this.running;
  }

  threadOf(id: ThreadId): KernelThread {
    const thread = this.threads[id - 1];
    assert(thread !== undefined, `thread ${id} exists`);
    return thread;
  }

  // ── scheduling points ──

  /** After an operation: gives its result, or SUSPEND with the result kept for `finish`. */
  pointAfter(kind: PointKind, result: number): number {
    this.clock.now += OPERATION_COST;
    if (this.isQuiet()) return result;
    return this.decide(kind, result);
  }

  /** The eval loop made this many checks since the last tick. */
  tick(checks: number): number {
    this.clock.now += CHECK_COST * checks;
    if (this.isQuiet()) return 0;
    return this.decide('tick', 0);
  }

  /** True if the current thread simply goes on: nobody else can run and nothing is due. */
  private isQuiet(): boolean {
    return (
      this.ready.length === 0 &&
      !this.attention &&
      this.timers.soonest > this.clock.now &&
      this.recorder.step < this.config.stepLimit
    );
  }

  private decide(kind: PointKind, result: number): number {
    const thread = this.currentThread();
    this.fireTimers();
    if (this.attention || this.isOverLimit()) return this.stopAtPoint(thread, kind, result);
    if (this.ready.length === 0) return result;
    // Pushed for the strategy's eyes, and already in place if it chooses another thread.
    this.ready.push(thread.id);
    const next = this.ask(kind, thread.id);
    if (next === undefined || next === thread.id) {
      this.ready.pop();
      return next === undefined ? this.stopAtPoint(thread, kind, result) : result;
    }
    thread.state = 'ready';
    thread.resumption = 'result';
    thread.result = result;
    this.recorder.run(this.clock.now, thread.id, this.stack(), next, true);
    this.leaveProcessor(thread);
    this.choose(next);
    return SUSPEND;
  }

  /** Gives the driver the processor without a decision: that is made when the thread resumes. */
  private stopAtPoint(thread: KernelThread, kind: PointKind, result: number): number {
    this.attention = false;
    thread.state = 'ready';
    thread.resumption = 'point';
    thread.pointKind = kind;
    thread.result = result;
    this.leaveProcessor(thread);
    this.chosen = thread;
    return SUSPEND;
  }

  private leaveProcessor(thread: KernelThread): void {
    this.running = undefined;
    this.lastRun = thread.id;
  }

  /** Called on the resumed thread: the result of the operation that suspended it, or SUSPEND. */
  finish(): number {
    const thread = this.currentThread();
    switch (thread.resumption) {
      case 'result':
        return thread.result;
      case 'point':
        return this.decide(thread.pointKind, thread.result);
      case 'park':
        return thread.finishPark(thread.reason);
    }
  }

  // ── the strategy ──

  /**
   * Asks the strategy. What it throws must not travel through the Python frames that made the
   * call, so it is kept for the driver: the answer is then undefined and `dispatch` throws.
   */
  private ask(kind: SchedulingPoint['kind'], current: ThreadId): ThreadId | undefined {
    const { point } = this;
    point.kind = kind;
    point.current = current;
    point.isQuantumOver =
      kind !== 'blocked' && this.clock.now - this.sliceStart > this.switchInterval;
    try {
      const next = this.config.strategy.next(point);
      assert(this.ready.includes(next), `the strategy chose ${next}, which can't run`);
      return next;
    } catch (error) {
      this.failure = { error };
      return undefined;
    }
  }

  private choose(next: ThreadId): void {
    const { ready } = this;
    if (ready[0] === next) ready.shift();
    else ready.splice(ready.indexOf(next), 1);
    this.chosen = this.threadOf(next);
    this.sliceStart = this.clock.now;
  }

  // ── becoming ready, parking, ending ──

  add(thread: KernelThread): void {
    this.threads.push(thread);
  }

  nextThreadId(): ThreadId {
    return (this.threads.length + 1) as ThreadId;
  }

  start(thread: KernelThread): void {
    assert(thread.state === 'new', 'a thread is started once');
    this.alive++;
    thread.resumption = 'result';
    this.makeReady(thread);
  }

  private makeReady(thread: KernelThread): void {
    // As in CPython, the holder's interval counts from when somebody began to wait for the GIL.
    if (this.ready.length === 0) this.sliceStart = this.clock.now;
    thread.state = 'ready';
    this.ready.push(thread.id);
  }

  /** Parks the current thread; it becomes ready by `unpark` or at `until`. */
  park(request: ParkRequest, queue?: KernelThread[]): typeof SUSPEND {
    const thread = this.currentThread();
    this.clock.now += OPERATION_COST;
    const at = this.stack();
    this.recorder.wait(this.clock.now, thread.id, at, request.wait, request.until);
    thread.state = 'parked';
    thread.resumption = 'park';
    thread.finishPark = request.finish;
    thread.parkedAt = at;
    thread.queue = queue;
    thread.isWaitingForInput = request.wait.kind === 'input';
    if (thread.isWaitingForInput) this.waitingForInput++;
    if (request.until !== undefined) thread.timer = this.timers.set(request.until, thread);
    this.leaveProcessor(thread);
    return SUSPEND;
  }

  /** Makes a parked thread ready; false if it is not parked. No scheduling point. */
  unpark(thread: KernelThread, reason: WakeReason): boolean {
    if (thread.state !== 'parked') return false;
    this.leaveWait(thread);
    thread.reason = reason;
    this.recorder.wake(this.clock.now, this.current, this.stack(), thread.id, reason);
    this.makeReady(thread);
    return true;
  }

  private leaveWait(thread: KernelThread): void {
    if (thread.timer !== undefined) this.timers.cancel(thread.timer);
    thread.timer = undefined;
    leaveQueue(thread);
    if (thread.isWaitingForInput) this.waitingForInput--;
    thread.isWaitingForInput = false;
  }

  /** The current thread has ended; the driver calls `dispatch` next. */
  end(): void {
    const thread = this.currentThread();
    this.recorder.threadEnd(this.clock.now, thread.id, this.stack(), thread.id);
    thread.state = 'finished';
    this.alive--;
    for (const joiner of [...thread.joiners]) this.unpark(joiner, 'granted');
    this.leaveProcessor(thread);
  }

  /** Daemon threads other than the current one never run again. */
  abandonDaemons(): void {
    for (const thread of this.threads) {
      if (!thread.daemon || thread === this.running) continue;
      if (thread.state === 'parked') this.leaveWait(thread);
      else if (thread.state !== 'ready') continue;
      thread.state = 'abandoned';
      this.alive--;
      if (this.chosen === thread) this.chosen = undefined;
    }
    const stillReady = this.ready.filter((id) => this.threadOf(id).state === 'ready');
    this.ready.splice(0, this.ready.length, ...stillReady);
  }

  // ── the driver's side ──

  dispatch(): Dispatch {
    assert(this.running === undefined, 'the processor is free');
    this.throwFailure();
    if (this.isOverLimit()) return { kind: 'limit', message: limitMessage(this.config.stepLimit) };
    const thread = this.chosen ?? this.chooseNext();
    this.throwFailure();
    if (thread === undefined) return this.whyNobodyRuns();
    this.chosen = undefined;
    thread.state = 'running';
    this.running = thread;
    return thread.runAnswer;
  }

  private throwFailure(): void {
    if (this.failure !== undefined) throw this.failure.error;
  }

  private chooseNext(): KernelThread | undefined {
    this.fireTimers();
    const only = this.ready.length === 1 ? this.ready[0] : undefined;
    if (this.ready.length === 0) return undefined;
    const next = only ?? this.ask('blocked', this.lastRun);
    if (next === undefined) return undefined;
    this.recorder.run(this.clock.now, NO_THREAD, NO_STACK, next, false);
    this.choose(next);
    return this.chosen;
  }

  private whyNobodyRuns(): Dispatch {
    if (this.alive === 0) return { kind: 'ended' };
    const until = this.timers.nextDue();
    if (until < Infinity || this.waitingForInput > 0) return { kind: 'idle', until };
    return { kind: 'deadlock' };
  }

  /** Time passed while nobody could run. Never past a timer, however late the driver is. */
  advanceTo(time: Nanoseconds): void {
    assert(this.running === undefined, 'nobody runs while the clock is moved');
    this.clock.moveTo(Math.min(time, this.timers.nextDue()));
    this.fireTimers();
  }

  private fireTimers(): void {
    if (this.timers.soonest > this.clock.now) return;
    for (;;) {
      const thread = this.timers.takeDue(this.clock.now);
      if (thread === undefined) return;
      this.leaveWait(thread);
      thread.reason = 'timeout';
      this.recorder.wake(this.clock.now, NO_THREAD, NO_STACK, thread.id, 'timeout');
      this.makeReady(thread);
    }
  }

  private isOverLimit(): boolean {
    return this.recorder.step >= this.config.stepLimit;
  }
}

function limitMessage(limit: number): string {
  const steps = limit.toLocaleString('en-US');
  return (
    `The run was ended after ${steps} events. ` +
    'If the program is meant to run that long, raise the setting "weft.limits.steps".'
  );
}
