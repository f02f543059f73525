// From an execution to the schedule that makes a run repeat it.

import type { ThreadId } from '../../base/ids.ts';
import { NO_THREAD } from '../../base/ids.ts';
import type { Schedule, ThreadChoice } from '../scheduleText.ts';
import type { Execution } from './execution.ts';
import { isPreemption } from './search.ts';

export function scheduleOf(
  execution: Pick<Execution, 'steps'>,
  run: Omit<Schedule, 'choices'>,
): Schedule {
  return { ...run, choices: runLengths(choicesOf(execution)) };
}

/** The threads chosen where two or more could go on. */
export function choicesOf({ steps }: Pick<Execution, 'steps'>): ThreadId[] {
  return steps.filter(({ enabled }) => enabled.length > 1).map(({ operation }) => operation.thread);
}

export function preemptionsOf({ steps }: Pick<Execution, 'steps'>): number {
  return steps.filter(({ operation, enabled }, step) => {
    const current = steps[step - 1]?.operation.thread ?? NO_THREAD;
    return isPreemption({ current, operations: enabled }, operation);
  }).length;
}

function runLengths(threads: readonly ThreadId[]): ThreadChoice[] {
  const choices: { kind: 'thread'; thread: ThreadId; count: number }[] = [];
  for (const thread of threads) {
    const last = choices.at(-1);
    if (last?.thread === thread) last.count++;
    else choices.push({ kind: 'thread', thread, count: 1 });
  }
  return choices;
}
