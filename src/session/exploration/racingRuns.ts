// Runs once more, with a race detector beside them, the schedules on which a search saw accesses race.

import { doesNotFit, failureOf } from './failureOf.ts';
import { parseSchedule } from '../../core/schedule/scheduleText.ts';
import type { Session } from '../session.ts';
import type { RaceSighting } from './explorer.ts';
import { racesOf, type RacingRun } from './races.ts';
import type { ScheduleRuns } from './scheduleRuns.ts';

/** The first of them are run; programs of a hundred lines have some ten. */
const MOST_RUNS = 100;

/** Fewer if it was cancelled. */
export async function racingRuns(
  runs: ScheduleRuns,
  sightings: readonly RaceSighting[],
): Promise<RacingRun[]> {
  const racing: RacingRun[] = [];
  for (const { schedule, number, strategy } of sightings.slice(0, MOST_RUNS)) {
    const choice = { kind: 'replay', schedule } as const;
    const { seed } = parseSchedule(schedule);
    const session = await runs.run({ strategy: choice, seed, detectRaces: true });
    if (session === undefined) break;
    if (doesNotFit(session)) continue;
    racing.push(racingRun(session, { number, strategy, schedule }));
  }
  return racing;
}

/** @param seenAt where the search came to its schedule */
export function racingRun(session: Session, seenAt?: RacingRun['seenAt']): RacingRun {
  const { source } = session;
  return { races: racesOf(session), source, hasFailed: failureOf(session) !== undefined, seenAt };
}
