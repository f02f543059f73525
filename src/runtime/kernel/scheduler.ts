// Who runs, and until when: scheduling points on the running thread's side, `dispatch` on the
// driver's. Every answer follows from the calls made and from the strategy; nothing here knows
// what a lock is.

import type { Nanoseconds, StackId, Step, ThreadId } from '../../core/base/ids.ts';
import { NO_THREAD } from '../../core/base/ids.ts';
import { assert } from '../../core/base/errors.ts';
import { takeApart } from '../../core/base/takeApart.ts';
import type { Limits } from '../../core/protocol/worker.ts';
import type { Rest, Strategy } from '../../core/schedule/strategy.ts';
import type { Wait } from '../../core/trace/events.ts';
import { MAIN_KEY, ThreadKeys } from '../../core/schedule/threadKeys.ts';
import { CHECK_COST, OPERATION_COST } from './costs.ts';
import { Exploring } from './exploring.ts';
import type { KernelLock } from './kernelLock.ts';
import type { PointKind, ThreadInit } from './kernelThread.ts';
import { endOf, KernelThread } from './kernelThread.ts';
import { PinnedError, SUSPEND } from './outcomes.ts';
import { Parking } from './parking.ts';
import { Processor } from './processor.ts';
import type { Recorder } from './recorder.ts';
import { RunQueue } from './runQueue.ts';

export interface SchedulerConfig {
  readonly strategy: Strategy;
  readonly recorder: Recorder;
  /** Stack of the current thread, now. */
  readonly stackOf: () => StackId;
  readonly limits: Pick<Limits, 'steps' | 'points'>;
}

/** What the driver has to do next. */
export type Dispatch =
  | { readonly kind: 'run'; readonly thread: ThreadId }
  /** Nobody can run before `until`; Infinity: only a message (a line of input) can help. */
  | { readonly kind: 'idle'; readonly until: Nanoseconds }
  | { readonly kind: 'deadlock' }
  /** Somebody could run, but the user holds all of them. */
  | { readonly kind: 'frozen' }
  | { readonly kind: 'ended' }
  | { readonly kind: 'limit'; readonly message: string };

/** A thread and what it depends on; without `wait` it can run, now or when its time has come. */
export interface Standing {
  readonly thread: ThreadId;
  readonly wait?: Wait | undefined;
  /** The lock in whose queue it stands. */
  readonly lock?: KernelLock | undefined;
}

export class Scheduler {
  readonly processor: Processor;
  readonly runQueue: RunQueue;
  readonly parking: Parking;
  attention = false;
  /** The current thread can't be suspended now: points are passed, parking is refused. */
  isPinned = false;
  /** If points lie before operations. */
  readonly exploring: Exploring | undefined;

  private readonly threadKeys: ThreadKeys;
  private readonly recorder: Recorder;
  private readonly limits: SchedulerConfig['limits'];
  private readonly threads: KernelThread[] = [];
  private readonly living = new Set<KernelThread>();
  /** Already decided: runs at the next dispatch. */
  private chosen: KernelThread | undefined = undefined;
  /** Nobody runs although somebody could: decided by the user, or by the schedule of such a run. */
  private rest: Rest | undefined = undefined;

  constructor({ strategy, recorder, stackOf, limits }: SchedulerConfig) {
    this.recorder = recorder;
    this.limits = limits;
    this.processor = new Processor(recorder, stackOf);
    this.runQueue = new RunQueue(strategy, this.processor.clock);
    this.parking = new Parking(this.processor, this.runQueue, strategy.watcher);
    const { before, threadKeys } = strategy;
    this.exploring = before && new Exploring(this, strategy, before);
    this.threadKeys = threadKeys ?? new ThreadKeys();
  }

  takeApart(): void {
    takeApart([this.processor, this.runQueue, this.parking, this.exploring, this]);
  }

  // ── threads ──

  create({ daemon }: ThreadInit): KernelThread {
    const { running } = this.processor;
    const key = running ? this.threadKeys.of(running.key, ++running.children) : MAIN_KEY;
    const thread = new KernelThread((this.threads.length + 1) as ThreadId, daemon, key);
    this.threads.push(thread);
    return thread;
  }

  threadOf(id: ThreadId): KernelThread {
    const thread = this.threads[id - 1];
    if (thread === undefined) throw new Error(`internal error: no thread ${id}`);
    return thread;
  }

  start(thread: KernelThread): void {
    assert(thread.state === 'new', 'a thread is started once');
    this.living.add(thread);
    thread.state = 'ready';
    this.runQueue.add(thread.id);
    if (this.processor.running) this.exploring?.watcher?.follows(thread.id, this.processor.current);
  }

  /** The current thread has ended; the driver calls `dispatch` next. */
  end(): void {
    const thread = this.processor.currentThread();
    this.processor.record().threadEnd(thread.id);
    this.exploring?.watcher?.did({ kind: 'end', object: endOf(thread) });
    thread.state = 'finished';
    this.living.delete(thread);
    for (const joiner of [...thread.joiners]) this.parking.unpark(joiner, 'granted');
    this.processor.leave();
  }

  /** Daemon threads other than the current one never run again. Gives those that were ready. */
  abandonDaemons(): readonly KernelThread[] {
    const { running } = this.processor;
    const daemons = this.threads.filter((thread) => thread.daemon && thread !== running);
    const ready = daemons.filter((thread) => thread.state === 'ready');
    const parked = daemons.filter((thread) => thread.state === 'parked');
    this.exploring?.abandon([...ready, ...parked]);
    for (const thread of parked) this.parking.abandon(thread);
    for (const thread of [...ready, ...parked]) {
      thread.state = 'abandoned';
      this.living.delete(thread);
    }
    this.runQueue.filter((id) => this.threadOf(id).state === 'ready');
    if (this.chosen?.state === 'abandoned') this.chosen = undefined;
    return ready;
  }

  everyLiving(): Iterable<KernelThread> {
    return this.living;
  }

  /** Threads that are started and neither finished nor abandoned. */
  get alive(): number {
    return this.living.size;
  }

  /** Those threads, and for what they wait if neither the clock nor the user wakes them. */
  standing(): Standing[] {
    return [...this.living].map((thread) => {
      const isWaiting = thread.state === 'parked' && !thread.timer && !thread.isWaitingForInput;
      return isWaiting
        ? { thread: thread.id, wait: thread.wait, lock: thread.claimedLock }
        : { thread: thread.id };
    });
  }

  // ── scheduling points ──

  /** After an operation: gives its result, or SUSPEND with the result kept for `finish`. */
  pointAfter(kind: PointKind, result: number): number {
    this.processor.clock.charge(OPERATION_COST);
    return this.isQuiet() ? result : this.decide(kind, result);
  }

  /** The eval loop made this many checks since the last tick. */
  tick(checks: number): number {
    this.processor.clock.charge(CHECK_COST * checks);
    if (this.exploring && !this.isPinned && !this.attention) return this.exploring.tick();
    return this.isQuiet() ? 0 : this.decide('tick', 0);
  }

  /** @throws PinnedError if the current thread can't wait now; before it enters any queue. */
  refuseIfPinned(): void {
    if (this.isPinned) throw new PinnedError('the current thread is pinned');
  }

  /** True if the current thread simply goes on: nobody else can run and nothing is due. */
  private isQuiet(): boolean {
    if (this.isPinned) return true;
    if (this.exploring) return !this.attention && !this.isOverLimit;
    return (
      this.runQueue.isEmpty &&
      !this.attention &&
      !this.runQueue.mayRest &&
      !this.parking.isAnythingDue &&
      this.recorder.step < this.limits.steps
    );
  }

  private decide(kind: PointKind, result: number): number {
    const thread = this.processor.currentThread();
    if (!this.exploring) this.parking.fireTimers();
    if (this.attention || this.isOverLimit) return this.stopAtPoint(thread, kind, result);
    if (this.exploring) return result;
    if (this.isToRest(thread.id)) return this.stopAtPoint(thread, kind, result);
    if (this.runQueue.isEmpty) return result;
    const next = this.runQueue.nextAtPoint(kind, thread.id);
    if (next === thread.id) return result;
    if (next === undefined) return this.stopAtPoint(thread, kind, result);
    thread.state = 'ready';
    thread.resumption = 'result';
    thread.result = result;
    this.processor.record().run(next, true);
    this.processor.leave();
    this.chosen = this.threadOf(next);
    return SUSPEND;
  }

  /** Gives the driver the processor without a decision: that is made when the thread resumes. */
  private stopAtPoint(thread: KernelThread, kind: PointKind, result: number): number {
    this.attention = false;
    thread.state = 'ready';
    thread.resumption = 'point';
    thread.pointKind = kind;
    thread.result = result;
    this.processor.leave();
    this.chosen = thread;
    return SUSPEND;
  }

  /** A debugger stops the current thread where it is: no point, no time, no choice. */
  hold(): typeof SUSPEND {
    const thread = this.processor.currentThread();
    thread.resumption = 'result';
    thread.result = 0;
    this.retract();
    return SUSPEND;
  }

  /** The current thread gives the processor back to the driver, and is the next to get it. */
  retract(): void {
    const thread = this.processor.currentThread();
    thread.state = 'ready';
    this.processor.leave();
    this.chosen = thread;
  }

  /** Threads that run or could, in order of their ids. */
  runnable(): ThreadId[] {
    const could = this.threads.filter(({ state }) => state === 'ready' || state === 'running');
    return could.map(({ id }) => id);
  }

  /** Called on the resumed thread: the result of the operation that suspended it, or SUSPEND. */
  finish(): number {
    const thread = this.processor.currentThread();
    switch (thread.resumption) {
      case 'result':
        return thread.result;
      case 'point':
        return this.decide(thread.pointKind, thread.result);
      case 'park':
        return thread.finishPark(thread.reason);
    }
  }

  /** An operation was chosen: its thread runs at the next dispatch. */
  decided(thread: KernelThread): void {
    this.chosen = thread;
  }

  /** The current thread, which has just left, goes on at once if it was chosen. */
  goOnIfChosen(thread: KernelThread): boolean {
    if (this.chosen !== thread) return false;
    this.chosen = undefined;
    thread.state = 'running';
    this.processor.running = thread;
    return true;
  }

  // ── the driver's side ──

  dispatch(): Dispatch {
    assert(this.processor.running === undefined, 'the processor is free');
    this.runQueue.throwFailure();
    this.exploring?.throwFailure();
    if (this.isOverLimit) return { kind: 'limit', message: this.limitMessage() };
    if (this.rest) return this.restAnswer(this.rest);
    const thread = this.chosen ?? this.chooseNext();
    if (this.rest) return this.restAnswer(this.rest);
    if (thread === undefined) return this.whyNobodyRuns();
    this.chosen = undefined;
    thread.state = 'running';
    this.processor.running = thread;
    return thread.runAnswer;
  }

  private chooseNext(): KernelThread | undefined {
    if (this.exploring) return this.chooseOperation(this.exploring);
    this.parking.fireTimers();
    if (this.isToRest(NO_THREAD)) return undefined;
    const next = this.runQueue.nextWhenBlocked(this.processor.lastRun);
    this.runQueue.throwFailure();
    if (next === undefined) return undefined;
    this.processor.recordByClock().run(next, false);
    return this.threadOf(next);
  }

  private chooseOperation(exploring: Exploring): KernelThread | undefined {
    const first = this.runQueue.takeFirst();
    if (first !== undefined) {
      this.processor.recordByClock().run(first, false);
      return this.threadOf(first);
    }
    if (this.runQueue.mayRest && this.isToRest(NO_THREAD)) return undefined;
    exploring.chooseOperation();
    exploring.throwFailure();
    return this.chosen;
  }

  private isToRest(current: ThreadId): boolean {
    if (!this.runQueue.mayRest) return false;
    const rest = this.runQueue.rest(current, {
      step: this.recorder.step as Step,
      time: this.processor.clock.now,
      announced: this.exploring?.ableThreads(),
      canWait: (id) => this.parking.canWait(id === undefined ? undefined : this.threadOf(id)),
    });
    // In a replay the user may be gone who ended a rest that had no other end.
    if (rest?.kind === 'idle' && this.endOf(rest) === Infinity && !this.parking.isInputAwaited) {
      return false;
    }
    this.rest = rest;
    return rest !== undefined;
  }

  private endOf(rest: Rest): Nanoseconds {
    return rest.kind === 'stand' ? Infinity : Math.min(rest.until, this.parking.nextDue());
  }

  private restAnswer(rest: Rest): Dispatch {
    if (rest.kind === 'idle') return { kind: 'idle', until: this.endOf(rest) };
    // Asked anew when the user lets the run go on.
    this.rest = undefined;
    return { kind: 'frozen' };
  }

  /** The user has decided anew. @returns true if that ends a rest in which time passed */
  endRest(): boolean {
    const wasResting = this.rest !== undefined;
    this.rest = undefined;
    return wasResting;
  }

  private whyNobodyRuns(): Dispatch {
    if (this.alive === 0) return { kind: 'ended' };
    const until = this.parking.nextDue();
    if (until < Infinity || this.parking.isInputAwaited) return { kind: 'idle', until };
    return { kind: 'deadlock' };
  }

  /** Time passed while nobody could run. Never past a timer, however late the driver is. */
  advanceTo(time: Nanoseconds): void {
    assert(this.processor.running === undefined, 'nobody runs while the clock is moved');
    assert(time < Infinity, 'the clock is moved to a time');
    const end = this.rest ? this.endOf(this.rest) : this.parking.nextDue();
    this.processor.clock.moveTo(Math.min(time, end));
    if (this.processor.clock.now >= end) this.rest = undefined;
    if (!this.exploring) this.parking.fireTimers();
    else if (this.processor.clock.now >= end) this.exploring.timePassed(end);
  }

  get isOverLimit(): boolean {
    return this.recorder.step >= this.limits.steps || this.hasTooManyPoints;
  }

  private get hasTooManyPoints(): boolean {
    return this.exploring !== undefined && this.exploring.points > (this.limits.points ?? Infinity);
  }

  private limitMessage(): string {
    if (!this.hasTooManyPoints) return eventsMessage(this.limits.steps);
    const points = this.limits.points?.toLocaleString('en-US') ?? '';
    return `The run was ended after ${points} scheduling points: on this schedule it may never end.`;
  }
}

function eventsMessage(limit: number): string {
  const steps = limit.toLocaleString('en-US');
  return (
    `The run was ended after ${steps} events. ` +
    'If the program is meant to run that long, raise the setting "weft.stepLimit".'
  );
}
