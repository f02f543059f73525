// Notes what a strategy chooses, so that every run can be replayed.

import type { ThreadId } from '../base/ids.ts';
import type { ChoiceRun, Schedule } from './scheduleText.ts';
import type { SchedulingPoint, Strategy } from './strategy.ts';

export interface RecordingStrategy extends Strategy {
  /** Everything chosen so far, as a schedule of the run with this seed and start time. */
  schedule(run: { readonly seed: number; readonly startTime: number }): Schedule;
}

export function recordChoices(strategy: Strategy): RecordingStrategy {
  const choices: { thread: ThreadId; count: number }[] = [];
  let last: { thread: ThreadId; count: number } | undefined;
  const { name, checksPerTick } = strategy;
  return {
    name,
    checksPerTick,
    next(point: SchedulingPoint) {
      const thread = strategy.next(point);
      if (last?.thread === thread) last.count++;
      else choices.push((last = { thread, count: 1 }));
      return thread;
    },
    schedule({ seed, startTime }) {
      const runs: readonly ChoiceRun[] = choices.map((run) => ({ ...run }));
      return { seed, startTime, checksPerTick, choices: runs };
    },
  };
}
