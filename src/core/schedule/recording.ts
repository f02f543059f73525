// Notes what a strategy chooses, so that every run can be replayed.

import type { Nanoseconds, ThreadId } from '../base/ids.ts';
import type { ThreadChoice, RestChoice, Schedule } from './scheduleText.ts';
import type { PointsBefore, Rest, RestMoment, SchedulingPoint, Strategy } from './strategy.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export function recordChoices(strategy: Strategy): RecordingStrategy {
  return new RecordingStrategy(strategy);
}

/**
 * A class, as it is asked at every point: of object literals with a getter V8 keeps all but the first
 * as slow dictionaries.
 */
export class RecordingStrategy implements Strategy {
  readonly name: string;
  readonly checksPerTick: number;
  readonly before: PointsBefore | undefined;
  private readonly strategy: Strategy;
  private readonly choices: (Mutable<ThreadChoice> | Mutable<RestChoice>)[] = [];
  private last: Mutable<ThreadChoice> | undefined = undefined;
  private lastRest: Mutable<RestChoice> | undefined = undefined;

  constructor(strategy: Strategy) {
    this.strategy = strategy;
    this.name = strategy.name;
    this.checksPerTick = strategy.checksPerTick;
    this.before = strategy.before;
  }

  next(point: SchedulingPoint): ThreadId {
    const thread = this.strategy.next(point);
    this.note(thread, 1);
    return thread;
  }

  patience(current: ThreadId): number {
    return this.strategy.patience?.(current) ?? 0;
  }

  stayed(current: ThreadId, points: number): void {
    this.strategy.stayed?.(current, points);
    this.note(current, points);
  }

  get mayRest(): boolean {
    return this.strategy.mayRest === true;
  }

  rest(moment: RestMoment): Rest | undefined {
    const rest = this.strategy.rest?.(moment);
    if (rest?.kind !== 'idle') return rest;
    const { step, time } = moment;
    this.lastRest = { kind: 'rest', step, time, until: rest.until };
    this.choices.push(this.lastRest);
    this.last = undefined;
    return rest;
  }

  /** The rest that was chosen last was ended by the user. */
  restEnded(time: Nanoseconds): void {
    if (this.lastRest) this.lastRest.until = time;
  }

  /** Everything chosen so far, as a schedule of the run with this seed and start time. */
  schedule({ seed, startTime }: { readonly seed: number; readonly startTime: number }): Schedule {
    const { checksPerTick, before } = this;
    const choices = this.choices.map((choice) => ({ ...choice }));
    const points = { seed, startTime, checksPerTick, choices };
    return before ? { ...points, before } : points;
  }

  private note(thread: ThreadId, points: number): void {
    if (this.last?.thread === thread) {
      this.last.count += points;
      return;
    }
    this.last = { kind: 'thread', thread, count: points };
    this.choices.push(this.last);
  }
}
