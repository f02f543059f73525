// The threads that can run, and the strategy that picks one of them.

import type { Nanoseconds, ThreadId } from '../../core/base/ids.ts';
import { NO_THREAD } from '../../core/base/ids.ts';
import type { Rest, RestMoment, SchedulingPoint, Strategy } from '../../core/schedule/strategy.ts';
import { DEFAULT_SWITCH_INTERVAL } from './costs.ts';
import type { PointKind } from './kernelThread.ts';
import type { VirtualClock } from './virtualClock.ts';

type MutablePoint = { -readonly [K in keyof SchedulingPoint]: SchedulingPoint[K] };

export class RunQueue {
  switchInterval: Nanoseconds = DEFAULT_SWITCH_INTERVAL;

  /** In the order in which they became ready; without the running thread. */
  private readonly ready: ThreadId[] = [];
  private readonly strategy: Strategy;
  private readonly clock: VirtualClock;
  private sliceStart: Nanoseconds = 0;
  private failure: { readonly error: unknown } | undefined = undefined;
  /** The one object that the strategy is asked with, filled anew at each point. */
  private readonly point: MutablePoint;

  constructor(strategy: Strategy, clock: VirtualClock) {
    this.strategy = strategy;
    this.clock = clock;
    this.point = {
      kind: 'blocked',
      current: NO_THREAD,
      runnable: this.ready,
      isQuantumOver: false,
    };
  }

  get isEmpty(): boolean {
    return this.ready.length === 0;
  }

  /** True if it has to be asked whether anybody is to run at all. */
  get mayRest(): boolean {
    return this.strategy.mayRest === true;
  }

  /**
   * Asks the strategy whether nobody is to run now; `current` could go on, NO_THREAD if nobody.
   * `announced` are threads that could do their operation, if points lie before operations.
   */
  rest(
    current: ThreadId,
    {
      announced,
      ...moment
    }: Omit<RestMoment, 'runnable'> & { readonly announced: readonly ThreadId[] | undefined },
  ): Rest | undefined {
    const ready = announced ?? this.ready;
    const runnable = current === NO_THREAD ? ready : [...ready, current];
    if (runnable.length === 0) return undefined;
    return this.strategy.rest?.({ ...moment, runnable });
  }

  add(thread: ThreadId): void {
    // As in CPython, the holder's interval counts from when somebody began to wait for the GIL.
    if (this.ready.length === 0) this.sliceStart = this.clock.now;
    this.ready.push(thread);
  }

  /** Takes out the thread that has been ready for longest, if there is one. */
  takeFirst(): ThreadId | undefined {
    return this.ready.shift();
  }

  /** Keeps only the threads that `isKept`. */
  filter(isKept: (thread: ThreadId) => boolean): void {
    this.ready.splice(0, this.ready.length, ...this.ready.filter(isKept));
  }

  /**
   * Who has the processor after a point of `current`, which can go on. If that is another thread,
   * it is taken out and `current` is put in. undefined: the strategy failed.
   */
  nextAtPoint(kind: PointKind, current: ThreadId): ThreadId | undefined {
    const { ready } = this;
    ready.push(current);
    const next = this.ask(kind, current);
    if (next === undefined || next === current) ready.pop();
    else this.take(next);
    return next;
  }

  /** At how many points after operations `current` is sure to go on before `sliceEnd`. */
  patience(current: ThreadId): number {
    return this.isEmpty ? Infinity : (this.strategy.patience?.(current) ?? 0);
  }

  /** Up to then the current thread's switch interval is not over; Infinity if nobody else can run. */
  get sliceEnd(): Nanoseconds {
    return this.isEmpty ? Infinity : this.sliceStart + this.switchInterval;
  }

  /** So many points passed without a question, and `current` went on. */
  stayed(current: ThreadId, points: number): void {
    this.strategy.stayed?.(current, points);
  }

  /** Takes out the next thread when nobody can go on. undefined: none, or the strategy failed. */
  nextWhenBlocked(last: ThreadId): ThreadId | undefined {
    const next = this.ready.length < 2 ? this.ready[0] : this.ask('blocked', last);
    if (next !== undefined) this.take(next);
    return next;
  }

  /** For the driver: throws what the strategy threw. */
  throwFailure(): void {
    if (this.failure !== undefined) throw this.failure.error;
  }

  /** What the strategy throws must not travel through the Python frames that led here: kept. */
  private ask(kind: SchedulingPoint['kind'], current: ThreadId): ThreadId | undefined {
    const { point } = this;
    point.kind = kind;
    point.current = current;
    point.isQuantumOver =
      kind !== 'blocked' && this.clock.now - this.sliceStart > this.switchInterval;
    try {
      const next = this.strategy.next(point);
      // Most often it is the last, `current`: among ten thousands a search would be felt.
      const { ready } = this;
      if (ready[ready.length - 1] !== next && !ready.includes(next)) {
        throw new Error(`internal error: the strategy chose ${next}, which can't run`);
      }
      return next;
    } catch (error) {
      this.failure = { error };
      return undefined;
    }
  }

  private take(next: ThreadId): void {
    const { ready } = this;
    if (ready[0] === next) ready.shift();
    else ready.splice(ready.indexOf(next), 1);
    this.sliceStart = this.clock.now;
  }
}
