// The kernel: threads, locks, waiting and virtual time as one object with integer operations. It
// owns the truth about who may run; it knows nothing of Python. Operations are called on the
// current thread's stack; `dispatch` and `advanceTo` by the driver while nobody runs.

import type { Nanoseconds, ObjectId, StackId, ThreadId } from '../../core/base/ids.ts';
import type { Limits } from '../../core/protocol/worker.ts';
import { locationOf, NOWHERE } from '../../core/schedule/operation.ts';
import type { LocationId, Operation } from '../../core/schedule/operation.ts';
import type { Strategy } from '../../core/schedule/strategy.ts';
import type { Wait } from '../../core/trace/events.ts';
import { KernelLock } from './kernelLock.ts';
import type { KernelThread, PointKind, ThreadInit } from './kernelThread.ts';
import { endOf } from './kernelThread.ts';
import type { Exploring } from './exploring.ts';
import { Inspection } from './inspection.ts';
import type { Lease } from './lease.ts';
import { Loans } from './loans.ts';
import { LockOperations, type LockMethods } from './lockOperations.ts';
import { INTERRUPTED, ThreadLimitError, type SUSPEND } from './outcomes.ts';
import type { Recorder, WakeReason } from './recorder.ts';
import type { ParkRequest } from './parking.ts';
import { Scheduler, type Dispatch } from './scheduler.ts';
import type { VirtualClock } from './virtualClock.ts';
import { Waits } from './waits.ts';

export interface KernelConfig {
  readonly strategy: Strategy;
  readonly recorder: Recorder;
  /** Stack of the current thread, now. */
  readonly stackOf: () => StackId;
  readonly limits: Pick<Limits, 'threads' | 'steps' | 'points'>;
  /** Left out: nothing is lent to threads. */
  readonly lease?: Lease | undefined;
}

export interface LockInit {
  readonly object: ObjectId;
  /**
   * When exploring, a `lock` announces its operations; a `signal` is one that a single thread waits
   * on, guarded by another lock; what is done with a `hidden` one is of no interest to others.
   */
  readonly use?: 'lock' | 'signal' | 'hidden';
  /** Its number among those that exist, if operations on it may be lent to threads. */
  readonly number?: number;
}

export class Kernel {
  readonly clock: VirtualClock;
  /** Who waits for what. */
  readonly waits: Waits;
  readonly loans: Loans;
  private readonly scheduler: Scheduler;
  private readonly workingLocks: LockOperations;
  /** As the run does them, or as somebody does who only looks. */
  private locks: LockMethods;
  private readonly threadLimit: number;
  private objects = 0;
  /** The program is over, and its objects are being destroyed. */
  isFinalizing = false;

  constructor(config: KernelConfig) {
    this.scheduler = new Scheduler(config);
    this.loans = new Loans(this.scheduler, config);
    this.workingLocks = new LockOperations(this.scheduler);
    this.locks = this.workingLocks;
    this.clock = this.scheduler.processor.clock;
    this.waits = new Waits(this.scheduler);
    this.threadLimit = config.limits.threads;
  }

  /** NO_THREAD while nobody runs. */
  get current(): ThreadId {
    return this.scheduler.processor.current;
  }

  /**
   * The driver wants the processor: the next point answers SUSPEND, and `dispatch` then answers
   * the same thread. Changes neither trace nor schedule. Reset when it has been honoured.
   */
  get attention(): boolean {
    return this.scheduler.attention;
  }

  set attention(wanted: boolean) {
    this.scheduler.attention = wanted;
  }

  /**
   * While the current thread can't be suspended, as native code of the caller is on its stack:
   * points are passed without a switch, and an operation that has to wait throws.
   */
  get isPinned(): boolean {
    return this.scheduler.isPinned;
  }

  set isPinned(pinned: boolean) {
    this.scheduler.isPinned = pinned;
  }

  /** @throws PinnedError; to be called before the current thread enters a queue of the caller's. */
  refuseIfPinned(): void {
    this.scheduler.refuseIfPinned();
  }

  /** As `sys.getswitchinterval()`. */
  get switchInterval(): Nanoseconds {
    return this.scheduler.runQueue.switchInterval;
  }

  set switchInterval(interval: Nanoseconds) {
    this.scheduler.runQueue.switchInterval = interval;
  }

  // ── threads ──

  createThread(init: ThreadInit): ThreadId {
    const { scheduler } = this;
    const thread = scheduler.create(init);
    scheduler.processor.record().threadNew({ thread: thread.id, ...init });
    return thread.id;
  }

  /** @throws ThreadLimitError */
  startThread(id: ThreadId): number {
    const { scheduler } = this;
    if (scheduler.alive >= this.threadLimit) {
      throw new ThreadLimitError(`${this.threadLimit} threads are alive`);
    }
    scheduler.processor.record().threadStart(id);
    scheduler.start(scheduler.threadOf(id));
    // The main thread is started by nobody: there is no stack that could be suspended.
    return scheduler.processor.running === undefined ? 0 : scheduler.pointAfter('operation', 0);
  }

  renameThread(id: ThreadId, name: string): void {
    this.scheduler.processor.record().threadName(id, name);
  }

  endCurrent(): void {
    this.scheduler.end();
  }

  /** At exit: daemon threads other than the current one never run again. */
  abandonDaemons(): void {
    this.isFinalizing = true;
    for (const thread of this.scheduler.abandonDaemons()) this.locks.forsake(thread);
  }

  /** What the scheduler does with a thread. */
  stateOf(id: ThreadId): KernelThread['state'] {
    return this.scheduler.threadOf(id).state;
  }

  isFinished(id: ThreadId): boolean {
    return this.scheduler.threadOf(id).state === 'finished';
  }

  /** 1 joined, 0 timed out, SUSPEND or INTERRUPTED. */
  join(id: ThreadId, timeout: Nanoseconds | undefined, wait?: Wait): number {
    const { scheduler } = this;
    const thread = scheduler.threadOf(id);
    const isOver = (): number => (thread.state === 'finished' ? 1 : 0);
    if (isOver() === 1) this.joined(id);
    if (isOver() === 1 || (timeout !== undefined && timeout <= 0)) {
      return scheduler.pointAfter('operation', isOver());
    }
    thread.joiners.push(scheduler.processor.currentThread());
    return scheduler.parking.park(
      {
        wait: wait ?? { kind: 'join', thread: id },
        until: this.deadline(timeout),
        finish: (reason) => (reason === 'interrupt' ? INTERRUPTED : isOver()),
        location: endOf(thread),
      },
      thread.joiners,
    );
  }

  /** The current thread has found that another one was over. */
  joined(id: ThreadId): void {
    this.scheduler.exploring?.watcher?.follows(this.current, id);
  }

  /** Where the end of a thread is noticed. */
  endOf(id: ThreadId): LocationId {
    return endOf(this.scheduler.threadOf(id));
  }

  // ── waiting ──

  /** 0, SUSPEND or INTERRUPTED. `sleep(0)` is a `yield` point. */
  sleep(duration: Nanoseconds): number {
    if (duration <= 0) {
      const { exploring } = this.scheduler;
      return exploring ? exploring.offer() : this.scheduler.pointAfter('yield', 0);
    }
    this.scheduler.refuseIfPinned();
    return this.scheduler.parking.park({
      wait: { kind: 'sleep' },
      until: this.deadline(duration),
      finish: (reason) => (reason === 'interrupt' ? INTERRUPTED : 0),
    });
  }

  /** Parks the current thread until `unpark` or `until`. */
  park(request: ParkRequest): typeof SUSPEND {
    this.scheduler.refuseIfPinned();
    return this.scheduler.parking.park(request);
  }

  /** Makes a parked thread ready; false if it is not parked. No scheduling point. */
  unpark(thread: ThreadId, reason: WakeReason): boolean {
    return this.scheduler.parking.unpark(this.scheduler.threadOf(thread), reason);
  }

  /**
   * A parked thread gets what it waits for at virtual time `time`, or now if that is over. What
   * comes from outside goes this way: a replay can let it come at the same time.
   */
  grantAt(thread: ThreadId, time: Nanoseconds): void {
    this.scheduler.parking.grantAt(this.scheduler.threadOf(thread), time);
  }

  /** The time, as the current thread reads it: that costs time too. */
  readClock(): Nanoseconds {
    return this.clock.read();
  }

  private deadline(timeout: Nanoseconds | undefined): Nanoseconds | undefined {
    return timeout === undefined ? undefined : this.clock.now + timeout;
  }

  // ── locks ──

  newObjectId(): ObjectId {
    return ++this.objects as ObjectId;
  }

  /** `object` 0 makes a hidden lock: no events about it other than its waiters' `wait`, `wake`. */
  createLock({ object, use = object === 0 ? 'hidden' : 'lock', number }: LockInit): KernelLock {
    const isOfInterest = this.scheduler.exploring && use !== 'hidden';
    const location = isOfInterest ? this.newLocation() : NOWHERE;
    return new KernelLock(object, location, use === 'lock', this.loans.cellOf(object, number));
  }

  /** 1, 0, SUSPEND or INTERRUPTED. `timeout` undefined waits for ever, 0 only tries. */
  acquire(lock: KernelLock, timeout: Nanoseconds | undefined, wait?: Wait): number {
    return this.locks.acquire(lock, timeout, wait);
  }

  /** 0 or SUSPEND. @throws NotLockedError */
  release(lock: KernelLock): number {
    return this.locks.release(lock);
  }

  /** As `acquire`, for an RLock. */
  acquireRecursive(lock: KernelLock, timeout: Nanoseconds | undefined, wait?: Wait): number {
    return this.locks.acquireRecursive(lock, timeout, wait);
  }

  /** 0 or SUSPEND. @throws NotOwnedError */
  releaseRecursive(lock: KernelLock): number {
    return this.locks.releaseRecursive(lock);
  }

  /** Releases an RLock wholly and gives its recursion count; never SUSPEND. @throws NotOwnedError */
  releaseSave(lock: KernelLock): number {
    return this.locks.releaseSave(lock);
  }

  /** Takes an RLock again as `releaseSave` left it: 1, SUSPEND or INTERRUPTED. */
  acquireRestore(lock: KernelLock, count: number, wait?: Wait): number {
    return this.locks.acquireRestore(lock, count, wait);
  }

  /** Frees a lock, whoever owns it and how often; for `_at_fork_reinit`. Never SUSPEND. */
  resetLock(lock: KernelLock): void {
    this.locks.reset(lock);
  }

  isOwned(lock: KernelLock): boolean {
    return lock.count > 0 && lock.owner === this.scheduler.processor.current;
  }

  // ── looking ──

  /**
   * From now on operations are `thread`'s, who only looks: they make no event, take no time and
   * are no scheduling point, and what would wait, wake or release throws. `end` undoes all that
   * they did to locks and clock.
   */
  inspect(thread: ThreadId): Inspection {
    const { objects, switchInterval } = this;
    const inspection = new Inspection(this.scheduler, thread, (isKept) => {
      this.locks = this.workingLocks;
      if (isKept) return;
      this.objects = objects;
      this.switchInterval = switchInterval;
    });
    this.locks = inspection.locks;
    return inspection;
  }

  // ── points before operations ──

  /** True if operations are announced before they are done. */
  get isExploring(): boolean {
    return this.scheduler.exploring !== undefined;
  }

  /** For something that the current thread makes, and that operations will be about. */
  newLocation(): LocationId {
    const { running } = this.scheduler.processor;
    return running ? locationOf(running.key, ++running.locations) : NOWHERE;
  }

  /**
   * The current thread is about to do an operation of the caller's own, which can go on: 0, or
   * SUSPEND and `finish` gives 0. It is to be done then. No point in ordinary runs.
   */
  announce(operation: Operation): number {
    const { exploring } = this.scheduler;
    if (!exploring || operation.object === NOWHERE) return 0;
    const perform = (): number => {
      exploring.watcher?.did(operation);
      return 0;
    };
    return exploring.announce({ operation: () => operation, perform });
  }

  /** The same with all that can be said of an operation, which may have to wait. */
  get exploring(): Exploring | undefined {
    return this.scheduler.exploring;
  }

  // ── scheduling points ──

  /** After an operation of the caller's own: its result, or SUSPEND and `finish` gives it. */
  point(kind: PointKind, result: number): number {
    return this.scheduler.pointAfter(kind, result);
  }

  /** The eval loop made so many checks: 0 or SUSPEND. */
  tick(checks: number): number {
    return this.scheduler.tick(checks);
  }

  /** On the resumed thread: the result of what suspended it; may be SUSPEND again. */
  finish(): number {
    return this.scheduler.finish();
  }

  // ── a debugger's side ──

  /** Suspends the current thread where it is, at no point: SUSPEND; `finish` will answer 0. */
  hold(): typeof SUSPEND {
    return this.scheduler.hold();
  }

  /** Takes the processor back from a thread that was dispatched and has not run yet. */
  retract(): void {
    this.scheduler.retract();
  }

  /** The thread that had the processor last. */
  get lastRun(): ThreadId {
    return this.scheduler.processor.lastRun;
  }

  /** It has ended, or will never run again. */
  isOver(id: ThreadId): boolean {
    const { state } = this.scheduler.threadOf(id);
    return state === 'finished' || state === 'abandoned';
  }

  /** True if a thread can run, now or when the clock or a line of input says so. */
  get canGoOn(): boolean {
    return this.scheduler.runnable().length > 0 || this.scheduler.parking.canWait(undefined);
  }

  runnable(): readonly ThreadId[] {
    return this.scheduler.runnable();
  }

  /** The user has decided anew who may run. @returns true if that ends a rest */
  endRest(): boolean {
    return this.scheduler.endRest();
  }

  // ── the driver's side ──

  dispatch(): Dispatch {
    return this.scheduler.dispatch();
  }

  /** Nobody could run and time went on; never past the next timer, however late the driver is. */
  advanceTo(time: Nanoseconds): void {
    this.scheduler.advanceTo(time);
  }
}
