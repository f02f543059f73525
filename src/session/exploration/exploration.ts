// A search for the schedule that breaks a program, from its first run to a result. The same seed
// gives the same result, whatever the number of workers, unless time or the user ends it.

import type { Disposable } from '../../core/base/disposable.ts';
import { Emitter } from '../../core/base/emitter.ts';
import { Blocks, type Shard } from '../../core/exploration/blocks.ts';
import { dedupe } from '../../core/exploration/merge.ts';
import type { CheckResult, CheckTarget, Failure, Verdict } from '../../core/exploration/report.ts';
import { DOES_NOT_FIT } from '../../core/schedule/replay.ts';
import { parseSchedule } from '../../core/schedule/scheduleText.ts';
import type { LaunchRequest } from '../../core/protocol/worker.ts';
import type { RuntimePort } from '../runtimePort.ts';
import { firstDifference } from '../savedRun.ts';
import type { Session } from '../session.ts';
import { describeFailure } from './describeFailure.ts';
import type { Explored } from './explorer.ts';
import { errorOutput } from './failureOf.ts';
import { ScheduleRuns } from './scheduleRuns.ts';
import { Search } from './search.ts';
import { exploredOf, SessionExplorer } from './sessionExplorer.ts';

export interface Budget {
  /** Schedules that are run at most, in all shards. */
  readonly schedules: number;
  /** Wall-clock seconds; Infinity: no limit. */
  readonly seconds: number;
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
  readonly take: () => Promise<RuntimePort>;
  /** Milliseconds. */
  readonly now: () => number;
}

export interface Progress {
  readonly phase: 'first run' | 'searching' | 'explaining';
  /** So far, and at most, of all shards. */
  readonly schedules: number;
  readonly of: number;
  readonly interleavings: number;
  readonly outputs: number;
  readonly failures: number;
  readonly seconds: number;
}

export interface ExplorationEnd {
  readonly result: CheckResult;
  /** Of the failures, in their order: sessions that have ended. */
  readonly runs: readonly Session[];
}

export class Exploration implements Disposable {
  private readonly options: ExplorationOptions;
  private readonly context: ExplorationContext;
  /** Runs that are no search: the first one, and those that explain. */
  private readonly single: ScheduleRuns;
  private readonly search: Search;
  private readonly progressed = new Emitter<Progress>();
  private readonly started: number;
  private phase: Progress['phase'] = 'first run';
  private ended: 'schedules' | 'time' | 'cancelled' = 'schedules';

  /** After each schedule. */
  readonly onProgress = this.progressed.on;

  constructor(options: ExplorationOptions, context: ExplorationContext) {
    this.options = options;
    this.context = context;
    this.started = context.now();
    const { budget, shard, seed, workers } = options;
    const explorers = Array.from(
      { length: workers },
      () => new SessionExplorer(this.newRuns(), seed),
    );
    this.single = this.newRuns();
    this.search = new Search(new Blocks(budget.schedules, shard), explorers, () => this.report());
  }

  /** Call once. @throws UserError if no worker can boot */
  async run(): Promise<ExplorationEnd> {
    const { seconds } = this.options.budget;
    const timer = seconds < Infinity && setTimeout(() => this.end('time'), seconds * 1000);
    try {
      const unusual = await this.firstRun();
      if (unusual) return { result: this.result(unusual, []), runs: [] };
      this.phase = 'searching';
      if (this.search.threads > 1) await this.search.run();
      return await this.explained();
    } finally {
      if (timer !== false) clearTimeout(timer);
    }
  }

  /** Instead of `run`: does a schedule that failed once still fail? */
  async expect(schedule: string): Promise<ExplorationEnd> {
    const { seed } = parseSchedule(schedule);
    const session = await this.single.run({ strategy: { kind: 'replay', schedule }, seed });
    const explored = session && exploredOf(session, 0);
    if (session === undefined || explored === undefined || doesNotFit(session)) {
      const { result, runs } = await this.run();
      return { result: { ...result, expected: 'doesNotFit' }, runs };
    }
    this.search.first(explored);
    const failure = describeFailure(session, { ...explored, schedule });
    if (failure === undefined) {
      const result = this.result({ kind: 'passed' }, []);
      return { result: { ...result, expected: 'passes' }, runs: [] };
    }
    const result = this.result({ kind: 'failed', isAlways: false }, [failure]);
    return { result: { ...result, expected: 'fails' }, runs: [session] };
  }

  /** Ends soon, with what has been found so far. */
  cancel(): void {
    this.end('cancelled');
  }

  dispose(): void {
    this.cancel();
    this.single.cancel();
    this.progressed.dispose();
  }

  private newRuns(): ScheduleRuns {
    const launch = { ...this.options.launch, speed: Infinity, stopOnDeadlock: true };
    return new ScheduleRuns(launch, this.options.title, this.context.take);
  }

  private end(reason: 'time' | 'cancelled'): void {
    if (this.ended === 'schedules') this.ended = reason;
    this.search.cancel();
  }

  /** Twice: is it deterministic, and has it more than one thread? */
  private async firstRun(): Promise<Verdict | undefined> {
    const choice = { strategy: { kind: 'roundRobin' }, seed: this.options.seed } as const;
    const one = await this.single.run(choice);
    const explored = one && exploredOf(one, 0);
    if (one === undefined || explored === undefined) {
      return one && { kind: 'unusable', message: deathOf(one) };
    }
    const refusal = refusalOf(one);
    if (refusal) return refusal;
    const other = await this.single.run(choice);
    const step = other && firstDifference(one.trace, other.trace);
    if (step !== undefined) return { kind: 'nondeterministic', difference: differenceAt(step) };
    this.search.first(explored);
    return undefined;
  }

  /** Replays what was found. Schedules that show the same are one failure. */
  private async explained(): Promise<ExplorationEnd> {
    this.phase = 'explaining';
    const runs = new Map<string, Session>();
    const failures: Failure[] = [];
    for (const explored of this.search.found) {
      const session = await this.replay(explored);
      const failure = session && describeFailure(session, explored);
      if (session === undefined) break;
      if (failure === undefined) {
        const difference = `schedule ${explored.number + 1} failed, and its replay did not`;
        return { result: this.result({ kind: 'nondeterministic', difference }, []), runs: [] };
      }
      failures.push(failure);
      runs.set(failure.schedule, session);
    }
    const different = dedupe(failures);
    const shown = different.flatMap(({ schedule }) => runs.get(schedule) ?? []);
    return { result: this.result(this.verdict(different), different), runs: shown };
  }

  private replay({ schedule }: Explored): Promise<Session | undefined> {
    const { seed } = parseSchedule(schedule);
    return this.single.run({ strategy: { kind: 'replay', schedule }, seed });
  }

  private verdict(failures: readonly Failure[]): Verdict {
    if (failures.length > 0) return { kind: 'failed', isAlways: this.search.failsAlways };
    if (this.search.threads < 2) return { kind: 'verified' };
    return { kind: 'notProved', ended: this.ended };
  }

  private result(verdict: Verdict, failures: readonly Failure[]): CheckResult {
    const { schedules, interleavings, outputs, threads } = this.search;
    return {
      target: this.options.target,
      verdict,
      failures,
      schedules,
      interleavings: interleavings.size,
      outputs: [...outputs].sort().slice(0, OUTPUTS_TOLD),
      threads,
      seconds: this.seconds,
    };
  }

  private get seconds(): number {
    return (this.context.now() - this.started) / 1000;
  }

  private report(): void {
    const { schedules, interleavings, outputs, found } = this.search;
    this.progressed.fire({
      phase: this.phase,
      schedules,
      of: this.options.budget.schedules,
      interleavings: interleavings.size,
      outputs: outputs.size,
      failures: found.length,
      seconds: this.seconds,
    });
  }
}

function doesNotFit({ end }: Session): boolean {
  return end?.outcome.kind === 'limit' && end.outcome.message.startsWith(DOES_NOT_FIT);
}

const OUTPUTS_TOLD = 100;

/** The runner's own words for what is no test of ours. */
function refusalOf(session: Session): Verdict | undefined {
  if (session.launch.test === undefined) return undefined;
  const said = errorOutput(session);
  const skipped = /^skipped: (.*)$/m.exec(said);
  if (skipped) return { kind: 'skipped', reason: skipped[1] ?? '' };
  const { outcome } = session.end ?? {};
  const isRefused =
    outcome?.kind === 'exited' && outcome.exitCode === 2 && session.trace.length > 0;
  const hasFailed = [...session.trace.events()].some(({ kind }) => kind === 'exception');
  return isRefused && !hasFailed ? { kind: 'unusable', message: said } : undefined;
}

function deathOf({ end }: Session): string {
  return end?.outcome.kind === 'crashed' ? end.outcome.message : 'the interpreter died';
}

function differenceAt(step: number): string {
  return `two runs of the first schedule differ at event ${step}`;
}
