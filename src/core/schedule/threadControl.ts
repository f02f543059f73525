// What a user decides about threads, before the strategy is asked: some are frozen, one runs next,
// one runs alone. It lies below the recording, so the schedule has the choices that came of it, and
// replays without it.

import type { ThreadId } from '../base/ids.ts';
import { NO_THREAD } from '../base/ids.ts';
import { nextInTurn } from './roundRobin.ts';
import type { PointsBefore, Rest, RestMoment, SchedulingPoint, Strategy } from './strategy.ts';

export class ControlledStrategy implements Strategy {
  readonly name: string;
  readonly checksPerTick: number;
  readonly before: PointsBefore | undefined;
  /** Not dispatched even if they could run. */
  frozen: ReadonlySet<ThreadId> = new Set();
  /** Runs at the next point at which it can. */
  nextThread: ThreadId | undefined;
  /** All others are held. */
  alone: ThreadId | undefined;

  private readonly strategy: Strategy;
  private readonly picked: () => void;
  /** A replay can't go on as recorded when the user has chosen otherwise. */
  private hasLeft = false;

  /** `picked` is called when `nextThread` was chosen, and is undefined again. */
  constructor(strategy: Strategy, picked: () => void) {
    this.strategy = strategy;
    this.picked = picked;
    this.name = strategy.name;
    this.checksPerTick = strategy.checksPerTick;
    this.before = strategy.before;
  }

  isHeld(thread: ThreadId): boolean {
    return this.frozen.has(thread) || (this.alone !== undefined && this.alone !== thread);
  }

  next(point: SchedulingPoint): ThreadId {
    const { nextThread } = this;
    if (nextThread !== undefined && point.runnable.includes(nextThread)) {
      this.pick();
      this.leave();
      return nextThread;
    }
    if (!this.isActive) return this.ask(point);
    const free = point.runnable.filter((thread) => !this.isHeld(thread));
    if (free.length === point.runnable.length) return this.ask(point);
    this.leave();
    const [only = NO_THREAD] = free;
    if (free.length === 1) return only;
    const kind = free.includes(point.current) ? point.kind : 'blocked';
    return this.ask({ ...point, kind, runnable: free });
  }

  patience(current: ThreadId): number {
    if (this.mayRest) return 0;
    return this.hasLeft ? Infinity : (this.strategy.patience?.(current) ?? 0);
  }

  stayed(current: ThreadId, points: number): void {
    if (!this.hasLeft) this.strategy.stayed?.(current, points);
  }

  get mayRest(): boolean {
    if (this.isActive || this.nextThread !== undefined) return true;
    return !this.hasLeft && this.strategy.mayRest === true;
  }

  rest(moment: RestMoment): Rest | undefined {
    const { nextThread } = this;
    if (nextThread !== undefined && moment.runnable.includes(nextThread)) {
      // The only one that can run: `next` will not be asked.
      if (moment.runnable.length === 1) this.pick();
      return undefined;
    }
    if (!this.isActive) return this.hasLeft ? undefined : this.strategy.rest?.(moment);
    if (!moment.runnable.every((thread) => this.isHeld(thread))) return undefined;
    return moment.canWait(this.alone) ? { kind: 'idle', until: Infinity } : { kind: 'stand' };
  }

  private get isActive(): boolean {
    return this.frozen.size > 0 || this.alone !== undefined;
  }

  private pick(): void {
    this.nextThread = undefined;
    this.picked();
  }

  private leave(): void {
    this.hasLeft = this.strategy.name === 'replay';
  }

  private ask(point: SchedulingPoint): ThreadId {
    return this.hasLeft ? nextInTurn(point) : this.strategy.next(point);
  }
}
