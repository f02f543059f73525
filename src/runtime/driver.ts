// The loop around the kernel: gives the processor to the thread that the kernel names, waits when
// nobody can run, and honours pause, speed and stop. Real time is looked at only here, and nothing
// here can change the schedule.

import type { Nanoseconds, ThreadId } from '../core/base/ids.ts';
import type { PauseReason } from '../core/protocol/worker.ts';
import { ScheduleDivergedError } from '../core/schedule/strategy.ts';
import type { Outcome } from '../core/trace/events.ts';
import type { Stop } from './debug/stop.ts';
import type { Kernel } from './kernel/kernel.ts';
import type { Dispatch } from './kernel/scheduler.ts';

export interface DriverHandlers {
  /** Gives the processor to a thread's stack. */
  resume(thread: ThreadId): void;
  /** Nobody can run before the clock has moved; may come again before that. */
  idle(): void;
  /** Sends what was recorded so far. */
  flush(): void;
  /** Why a debugger wants the run to stand now; asked once each time. */
  takeStop(): Stop | undefined;
  /** The same, when it is known who runs next. */
  takeStopBefore(): Stop | undefined;
  /** Virtual time at which a debugger wants the run to stand while nobody can run, or Infinity. */
  nextStand(): Nanoseconds;
  /** `time` is the virtual clock's. */
  paused(stop: Stop, time: Nanoseconds): void;
  continued(): void;
  /** Called once, last. */
  ended(outcome: Outcome): void;
}

/** The host's clock and event loop. */
export interface RealTime {
  /** Milliseconds. */
  now(): number;
  /** Calls back after so many milliseconds; the result cancels. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** How often messages are looked at while threads run, in milliseconds. */
const BREATH_INTERVAL = 15;
const MILLISECOND = 1e6;

export interface DriverOptions {
  /** Virtual seconds per real second; Infinity does not wait. */
  readonly speed: number;
  /** Virtual nanoseconds, or Infinity. */
  readonly pauseAt: number;
  /** Number of events so far. */
  readonly step: () => number;
}

export class Driver {
  private pauseWanted: PauseReason | undefined;
  private isStepping = false;
  private stepFrom = 0;
  private outcome: Outcome | undefined;
  private hasEnded = false;
  /** Why the event loop has the processor; undefined while a thread runs. */
  private waiting: 'paused' | 'deadlock' | 'timer' | 'input' | undefined;
  /** What the clock moves towards while everybody sleeps; else undefined. */
  private goal: Nanoseconds | undefined;
  private cancelTimer: (() => void) | undefined;
  private nextBreath: number;
  private speed: number;
  private pauseAt: number;
  /** Real and virtual time at which the present speed began. */
  private realAnchor: number;
  private virtualAnchor = 0;

  private readonly kernel: Kernel;
  private readonly time: RealTime;
  private readonly handlers: DriverHandlers;
  private readonly step: () => number;

  constructor(kernel: Kernel, time: RealTime, handlers: DriverHandlers, options: DriverOptions) {
    this.kernel = kernel;
    this.time = time;
    this.handlers = handlers;
    this.speed = options.speed;
    this.pauseAt = options.pauseAt;
    this.step = options.step;
    this.realAnchor = time.now();
    this.nextBreath = time.now() + BREATH_INTERVAL;
  }

  /** True while the run is held: nobody runs before somebody says so. */
  get stands(): boolean {
    return this.waiting === 'paused' || this.waiting === 'deadlock';
  }

  // ── intentions; they come while the event loop has the processor ──

  pause(reason: PauseReason): void {
    if (this.isHalted()) return;
    this.pauseWanted = reason;
    this.catchUp();
    this.lookAgain();
  }

  resume(): void {
    if (this.waiting !== 'paused') return;
    this.anchor();
    this.handlers.continued();
    this.lookAgain();
  }

  /** Goes on until there is at least one more event; does not wait for the clock. */
  stepEvent(): void {
    if (this.waiting !== 'paused') return;
    this.isStepping = true;
    this.stepFrom = this.step();
    this.handlers.continued();
    this.lookAgain();
  }

  setSpeed(speed: number): void {
    this.catchUp();
    this.anchor();
    this.speed = speed;
    if (this.waiting === 'timer') this.lookAgain();
  }

  /** Ends the run; the first outcome counts. After a deadlock that is the outcome. */
  end(outcome: Outcome): void {
    this.outcome ??= this.waiting === 'deadlock' ? { kind: 'deadlocked' } : outcome;
    if (this.waiting !== undefined) this.lookAgain();
  }

  /** Something comes from outside that a thread may wait for: a line of input. */
  arrival(deliver: () => void): void {
    this.catchUp();
    deliver();
    if (this.waiting === 'input' || this.waiting === 'timer') this.lookAgain();
  }

  /** The run stands and can go on. */
  get isPaused(): boolean {
    return this.waiting === 'paused';
  }

  private isHalted(): boolean {
    return this.waiting === 'paused' || this.waiting === 'deadlock' || this.hasEnded;
  }

  private lookAgain(): void {
    this.cancelTimer?.();
    this.cancelTimer = undefined;
    this.waiting = undefined;
    this.goal = undefined;
    this.released();
  }

  // ── asked by threads that run ──

  /** True if the running thread should leave the processor at its next scheduling point. */
  wantsProcessor(): boolean {
    return this.isStepping || this.outcome !== undefined || this.kernel.clock.now >= this.pauseAt;
  }

  /** Virtual time from which on it does. */
  get standsAt(): Nanoseconds {
    return this.pauseAt;
  }

  /** True if messages have not been looked at for a while. */
  isBreathless(): boolean {
    return this.time.now() >= this.nextBreath;
  }

  // ── the loop ──

  /** The processor is free: the running stack was suspended or has ended. */
  readonly released = (): void => {
    if (this.hasEnded) return;
    if (this.outcome) return this.finish(this.outcome);
    const stop = this.reasonToPause();
    if (stop) return this.halt(stop);
    if (this.isBreathless()) return this.breathe();
    try {
      this.dispatch();
    } catch (error) {
      if (!(error instanceof ScheduleDivergedError)) throw error;
      this.finish({ kind: 'limit', message: error.message });
    }
  };

  private dispatch(): void {
    const next = this.kernel.dispatch();
    const stop = next.kind === 'run' || next.kind === 'idle' ? this.stopBefore(next) : undefined;
    if (stop) return this.halt(stop);
    switch (next.kind) {
      case 'run':
        return this.handlers.resume(next.thread);
      case 'idle':
        return this.rest(next.until);
      case 'deadlock':
        return this.halt({ reason: 'deadlock' });
      case 'frozen':
        return this.halt({ reason: 'frozen' });
      case 'ended':
        return this.finish({ kind: 'exited', exitCode: 0 });
      case 'limit':
        return this.finish({ kind: 'limit', message: next.message });
    }
  }

  private stopBefore(next: Dispatch): Stop | undefined {
    const stop = this.handlers.takeStopBefore();
    if (!stop || next.kind !== 'run') return stop;
    this.kernel.retract();
    return { ...stop, thread: next.thread };
  }

  private reasonToPause(): Stop | undefined {
    const stop = this.handlers.takeStop();
    if (stop) return stop;
    // Nobody can go on: to dispatch says why. Who heard of the deadlock in a breath may ask to pause for it.
    if (this.pauseWanted && this.kernel.canGoOn) return { reason: this.pauseWanted };
    if (this.isStepping && this.step() > this.stepFrom) return { reason: 'step' };
    return this.kernel.clock.now >= this.pauseAt ? { reason: 'pauseAt' } : undefined;
  }

  private halt(stop: Stop): void {
    const { reason } = stop;
    this.pauseWanted = undefined;
    this.isStepping = false;
    if (reason === 'pauseAt') this.pauseAt = Infinity;
    this.waiting = reason === 'deadlock' ? 'deadlock' : 'paused';
    this.handlers.flush();
    this.handlers.paused(stop, this.kernel.clock.now);
  }

  /** Before the clock moves it is looked who can still be woken; that may be a reason to stop. */
  private rest(until: number): void {
    this.handlers.idle();
    const stop = this.handlers.takeStop();
    if (stop) this.halt(stop);
    else this.idle(until);
  }

  /** Nobody can run before `until`. */
  private idle(until: number): void {
    const goal = Math.min(until, this.pauseAt, this.handlers.nextStand());
    if (goal === Infinity) {
      this.waiting = 'input';
      return this.handlers.flush();
    }
    const remaining = this.isStepping ? 0 : this.realTimeUntil(goal);
    if (remaining <= 0) return this.arrive(goal);
    this.handlers.flush();
    this.goal = goal;
    this.waitFor(remaining, () => this.arrive(goal));
  }

  private arrive(goal: number): void {
    this.kernel.advanceTo(goal);
    this.released();
  }

  /** Lets messages in. */
  private breathe(): void {
    this.handlers.flush();
    this.waitFor(0, this.released);
  }

  private waitFor(milliseconds: number, then: () => void): void {
    this.waiting = 'timer';
    this.cancelTimer = this.time.after(milliseconds, () => {
      this.cancelTimer = undefined;
      this.waiting = undefined;
      this.goal = undefined;
      this.nextBreath = this.time.now() + BREATH_INTERVAL;
      then();
    });
  }

  /** Milliseconds that virtual time `goal` is away at the present speed. */
  private realTimeUntil(goal: number): number {
    if (this.speed === Infinity) return 0;
    const virtual = (goal - this.virtualAnchor) / MILLISECOND;
    return virtual / this.speed - (this.time.now() - this.realAnchor);
  }

  /** While everybody sleeps the clock stands; it is moved when somebody wants to see it. */
  private catchUp(): void {
    if (this.goal === undefined) return;
    const passed = (this.time.now() - this.realAnchor) * this.speed * MILLISECOND;
    const now = Math.min(Math.floor(this.virtualAnchor + passed), this.goal);
    if (now > this.kernel.clock.now) this.kernel.advanceTo(now);
  }

  private anchor(): void {
    this.realAnchor = this.time.now();
    this.virtualAnchor = this.kernel.clock.now;
  }

  private finish(outcome: Outcome): void {
    this.hasEnded = true;
    this.handlers.ended(outcome);
  }
}
