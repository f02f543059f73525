// Points before operations, as an explorer needs them. A thread announces what it is about to do and
// is suspended; when every thread stands so, waits or has ended, the strategy chooses among the
// operations that could go on, and the chosen one is done when its thread runs again. Threads that
// are ready without an operation (just started, just woken by one) go on at once: what they do
// before their next operation is of no interest to others, so it makes no choice.

import type { Nanoseconds, ThreadId } from '../../core/base/ids.ts';
import { NO_THREAD } from '../../core/base/ids.ts';
import type { Operation, PendingOperation } from '../../core/schedule/operation.ts';
import { EARLY_TIMEOUTS, EVERYWHERE, NOWHERE, weightOf } from '../../core/schedule/operation.ts';
import type { StepWatcher } from '../../core/schedule/stepWatcher.ts';
import type { PointsBefore, Strategy } from '../../core/schedule/strategy.ts';
import type { Wait } from '../../core/trace/events.ts';
import { DEFAULT_SWITCH_INTERVAL } from './costs.ts';
import type { KernelLock } from './kernelLock.ts';
import type { KernelThread } from './kernelThread.ts';
import { INTERRUPTED, SUSPEND } from './outcomes.ts';
import type { WakeReason } from './recorder.ts';
import type { Scheduler } from './scheduler.ts';

/** What threads compete for. */
export interface Contention {
  /** Parked, as it is taken. */
  readonly waiters: KernelThread[];
  /** Announced and not parked, as it is free. */
  readonly contenders: KernelThread[];
}

export interface Announcement {
  readonly operation: () => Operation;
  /** Does it, or what is left of it after a timeout; as any operation it may answer SUSPEND. */
  readonly perform: (reason: WakeReason) => number;
  /** Without it the operation can always go on. */
  readonly claim?: Claim;
}

export interface Claim {
  readonly on: Contention;
  readonly isFree: () => boolean;
  readonly wait: Wait;
  readonly until: Nanoseconds | undefined;
  readonly lock?: KernelLock;
}

export class Exploring {
  readonly watcher: StepWatcher | undefined;
  private readonly before: PointsBefore;
  private readonly scheduler: Scheduler;
  private readonly strategy: Strategy;
  private readonly runnable: ThreadId[] = [];
  private readonly operations: PendingOperation[] = [];
  /** The thread whose operation was chosen last. */
  private lastChosen: ThreadId = NO_THREAD;
  private steps = 0;
  private weight = 0;
  /** Steps that may have changed what others see. */
  private changes = 0;
  /** Up to here time has passed; timers that are due soon after it may end. */
  private reached: Nanoseconds = 0;
  private earlyTimeouts: number;
  private abandoned: readonly PendingOperation[] = [];
  private failure: { readonly error: unknown } | undefined = undefined;

  constructor(scheduler: Scheduler, strategy: Strategy, before: PointsBefore) {
    this.scheduler = scheduler;
    this.strategy = strategy;
    this.before = before;
    this.watcher = strategy.watcher;
    this.earlyTimeouts = before.earlyTimeouts;
  }

  // ── the running thread's side ──

  /** Choices so far; see `weightOf`. */
  get points(): number {
    return this.weight;
  }

  /** The current thread is about to do this: its result, or SUSPEND and `finish` gives it. */
  announce(announcement: Announcement): number {
    const { scheduler } = this;
    if (scheduler.isPinned) return announcement.perform('granted');
    const thread = scheduler.processor.currentThread();
    thread.announced = announcement;
    thread.finishPark = (reason) => this.perform(thread, reason);
    const { claim } = announcement;
    if (claim) {
      thread.claimedLock = claim.lock;
      if (!claim.isFree()) return this.park(thread, announcement, claim);
      thread.parkedAt = scheduler.processor.stackHere();
      claim.on.contenders.push(thread);
    } else {
      this.noteLook(thread, announcement.operation());
    }
    thread.state = 'ready';
    thread.resumption = 'park';
    thread.reason = 'granted';
    scheduler.processor.leave();
    if (this.mustLeave || !this.chooseOperation()) return SUSPEND;
    return scheduler.goOnIfChosen(thread) ? this.perform(thread, 'granted') : SUSPEND;
  }

  /** The eval loop's check: a thread that does nothing else for a while offers the processor. */
  tick(): number {
    const thread = this.scheduler.processor.currentThread();
    if (this.scheduler.processor.clock.now - thread.stepStart < DEFAULT_SWITCH_INTERVAL) return 0;
    return this.offer();
  }

  offer(): number {
    const thread = this.scheduler.processor.currentThread();
    thread.offeredAt = this.steps;
    return this.announce({ operation: () => YIELD, perform: () => 0 });
  }

  /** Who waits for a change by looking again and again gives way, too. */
  private noteLook(thread: KernelThread, operation: Operation): void {
    if (operation.kind !== 'read') return;
    if (thread.looks.look(operation, this.changes)) thread.offeredAt = this.steps;
  }

  private get mustLeave(): boolean {
    const { scheduler } = this;
    return scheduler.attention || scheduler.isOverLimit || !scheduler.runQueue.isEmpty;
  }

  private park(thread: KernelThread, announcement: Announcement, claim: Claim): typeof SUSPEND {
    const { wait, until, on } = claim;
    const location = announcement.operation().object;
    const { finishPark: finish } = thread;
    on.waiters.push(thread);
    return this.scheduler.parking.park({ wait, until, finish, location }, on.waiters);
  }

  /** On the resumed thread. */
  perform(thread: KernelThread, reason: WakeReason): number {
    const { announced } = thread;
    thread.announced = undefined;
    thread.claimedLock = undefined;
    if (reason === 'interrupt' || announced === undefined) return INTERRUPTED;
    const at = announced.claim?.on.contenders.indexOf(thread) ?? -1;
    if (at >= 0) announced.claim?.on.contenders.splice(at, 1);
    return announced.perform(reason);
  }

  // ── what threads compete for ──

  /** It is free: who waits for it may go on, one of them at least. */
  freed({ waiters, contenders }: Contention): void {
    for (const thread of [...waiters]) {
      if (thread.announced === undefined) continue;
      this.scheduler.parking.unpark(thread, 'granted');
      contenders.push(thread);
    }
  }

  /** Somebody has it: the others wait. */
  taken({ waiters, contenders }: Contention): void {
    for (const thread of contenders.splice(0)) {
      const { claim } = thread.announced ?? {};
      if (claim && thread.state === 'ready')
        this.scheduler.parking.parkAgain(thread, claim, waiters);
    }
  }

  // ── choosing ──

  /** Decides whose operation is next. False: nobody can go on, or the strategy failed. */
  chooseOperation(): boolean {
    this.collect();
    const [only = NO_THREAD] = this.runnable;
    if (only === NO_THREAD) return false;
    const next = this.runnable.length === 1 && !this.watcher ? only : this.ask();
    if (next === undefined) return false;
    const operation = this.operations[this.runnable.indexOf(next)];
    if (operation === undefined) {
      const error = new Error(`internal error: the strategy chose ${next}, which can't run`);
      this.failure = { error };
      return false;
    }
    this.begin(next, operation);
    return true;
  }

  private begin(next: ThreadId, operation: PendingOperation): void {
    const { scheduler } = this;
    const thread = scheduler.threadOf(next);
    const last = this.lastChosen;
    const isPreemption = last !== next && this.runnable.includes(last);
    this.steps++;
    this.weight += weightOf(operation.kind);
    if (operation.kind !== 'read' && operation.kind !== 'yield') this.changes++;
    this.lastChosen = next;
    const isEarly = operation.kind === 'timeout' && this.endWait(thread);
    if (scheduler.processor.lastRun !== next || operation.kind === 'timeout') {
      scheduler.processor.recordByClock().run(next, isPreemption);
    }
    const { now } = scheduler.processor.clock;
    thread.stepStart = now;
    this.reached = Math.max(this.reached, now);
    this.watcher?.began(operation);
    if (isEarly) this.watcher?.did({ kind: 'write', object: EARLY_TIMEOUTS });
    scheduler.decided(thread);
  }

  /** The end of a sleep or timeout; true if it comes early. */
  private endWait(thread: KernelThread): boolean {
    const { clock } = this.scheduler.processor;
    const due = thread.timer?.due ?? 0;
    const isEarly = this.isEarly(due);
    if (isEarly) this.earlyTimeouts--;
    clock.moveTo(due);
    this.scheduler.parking.endWait(thread);
    return isEarly;
  }

  private ask(): ThreadId | undefined {
    const { runnable, operations } = this;
    const current = this.lastChosen;
    try {
      return this.strategy.next({
        kind: 'announced',
        current,
        runnable,
        operations,
        isQuantumOver: false,
      });
    } catch (error) {
      // It must not travel through the Python frames that led here.
      this.failure = { error };
      return undefined;
    }
  }

  /** For the driver: throws what the strategy threw. */
  throwFailure(): void {
    if (this.failure !== undefined) throw this.failure.error;
  }

  private collect(): void {
    this.runnable.length = 0;
    this.operations.length = 0;
    let offers = 0;
    for (const thread of this.scheduler.everyLiving()) {
      const operation = this.operationOf(thread);
      if (operation === undefined) continue;
      if (thread.offeredAt === this.steps) offers++;
      this.runnable.push(thread.id);
      this.operations.push(operation);
    }
    if (offers > 0 && offers < this.runnable.length) this.dropOffers();
  }

  /** Who has just offered the processor goes on only if nobody else can (CHESS, PLDI 2008). */
  private dropOffers(): void {
    const { runnable, operations, scheduler, steps } = this;
    const isKept = (index: number): boolean => {
      const id = runnable[index] ?? NO_THREAD;
      return scheduler.threadOf(id).offeredAt !== steps;
    };
    const kept = [...runnable.keys()].filter(isKept);
    const threads = kept.map((index) => runnable[index] ?? NO_THREAD);
    const left = kept.flatMap((index) => operations[index] ?? []);
    runnable.splice(0, runnable.length, ...threads);
    operations.splice(0, operations.length, ...left);
  }

  /** What the thread does if it is chosen now; undefined if it can't be. */
  operationOf(thread: KernelThread): PendingOperation | undefined {
    const { announced, timer, id, key } = thread;
    if (announced && (announced.claim?.isFree() ?? true)) {
      const { kind, object } = announced.operation();
      return { thread: id, key, kind, object, mayTimeOut: this.mayTimeOut(announced) };
    }
    if (timer === undefined || thread.state !== 'parked') return undefined;
    const mayBeEarly =
      this.earlyTimeouts > 0 && thread.wait?.kind !== 'sleep' && thread.timerReason === 'timeout';
    if (this.isEarly(timer.due) && !mayBeEarly) return undefined;
    return { thread: id, key, kind: 'timeout', object: thread.waitLocation, mayTimeOut: false };
  }

  private mayTimeOut({ claim }: Announcement): boolean {
    if (claim?.until === undefined) return false;
    return this.earlyTimeouts > 0 || !this.isEarly(claim.until);
  }

  private isEarly(due: Nanoseconds): boolean {
    return due > this.reached + this.before.lateness;
  }

  /** Daemon threads never run again; what they might have done before is another execution. */
  abandon(threads: readonly KernelThread[]): void {
    if (threads.length === 0) return;
    this.abandoned = this.operationsOf(threads);
    this.watcher?.did({ kind: 'end', object: EVERYWHERE });
  }

  /** What threads would do next that can't go on, or were not chosen yet. */
  leftOver(): PendingOperation[] {
    return [...this.abandoned, ...this.operationsOf([...this.scheduler.everyLiving()])];
  }

  private operationsOf(threads: readonly KernelThread[]): PendingOperation[] {
    return threads.flatMap((thread) => {
      const { announced, id, key } = thread;
      const possible = this.operationOf(thread);
      if (possible) return possible;
      if (!announced) return [];
      const { kind, object } = announced.operation();
      return { thread: id, key, kind, object, mayTimeOut: this.mayTimeOut(announced) };
    });
  }

  /** The execution is over, and nothing of its kernel is used any more. */
  takeApart(): void {
    this.scheduler.takeApart();
  }

  /** Threads whose operation could go on now. */
  ableThreads(): readonly ThreadId[] {
    this.collect();
    return [...this.runnable];
  }

  /** Nobody could go on until then. */
  timePassed(now: Nanoseconds): void {
    if (now <= this.reached) return;
    this.reached = now;
    this.watcher?.timePassed();
  }
}

const YIELD: Operation = { kind: 'yield', object: NOWHERE };
