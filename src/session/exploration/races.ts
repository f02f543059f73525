// Races of a program: what its runs show when accesses are watched, and whether some schedule makes
// one matter. An update that can get lost is searched for until it is lost.

import { findingText } from '../../core/analysis/findingText.ts';
import type { RaceFinding } from '../../core/analysis/races/raceFindings.ts';
import { siteText, type SourceLines } from '../../core/analysis/scene.ts';
import type { RaceEffect, RaceReport } from '../../core/exploration/report.ts';
import { lossKey, type SearchChoice } from '../../core/protocol/explore.ts';
import type { Session } from '../session.ts';
import type { Sighting } from './explorer.ts';

/** What there is to tell of a run whose accesses were watched. */
export interface RacingRun {
  /** Each once by its places. */
  readonly races: readonly RaceFinding[];
  readonly source: SourceLines;
  readonly hasFailed: boolean;
  /** Where the search came to its schedule; undefined for the first run and those of failures. */
  readonly seenAt: Omit<Sighting, 'key'> | undefined;
}

/** Each once by its places. */
export function racesOf({ record }: Session): readonly RaceFinding[] {
  return record.races();
}

/** The same for the same race of another run. */
export function raceKey({ id, sites }: RaceFinding): string {
  const places = sites.flatMap(({ stack: [site] }) => (site ? [siteText(site)] : []));
  return [id, ...[...new Set(places)].sort()].join(' ');
}

/**
 * Updates that can get lost, as far as the runs tell that went well, and that no failing run has.
 *
 * @returns from what a worker calls it to the variable's id
 */
export function unconfirmed(runs: readonly RacingRun[]): ReadonlyMap<string, string> {
  const failing = runs.filter(({ hasFailed }) => hasFailed).flatMap(({ races }) => races);
  const known = new Set(failing.map(({ id }) => id));
  const updates = runs.flatMap(updatesOf).filter(({ id }) => !known.has(id));
  return new Map(updates.map((race) => [workerKey(race), race.id]));
}

/** Schedules of the search on which updates got lost. */
export function seenLosses(runs: readonly RacingRun[]): readonly Sighting[] {
  return runs.flatMap((run) => {
    const { seenAt } = run;
    if (seenAt === undefined) return [];
    const lost = updatesOf(run).filter(hasHappened);
    return lost.map((race) => ({ ...seenAt, key: workerKey(race) }));
  });
}

function updatesOf({ races }: RacingRun): readonly RaceFinding[] {
  return races.filter(({ kind }) => kind === 'lostUpdate');
}

/** Of one that has happened the write comes last, after that of the other thread. */
export function workerKey(race: RaceFinding): string {
  const [read, second, third] = race.sites.map(({ stack }) => stack[0]?.line);
  const name = race.id.replace(/^lostUpdate:/, '');
  return `race ${lossKey(read, hasHappened(race) ? third : second, name)}`;
}

export function hasHappened({ certainty }: Pick<RaceFinding, 'certainty'>): boolean {
  return certainty === 'happened';
}

/** Where the effect of a race is searched for, one after the other: the first finds few preemptions. */
export function raceSearches(seed: number): readonly SearchChoice[] {
  return [
    { kind: 'preemptionBounding', preemptions: 2 },
    { kind: 'surw', seed },
  ];
}

/**
 * Each race once, as the run tells it that says most.
 *
 * @param effect of those that no failing run has
 */
export function raceReports(runs: readonly RacingRun[], effect: RaceEffect): readonly RaceReport[] {
  const reports = new Map<string, RaceReport>();
  const failingFirst = [...runs].sort((one, other) => +other.hasFailed - +one.hasFailed);
  for (const { races, source, hasFailed } of failingFirst) {
    for (const race of races) {
      const known = reports.get(raceKey(race));
      if (known && (known.hasHappened || !hasHappened(race))) continue;
      const told = reportOf(race, source, hasFailed ? 'fails' : effect);
      reports.set(told.key, known ? { ...told, effect: known.effect } : told);
    }
  }
  return [...reports.values()];
}

function reportOf(race: RaceFinding, source: SourceLines, effect: RaceEffect): RaceReport {
  const { kind, title, sites } = race;
  return {
    key: raceKey(race),
    kind,
    title,
    explanation: findingText(race, source),
    place: sites[0]?.stack[0],
    hasHappened: hasHappened(race),
    effect,
  };
}
