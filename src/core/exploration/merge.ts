// Reports of shards as one: what one shard found or proved holds for all.

import { assert, UserError } from '../base/errors.ts';
import {
  targetName,
  type CheckReport,
  type CheckResult,
  type Failure,
  type RaceEffect,
  type RaceReport,
  type Verdict,
} from './report.ts';

/** @throws UserError if there is none, or if they are of different searches */
export function mergeReports(reports: readonly CheckReport[]): CheckReport {
  const [first] = reports;
  if (first === undefined) throw new UserError('There is no report to merge.');
  if (reports.some(({ seed }) => seed !== first.seed)) {
    throw new UserError('The reports have different seeds: they are not of one search.');
  }
  const results = new Map<string, CheckResult[]>();
  for (const result of reports.flatMap((report) => report.results)) {
    const name = targetName(result.target);
    results.set(name, [...(results.get(name) ?? []), result]);
  }
  const { version, tool, seed } = first;
  return { version, tool, seed, results: [...results.values()].map(mergeResults) };
}

function mergeResults(results: readonly CheckResult[]): CheckResult {
  const [first] = results;
  assert(first, 'a target has a result');
  const failures = dedupe(results.flatMap((result) => result.failures));
  return {
    target: first.target,
    verdict: mergeVerdicts(results.map(({ verdict }) => verdict)),
    failures,
    races: mergeRaces(results, failures),
    schedules: sum(results.map(({ schedules }) => schedules)),
    // Shards see the same interleavings now and then, and don't know of each other.
    interleavings: Math.max(...results.map(({ interleavings }) => interleavings)),
    threads: Math.max(...results.map(({ threads }) => threads)),
    seconds: sum(results.map(({ seconds }) => seconds)),
  };
}

/** The same race once, as the shard tells it that knows most of what comes of it. */
function mergeRaces(results: readonly CheckResult[], failures: readonly Failure[]): RaceReport[] {
  const races = new Map<string, RaceReport>();
  for (const race of results.flatMap((result) => result.races)) {
    const known = races.get(race.key);
    if (!known || EFFECTS.indexOf(race.effect) > EFFECTS.indexOf(known.effect)) {
      races.set(race.key, race);
    }
  }
  return withoutFailures([...races.values()], failures);
}

/** The races that no failure is about. */
export function withoutFailures(
  races: readonly RaceReport[],
  failures: readonly Failure[],
): RaceReport[] {
  const keys = new Set(failures.map(({ key }) => key));
  return races.filter(({ key }) => !keys.has(key));
}

const EFFECTS: readonly RaceEffect[] = ['none', 'leaves', 'differs', 'fails'];

/** The same trouble once, as the lowest schedule shows it; in the order of schedules. */
export function dedupe(failures: readonly Failure[]): Failure[] {
  const first = new Map<string, Failure>();
  for (const failure of failures) {
    const known = first.get(failure.key);
    if (known === undefined || failure.foundAt < known.foundAt) first.set(failure.key, failure);
  }
  return [...first.values()].sort((one, other) => one.foundAt - other.foundAt);
}

/** What says most wins. */
const WEIGHT: Readonly<Record<Verdict['kind'], number>> = {
  unusable: 7,
  nondeterministic: 6,
  failed: 5,
  verified: 4,
  passed: 3,
  skipped: 3,
  incomplete: 2,
  notProved: 1,
};

function mergeVerdicts(verdicts: readonly Verdict[]): Verdict {
  const [heaviest] = [...verdicts].sort((one, other) => WEIGHT[other.kind] - WEIGHT[one.kind]);
  assert(heaviest, 'a target has a verdict');
  if (heaviest.kind !== 'failed') return heaviest;
  // A shard in which every schedule failed says nothing of the others.
  const isAlways = verdicts.every((verdict) => verdict.kind === 'failed' && verdict.isAlways);
  return { kind: 'failed', isAlways };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
