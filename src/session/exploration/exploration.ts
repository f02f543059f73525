// A search for the schedule that breaks a program, from its first run to a result. The same seed
// gives the same result, whatever the number of workers, unless time or the user ends it.

import type { Disposable } from '../../core/base/disposable.ts';
import { Emitter } from '../../core/base/emitter.ts';
import { Blocks, type Shard } from '../../core/exploration/blocks.ts';
import { dedupe, withoutFailures } from '../../core/exploration/merge.ts';
import type {
  CheckResult,
  CheckTarget,
  Failure,
  RaceReport,
  SearchEnd,
  Verdict,
} from '../../core/exploration/report.ts';
import type { LaunchRequest } from '../../core/protocol/worker.ts';
import { parseSchedule } from '../../core/schedule/scheduleText.ts';
import type { StartRuntime } from '../runtimePort.ts';
import type { Session } from '../session.ts';
import { BlockSearch } from './blockSearch.ts';
import { Counterexamples, type Shown, type Watched } from './counterexamples.ts';
import { describeAny } from './describeFailure.ts';
import { doesNotFit } from './failureOf.ts';
import type { Sighting } from './explorer.ts';
import { firstRun, sightingOf } from './firstRun.ts';
import { raceReports, seenLosses, unconfirmed, type RacingRun } from './races.ts';
import { racingRun, racingRuns } from './racingRuns.ts';
import { ScheduleRuns } from './scheduleRuns.ts';
import { STEPS, WorkerExplorer } from './workerExplorer.ts';

export interface Budget {
  /** Schedules that are run at most, in all shards; Infinity: all there are. */
  readonly schedules: number;
  /** Wall-clock seconds; Infinity: no limit. */
  readonly seconds: number;
  /** After some by chance, nothing but all there are. */
  readonly isExhaustive?: boolean | undefined;
  /** All there are with so many preemptions; undefined: without a bound. */
  readonly preemptions?: number | undefined;
}

export interface ExplorationOptions {
  readonly target: CheckTarget;
  /** Its strategy, seed and speed do not count. */
  readonly launch: LaunchRequest;
  readonly title: string;
  readonly budget: Budget;
  readonly seed: number;
  readonly shard: Shard;
  /** Workers at once. */
  readonly workers: number;
}

export interface ExplorationContext {
  /** Gives a worker, which comes back when it is disposed. */
  readonly take: StartRuntime;
  /** Milliseconds. */
  readonly now: () => number;
}

export interface Progress {
  readonly phase: 'first run' | 'searching' | 'simplifying';
  /** So far, and at most, of all shards. */
  readonly schedules: number;
  readonly of: number;
  /** At least so many of them are different. */
  readonly interleavings: number;
  readonly failures: number;
  readonly seconds: number;
}

export interface ExplorationEnd {
  readonly result: CheckResult;
  /** Of the failures, in their order: sessions that have ended. */
  readonly runs: readonly Session[];
}

/** Milliseconds for what was found, after the search was ended: to replay it and to simplify it. */
const GRACE = { time: 10_000, cancelled: 900 } as const;

/**
 * Milliseconds for the first schedule when it is watched: its threads may then be interrupted
 * elsewhere, and one of them wait for ever for what it did not wait for before.
 */
const WATCHED_PATIENCE = 10_000;

export class Exploration implements Disposable {
  private readonly options: ExplorationOptions;
  private readonly context: ExplorationContext;
  /** Runs that are no search: the first one, and those that explain. */
  private readonly single: ScheduleRuns;
  private readonly blocks: Blocks;
  private readonly search: BlockSearch;
  private readonly counterexamples: Counterexamples;
  private readonly progressed = new Emitter<Progress>();
  private readonly started: number;
  private phase: Progress['phase'] = 'first run';
  private ended: SearchEnd = 'schedules';
  private threads = 1;
  private hurry: ReturnType<typeof setTimeout> | undefined;

  /** Several times a second. */
  readonly onProgress = this.progressed.on;

  constructor(options: ExplorationOptions, context: ExplorationContext) {
    this.options = options;
    this.context = context;
    this.started = context.now();
    const { budget, shard, workers } = options;
    const { schedules, isExhaustive = false } = budget;
    const explorers = Array.from({ length: workers }, () => this.newExplorer({ seeksRaces: true }));
    this.single = this.newRuns();
    this.counterexamples = new Counterexamples({
      runs: this.single,
      newExplorer: (watched) => this.newExplorer(watched),
      progressed: () => this.report(),
    });
    this.blocks = new Blocks({ schedules, isExhaustive, shard });
    this.search = new BlockSearch(this.blocks, explorers, () => this.report());
  }

  /** Call once. @throws UserError if no worker can boot */
  async run(): Promise<ExplorationEnd> {
    const { seconds } = this.options.budget;
    const timer = seconds < Infinity && setTimeout(() => this.end('time'), seconds * 1000);
    try {
      const first = await firstRun(this.single, this.options.seed);
      if (first === undefined) return this.without(this.unproved);
      this.threads = first.threads;
      this.search.first(first.sighting);
      if (first.verdict) return this.without(first.verdict);
      this.phase = 'searching';
      if (this.threads > 1) await this.search.run();
      return await this.explained();
    } finally {
      if (timer !== false) clearTimeout(timer);
      clearTimeout(this.hurry);
    }
  }

  /** Instead of `run`: does a schedule that failed once still fail? */
  async expect(schedule: string): Promise<ExplorationEnd> {
    const { seed } = parseSchedule(schedule);
    const strategy = { kind: 'replay', schedule } as const;
    const session = await this.single.run({ strategy, seed, detectRaces: true });
    if (session === undefined || doesNotFit(session)) {
      const { result, runs } = await this.run();
      return { result: { ...result, expected: 'doesNotFit' }, runs };
    }
    this.search.first(sightingOf(session, 0));
    const failure = describeAny(session, { key: '', schedule, number: 0, strategy: 'replay' });
    if (failure === undefined) {
      const { result } = this.without({ kind: 'passed' });
      return { result: { ...result, expected: 'passes' }, runs: [] };
    }
    const result = this.result({ kind: 'failed', isAlways: false }, [failure], []);
    return { result: { ...result, expected: 'fails' }, runs: [session] };
  }

  /** Ends soon, with what has been found so far. */
  cancel(): void {
    this.end('cancelled');
  }

  dispose(): void {
    this.cancel();
    clearTimeout(this.hurry);
    this.endExplaining();
    this.progressed.dispose();
  }

  private newRuns(): ScheduleRuns {
    const { launch: given } = this.options;
    const limits = { ...given.limits, points: STEPS };
    const launch = { ...given, limits, speed: Infinity, stopOnDeadlock: true };
    return new ScheduleRuns(launch, this.options.title, this.context.take);
  }

  private newExplorer(watched: Watched): WorkerExplorer {
    const { launch, seed, budget } = this.options;
    const { take } = this.context;
    return new WorkerExplorer({ launch, take, ...watched, seed, preemptions: budget.preemptions });
  }

  private end(reason: 'time' | 'cancelled'): void {
    if (this.ended === 'schedules') this.ended = reason;
    // The first run may never end by itself.
    if (this.phase === 'first run') this.single.cancel();
    this.search.cancel();
    if (reason === 'cancelled') this.counterexamples.cancel();
    clearTimeout(this.hurry);
    this.hurry = setTimeout(() => this.endExplaining(), GRACE[reason]);
  }

  /** What is not explained by then stays as it was found. */
  private endExplaining(): void {
    this.counterexamples.cancel();
    this.single.cancel();
  }

  /** Replays what was found. Schedules that show the same are one failure. */
  private async explained(): Promise<ExplorationEnd> {
    this.phase = 'simplifying';
    const { difference } = this.search;
    if (difference !== undefined) return this.without({ kind: 'nondeterministic', difference });
    const shown = await this.counterexamples.ofFailures(this.search.found);
    if ('differs' in shown) return this.without(replayDiffers(shown.differs));
    return this.withRaces(shown);
  }

  /** A race matters if a run that fails has it, and if an update is lost. */
  private async withRaces(shown: readonly Shown[]): Promise<ExplorationEnd> {
    const watched = [
      ...shown.map(({ session }) => racingRun(session)),
      ...(await this.watchedRuns()),
    ];
    const losses = await this.losses(watched);
    const all = [...shown, ...losses];
    const failures = dedupe(all.map(({ failure }) => failure));
    const runs = failures.flatMap((failure) => {
      return all.find((each) => each.failure === failure)?.session ?? [];
    });
    const lost = losses.map(({ session }) => ({ ...racingRun(session), hasFailed: true }));
    const races = await this.races([...lost, ...watched]);
    const others = withoutFailures(races, failures);
    return { result: this.result(this.verdict(failures), failures, others), runs };
  }

  /** Whether a race matters that no failing run has is told from what the schedules did. */
  private async races(watched: readonly RacingRun[]): Promise<readonly RaceReport[]> {
    if (this.search.outputs > 1) return raceReports(watched, 'differs');
    const races = raceReports(watched, 'none');
    if (!races.some(({ effect }) => effect === 'none')) return races;
    const isDifferent = await this.counterexamples.statesDiffer(this.options.seed);
    return isDifferent ? raceReports(watched, 'leaves') : races;
  }

  /** The first schedule and those with races once more, with an eye on what threads share. */
  private async watchedRuns(): Promise<RacingRun[]> {
    if (this.threads < 2 || this.ended === 'cancelled') return [];
    const { seed } = this.options;
    const strategy = { kind: 'roundRobin' } as const;
    const patience = WATCHED_PATIENCE;
    const first = await this.single.run({ strategy, seed, detectRaces: true, patience });
    const later = await racingRuns(this.single, this.search.races);
    return first ? [racingRun(first), ...later] : later;
  }

  /** Updates that get lost on some schedule and that no failing run has. */
  private async losses(watched: readonly RacingRun[]): Promise<readonly Shown[]> {
    const wanted = unconfirmed(watched);
    if (wanted.size === 0) return [];
    const { seed } = this.options;
    const seen = seenLosses(watched);
    return this.counterexamples.ofLosses({ wanted, seen, seed, first: this.nextNumber });
  }

  /** Of a schedule after those of the search; the same for each number of workers. */
  private get nextNumber(): number {
    const { found, verified, schedules } = this.search;
    const last = found.at(-1);
    return last ? last.number + 1 : (verified?.schedules ?? schedules);
  }

  private verdict(failures: readonly Failure[]): Verdict {
    if (failures.length > 0) return { kind: 'failed', isAlways: this.search.failsAlways };
    if (this.threads < 2) return { kind: 'verified' };
    const { preemptions } = this.options.budget;
    if (this.search.verified) {
      return { kind: 'verified', ...(preemptions !== undefined && { preemptions }) };
    }
    return this.unproved;
  }

  private get unproved(): Verdict {
    // Other shards have done their part with the schedules by chance.
    const isAsked = this.options.budget.isExhaustive === true && this.blocks.hasAll;
    return { kind: isAsked ? 'incomplete' : 'notProved', ended: this.ended };
  }

  private without(verdict: Verdict): ExplorationEnd {
    return { result: this.result(verdict, [], []), runs: [] };
  }

  private result(
    verdict: Verdict,
    failures: readonly Failure[],
    races: readonly RaceReport[],
  ): CheckResult {
    const { schedules, interleavings, verified } = this.search;
    return {
      target: this.options.target,
      verdict,
      failures,
      races,
      // Of a proof only the schedules that it rests on.
      schedules: verdict.kind === 'verified' && verified ? verified.schedules : schedules,
      interleavings,
      threads: this.threads,
      seconds: this.seconds,
    };
  }

  private get seconds(): number {
    return (this.context.now() - this.started) / 1000;
  }

  private report(): void {
    const { schedules, interleavings, found } = this.search;
    this.progressed.fire({
      phase: this.phase,
      schedules,
      of: this.options.budget.schedules,
      interleavings,
      failures: found.length,
      seconds: this.seconds,
    });
  }
}

function replayDiffers({ number }: Sighting): Verdict {
  const difference = `schedule ${number + 1} failed, and its replay did not`;
  return { kind: 'nondeterministic', difference };
}
