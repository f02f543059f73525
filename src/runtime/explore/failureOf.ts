// What an execution showed, as a failure that can be told and replayed.

import type { Execution } from '../../core/schedule/explore/execution.ts';
import { preemptionsOf, scheduleOf } from '../../core/schedule/explore/scheduleOf.ts';
import { formatSchedule } from '../../core/schedule/scheduleText.ts';
import type { ExploreRequest, FoundFailure } from '../../core/protocol/explore.ts';
import type { Trouble } from './exploringRun.ts';

export interface FailedExecution {
  readonly execution: Execution;
  readonly trouble: Trouble | undefined;
  /** From 1. */
  readonly number: number;
}

/** undefined if it did not fail. */
export function failureOf(
  { execution, trouble, number }: FailedExecution,
  request: Replayed,
  checksPerTick: number,
): FoundFailure | undefined {
  const found = trouble ?? troubleOf(execution);
  if (!found) return undefined;
  const { kind, message } = found;
  return {
    ...{ kind, message },
    signature: signatureOf(found, execution),
    schedule: scheduleTextOf(execution, request, checksPerTick),
    execution: number,
    steps: execution.steps.length,
    preemptions: preemptionsOf(execution),
  };
}

type Replayed = Pick<ExploreRequest, 'launch' | 'points'>;

/** Replays the execution. */
export function scheduleTextOf(
  execution: Execution,
  { launch, points }: Replayed,
  checksPerTick: number,
): string {
  const { seed, startTime } = launch;
  return formatSchedule(scheduleOf(execution, { seed, startTime, checksPerTick, before: points }));
}

type Found = Pick<FoundFailure, 'kind' | 'message'> & Pick<Trouble, 'place'>;

function troubleOf({ end }: Execution): Found | undefined {
  if (end.kind === 'deadlock') return { kind: 'deadlock', message: 'nobody can go on' };
  if (end.kind === 'tooLong') return { kind: 'tooLong', message: 'it did not come to its end' };
  return undefined;
}

/** Deadlocks are alike if threads wait for the same things, whichever threads they are. */
function signatureOf({ kind, message, place }: Found, { leftOver }: Execution): string {
  if (kind !== 'deadlock') return `${kind} ${place ?? message}`;
  const objects = new Set(leftOver.map(({ object }) => object));
  return [kind, ...[...objects].sort((a, b) => a - b)].join(' ');
}
