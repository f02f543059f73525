// Races of a program: what its runs show when accesses are watched, and whether some schedule makes
// one matter. An update that can get lost is searched for until it is lost.

import { RACE_KINDS, type RaceKind } from '../../core/analysis/races/raceFindings.ts';
import { findingText } from '../../core/analysis/findingText.ts';
import type { FindingView } from '../../core/protocol/panel.ts';
import type { RaceEffect, RaceReport } from '../../core/exploration/report.ts';
import { lossKey, type SearchChoice } from '../../core/protocol/explore.ts';
import type { Session } from '../session.ts';
import type { Sighting } from './explorer.ts';

type RaceView = FindingView & { readonly kind: RaceKind };

/** Of a run whose accesses were watched. */
export function racesOf(session: Session): readonly RaceView[] {
  return session.findings.filter(isRace);
}

function isRace(finding: FindingView): finding is RaceView {
  return RACE_KINDS.some((kind) => kind === finding.kind);
}

/**
 * Updates that can get lost, as far as the first run tells, and that no failure is about.
 *
 * @returns from what a worker calls it to the finding's id
 */
export function unconfirmed(
  first: Session,
  failing: readonly Session[],
): ReadonlyMap<string, string> {
  const known = new Set(failing.flatMap(racesOf).map(({ id }) => id));
  const updates = racesOf(first).filter(
    (race) => race.kind === 'lostUpdate' && !known.has(race.id),
  );
  return new Map(updates.map((race) => [workerKey(race), race.id]));
}

/** Of one that has happened the write comes last, after that of the other thread. */
function workerKey(race: FindingView): string {
  const [read, second, third] = race.sites.map(({ stack }) => stack[0]?.line);
  const name = race.id.replace(/^lostUpdate:/, '');
  return `race ${lossKey(read, hasHappened(race) ? third : second, name)}`;
}

export function hasHappened({ certainty }: Pick<FindingView, 'certainty'>): boolean {
  return certainty === 'happened';
}

/** The id of the finding that a worker's key of a lost update is about. */
export function lossOf({ key }: Pick<Sighting, 'key'>): string {
  return key.replace(/^race \S+ /, 'lostUpdate:');
}

/** Where the effect of a race is searched for, one after the other: the first finds few preemptions. */
export function raceSearches(seed: number): readonly SearchChoice[] {
  return [
    { kind: 'preemptionBounding', preemptions: 2 },
    { kind: 'surw', seed },
  ];
}

export interface WatchedRuns {
  readonly failing: readonly Session[];
  /** The first run of all. */
  readonly first: Session | undefined;
}

/** Each race once, as the run tells it that says most. @param effect of those that no failing run has */
export function raceReports(
  { failing, first }: WatchedRuns,
  effect: RaceEffect,
): readonly RaceReport[] {
  const reports = new Map<string, RaceReport>();
  const add = (race: RaceView, session: Session, effect: RaceEffect): void => {
    const known = reports.get(race.id);
    if (known && (known.hasHappened || !hasHappened(race))) return;
    reports.set(race.id, reportOf(race, session, effect));
  };
  for (const session of failing) for (const race of racesOf(session)) add(race, session, 'fails');
  if (first) for (const race of racesOf(first)) add(race, first, effect);
  return [...reports.values()];
}

function reportOf(race: RaceView, { source }: Session, effect: RaceEffect): RaceReport {
  const { id, kind, title, sites } = race;
  return {
    key: id,
    kind,
    title,
    explanation: findingText(race, source),
    place: sites[0]?.stack[0],
    hasHappened: hasHappened(race),
    effect,
  };
}
