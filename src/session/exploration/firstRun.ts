// The first run of a program says whether it can be explored at all: is it deterministic, is it a
// test that we can run, has it more than one thread, does it fail anyway?

import type { Verdict } from '../../core/exploration/report.ts';
import type { Thread } from '../../core/trace/world.ts';
import { firstDifference } from '../savedRun.ts';
import type { Session } from '../session.ts';
import type { Sighting } from './explorer.ts';
import { errorOutput, failureOf } from './failureOf.ts';
import type { ScheduleRuns } from './scheduleRuns.ts';

export interface FirstRun {
  /** There is nothing to explore. */
  readonly verdict: Verdict | undefined;
  readonly sighting: Sighting | undefined;
  /** How many ever began. */
  readonly threads: number;
}

/** undefined if it was cancelled. @param seed of Python's `random` */
export async function firstRun(runs: ScheduleRuns, seed: number): Promise<FirstRun | undefined> {
  const choice = { strategy: { kind: 'roundRobin' }, seed } as const;
  const one = await runs.run(choice);
  if (one === undefined) return undefined;
  const refusal = deathOf(one) ?? refusalOf(one);
  if (refusal) return { verdict: refusal, sighting: undefined, threads: 1 };
  const other = await runs.run(choice);
  if (other === undefined) return undefined;
  const step = firstDifference(one.trace, other.trace);
  const difference = `two runs of the first schedule differ at event ${step}`;
  return {
    verdict: step === undefined ? undefined : { kind: 'nondeterministic', difference },
    sighting: sightingOf(one, 0),
    threads: threadsOf(one),
  };
}

/** undefined if the run went well. */
export function sightingOf(session: Session, number: number): Sighting | undefined {
  const failure = failureOf(session);
  const schedule = session.end?.schedule;
  if (failure === undefined || schedule === undefined) return undefined;
  return { key: failure.key, number, strategy: session.header.strategy, schedule };
}

function threadsOf({ world }: Session): number {
  return Object.values<Thread>(world.threads).filter(({ state }) => state.kind !== 'new').length;
}

/** Without a schedule nothing can be replayed. */
function deathOf({ end }: Session): Verdict | undefined {
  if (end?.schedule !== undefined) return undefined;
  const isCrash = end?.outcome.kind === 'crashed';
  const message = isCrash ? end.outcome.message : 'the interpreter died';
  return { kind: 'unusable', message };
}

/** The runner's own words for what is no test of ours. */
function refusalOf(session: Session): Verdict | undefined {
  if (session.launch.test === undefined) return undefined;
  const said = errorOutput(session);
  const skipped = /^skipped: (.*)$/m.exec(said);
  if (skipped) return { kind: 'skipped', reason: skipped[1] ?? '' };
  const { outcome } = session.end ?? {};
  const isRefused = outcome?.kind === 'exited' && outcome.exitCode === 2;
  const hasFailed = [...session.trace.events()].some(({ kind }) => kind === 'exception');
  return isRefused && !hasFailed ? { kind: 'unusable', message: said } : undefined;
}
