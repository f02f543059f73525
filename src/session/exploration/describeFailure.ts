// Runs a schedule that fails once more, to tell all about it.

import { interleavingOf } from '../../core/analysis/interleaving.ts';
import type { Failure } from '../../core/exploration/report.ts';
import type { Session } from '../session.ts';
import type { Explored } from './explorer.ts';
import { failureOf } from './failureOf.ts';

/** undefined: the run went well, which the same schedule must not do. */
export function describeFailure(session: Session, explored: Explored): Failure | undefined {
  const failure = failureOf(session);
  if (failure === undefined) return undefined;
  let preemptions = 0;
  for (const event of session.trace.events()) {
    if (event.kind === 'run' && event.isPreemption) preemptions++;
  }
  return {
    ...failure,
    schedule: explored.schedule,
    foundAt: explored.number + 1,
    strategy: explored.strategy,
    preemptions,
    steps: session.trace.length,
    interleaving: interleavingOf(session),
  };
}
