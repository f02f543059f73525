// What there is to tell about a run that failed.

import { findingText } from '../../core/analysis/findingText.ts';
import { interleavingOf } from '../../core/analysis/interleaving.ts';
import type { Failure } from '../../core/exploration/report.ts';
import type { RaceFinding } from '../../core/analysis/races/raceFindings.ts';
import type { Session } from '../session.ts';
import type { Sighting } from './explorer.ts';
import { failureOf, type FoundFailure } from './failureOf.ts';
import { hasHappened, raceKey, racesOf, workerKey } from './races.ts';

/** undefined: the run does not show what was seen. */
export type Describe = (session: Session, sighting: Sighting) => Failure | undefined;

export const describeFailure: Describe = (session, sighting) => {
  const failure = failureOf(session);
  return failure && described(failure, session, sighting);
};

/** The loss of an update, whatever comes of it. */
export const describeLoss: Describe = (session, sighting) => {
  const race = losses(session).find((each) => workerKey(each) === sighting.key);
  return race && describedLoss(race, session, sighting);
};

/** For a schedule of which it is not known what it showed. */
export const describeAny: Describe = (session, sighting) => {
  const failure = describeFailure(session, sighting);
  const [race] = losses(session);
  return failure ?? (race && describedLoss(race, session, sighting));
};

function losses(session: Session): RaceFinding[] {
  return racesOf(session).filter((race) => race.kind === 'lostUpdate' && hasHappened(race));
}

function describedLoss(race: RaceFinding, session: Session, sighting: Sighting): Failure {
  const { title, sites } = race;
  const loss: FoundFailure = {
    key: raceKey(race),
    kind: 'race',
    title,
    place: sites.at(-1)?.stack[0],
    explanation: findingText(race, session.source),
    also: [],
  };
  return described(loss, session, sighting);
}

function described(
  failure: FoundFailure,
  session: Session,
  { schedule, number, strategy }: Sighting,
): Failure {
  const titles = racesOf(session).map(({ title }) => title);
  return {
    ...failure,
    races: [...new Set(titles)].filter((title) => title !== failure.title),
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
