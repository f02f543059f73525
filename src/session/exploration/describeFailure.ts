// What there is to tell about a run that failed.

import { interleavingOf } from '../../core/analysis/interleaving.ts';
import type { Failure } from '../../core/exploration/report.ts';
import type { Session } from '../session.ts';
import type { Sighting } from './explorer.ts';
import { failureOf } from './failureOf.ts';

/** undefined: the run went well, which the same schedule must not do. */
export function describeFailure(
  session: Session,
  { schedule, number, strategy }: Omit<Sighting, 'key'>,
): Failure | undefined {
  const failure = failureOf(session);
  if (failure === undefined) return undefined;
  return {
    ...failure,
    schedule,
    foundAt: number + 1,
    strategy,
    preemptions: preemptionsOf(session),
    steps: session.trace.length,
    interleaving: interleavingOf(session),
  };
}

function preemptionsOf({ trace }: Session): number {
  let count = 0;
  for (const event of trace.events()) if (event.kind === 'run' && event.isPreemption) count++;
  return count;
}
