// What an exploration has found, as plain JSON: what `weft check --json` prints, what shards of a CI
// matrix merge, what SARIF, JUnit and the editor are made of.

import type { Interleaving } from '../analysis/interleaving.ts';
import type { RaceKind } from '../analysis/races/raceFindings.ts';
import type { Site } from '../trace/events.ts';
import { UserError } from '../base/errors.ts';

export const REPORT_VERSION = 2;

/** A script, or one test of a file. */
export interface CheckTarget {
  /** The path as the user gave it. */
  readonly file: string;
  /** As `weft run --test` takes it. */
  readonly test?: string;
  /** Of the program; left out if there are none. */
  readonly args?: readonly string[];
  /** The file that its stdin is read from; left out if it is empty. */
  readonly stdin?: string;
  /** Line of the test. */
  readonly line?: number;
}

/** `schedules`: all that the search was to run, or had a worker for. */
export type SearchEnd = 'schedules' | 'time' | 'cancelled';

export type Verdict =
  /** `isAlways`: on each schedule that was tried, so the schedule is not the reason. */
  | { readonly kind: 'failed'; readonly isAlways: boolean }
  /** The one schedule that was asked for does not fail. */
  | { readonly kind: 'passed' }
  /** All schedules were explored; with `preemptions`, all that have no more than so many. */
  | { readonly kind: 'verified'; readonly preemptions?: number }
  /** Nothing was found, and there are more schedules. */
  | { readonly kind: 'notProved'; readonly ended: SearchEnd }
  /** All schedules were asked for, and the search ended before it had tried them. */
  | { readonly kind: 'incomplete'; readonly ended: SearchEnd }
  /** The same schedule did not give the same run. */
  | { readonly kind: 'nondeterministic'; readonly difference: string }
  /** The test skips itself. */
  | { readonly kind: 'skipped'; readonly reason: string }
  /** It could not be run at all: no such test, a fixture that only pytest has. */
  | { readonly kind: 'unusable'; readonly message: string };

export type FailureKind = 'deadlock' | 'exception' | 'exit' | 'limit' | 'race';

/**
 * - `fails`: a run that fails has it.
 * - `differs`: none fails, and they do not all print the same.
 * - `leaves`: none fails, all print the same, and they leave different values in their variables.
 * - `none`: none fails, all print the same, and leave the same.
 */
export type RaceEffect = 'fails' | 'differs' | 'leaves' | 'none';

/** Accesses of two threads that nothing keeps apart. */
export interface RaceReport {
  /** The same for the same race of another run: kind, variable and places. */
  readonly key: string;
  readonly kind: RaceKind;
  /** A line without a full stop. */
  readonly title: string;
  /** Lines of plain text: the accesses with their values and stacks, what orders them not, a cure. */
  readonly explanation: string;
  readonly place: Site | undefined;
  /** The run has lost an update; else another one can. */
  readonly hasHappened: boolean;
  /** What became of it in the schedules that were tried. */
  readonly effect: RaceEffect;
}

export interface Failure {
  /** The same for the same trouble on another schedule. */
  readonly key: string;
  readonly kind: FailureKind;
  /** A line without a full stop. */
  readonly title: string;
  /** Lines of plain text: the explanation of a finding, the traceback of an exception. */
  readonly explanation: string;
  readonly place: Site | undefined;
  /** What else went wrong in the same run. */
  readonly also: readonly string[];
  /** Titles of the races of this run. */
  readonly races: readonly string[];
  /** Replays the run. */
  readonly schedule: string;
  /** Of the schedule that first showed it, counted from 1. */
  readonly foundAt: number;
  readonly strategy: string;
  /** How often the processor was taken from a thread that could go on. */
  readonly preemptions: number;
  /** Events of the run. */
  readonly steps: number;
  readonly interleaving: Interleaving;
}

export interface CheckResult {
  readonly target: CheckTarget;
  readonly verdict: Verdict;
  readonly failures: readonly Failure[];
  /** Those that no failure is about. */
  readonly races: readonly RaceReport[];
  /**
   * What became of the schedule that was given as one that failed once. Where it does not fit the
   * program any more, the verdict is that of a search.
   */
  readonly expected?: 'fails' | 'passes' | 'doesNotFit';
  /** Schedules that were run. */
  readonly schedules: number;
  /** At least so many of them differ in what threads could notice of each other. */
  readonly interleavings: number;
  readonly threads: number;
  /** Wall-clock seconds. Not part of what the same seed repeats. */
  readonly seconds: number;
}

export interface CheckReport {
  readonly version: typeof REPORT_VERSION;
  readonly tool: { readonly name: 'weft'; readonly version: string };
  readonly seed: number;
  /** `2/4`; left out if there is only one. */
  readonly shard?: string;
  readonly results: readonly CheckResult[];
}

/** `bank.py` or `test_bank.py::TestBank::test_transfer`, as pytest writes it. */
export function targetName({ file, test }: CheckTarget): string {
  return test === undefined ? file : [file, ...test.split('.')].join('::');
}

/** @throws UserError if the text is no report of this version */
export function parseReport(text: string, name: string): CheckReport {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UserError(`${name} is no report of weft check --json: it is not JSON.`);
  }
  const { version, results } = (value ?? {}) as Partial<Record<string, unknown>>;
  if (!Array.isArray(results)) throw new UserError(`${name} is no report of weft check --json.`);
  if (version !== REPORT_VERSION) {
    throw new UserError(
      `${name} has version ${String(version)}, and this Weft reads ${REPORT_VERSION}.`,
    );
  }
  return value as CheckReport;
}
