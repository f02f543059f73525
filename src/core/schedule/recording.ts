// Notes what a strategy chooses, so that every run can be replayed.

import type { Nanoseconds, ThreadId } from '../base/ids.ts';
import type { ThreadChoice, RestChoice, Schedule } from './scheduleText.ts';
import type { Rest, RestMoment, SchedulingPoint, Strategy } from './strategy.ts';

export interface RecordingStrategy extends Strategy {
  /** Everything chosen so far, as a schedule of the run with this seed and start time. */
  /** The rest that was chosen last was ended by the user. */
  restEnded(time: Nanoseconds): void;
  schedule(run: { readonly seed: number; readonly startTime: number }): Schedule;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export function recordChoices(strategy: Strategy): RecordingStrategy {
  const choices: (Mutable<ThreadChoice> | Mutable<RestChoice>)[] = [];
  let last: Mutable<ThreadChoice> | undefined;
  let lastRest: Mutable<RestChoice> | undefined;
  const { name, checksPerTick, before } = strategy;
  const note = (thread: ThreadId, points: number): void => {
    if (last?.thread === thread) last.count += points;
    else choices.push((last = { kind: 'thread', thread, count: points }));
  };
  return {
    name,
    checksPerTick,
    before,
    next(point: SchedulingPoint) {
      const thread = strategy.next(point);
      note(thread, 1);
      return thread;
    },
    patience: (current) => strategy.patience?.(current) ?? 0,
    stayed(current, points) {
      strategy.stayed?.(current, points);
      note(current, points);
    },
    get mayRest() {
      return strategy.mayRest === true;
    },
    rest(moment: RestMoment): Rest | undefined {
      const rest = strategy.rest?.(moment);
      if (rest?.kind !== 'idle') return rest;
      const { step, time } = moment;
      choices.push((lastRest = { kind: 'rest', step, time, until: rest.until }));
      last = undefined;
      return rest;
    },
    restEnded(time) {
      if (lastRest) lastRest.until = time;
    },
    schedule({ seed, startTime }) {
      const copy = choices.map((choice) => ({ ...choice }));
      const points = { seed, startTime, checksPerTick, choices: copy };
      return before ? { ...points, before } : points;
    },
  };
}
