// From a schedule that fails to the run that shows it best: replayed as an ordinary run whose
// accesses are watched, with the fewest preemptions and steps that the minimiser finds.

import type { Failure } from '../../core/exploration/report.ts';
import { parseSchedule } from '../../core/schedule/scheduleText.ts';
import type { Session } from '../session.ts';
import { describeFailure, describeLoss, type Describe } from './describeFailure.ts';
import type { BlockProgress, Sighting } from './explorer.ts';
import { raceSearches } from './races.ts';
import type { ScheduleRuns } from './scheduleRuns.ts';
import type { ExplorerOptions, WorkerExplorer } from './workerExplorer.ts';

export interface Shown {
  readonly sighting: Sighting;
  readonly session: Session;
  readonly failure: Failure;
}

/** Schedules that are tried to find one with fewer preemptions, and their steps together. */
const SIMPLER = 600;
const SIMPLER_STEPS = 100_000;
/** The same for an update that gets lost, and to find one; watched schedules take longer. */
const LOSSES = 200;
/** The same to find another final state. */
const STATES = 100;
const MOST_FAILURES = 20;
/** Failures among which one like that of the first run is looked for. */
const ALIKE = 3;

/** What an explorer looks at beside the accesses: see ExploreRequest. */
export type Watched = Pick<ExplorerOptions, 'losses' | 'comparesStates' | 'seeksRaces'>;

export interface WantedLosses {
  /** From what workers call them to the variable. */
  readonly wanted: ReadonlyMap<string, string>;
  /** Schedules of the search that show some. */
  readonly seen: readonly Sighting[];
  readonly seed: number;
  /** Number of the first schedule that is searched. */
  readonly first: number;
}

export interface CounterexampleTools {
  readonly runs: ScheduleRuns;
  readonly newExplorer: (watched: Watched) => WorkerExplorer;
  readonly progressed: () => void;
}

export class Counterexamples {
  private readonly tools: CounterexampleTools;
  private explorer: WorkerExplorer | undefined;
  private isCancelled = false;

  constructor(tools: CounterexampleTools) {
    this.tools = tools;
  }

  cancel(): void {
    this.isCancelled = true;
    this.explorer?.leave();
  }

  /**
   * Of each failure the lowest schedule that shows it, simplified.
   *
   * @returns a schedule that failed and whose replay did not, if there is one
   */
  async ofFailures(found: readonly Sighting[]): Promise<Shown[] | { readonly differs: Sighting }> {
    const different = new Map<string, Shown>();
    for (const sighting of found) {
      const shown = await this.replay(sighting, describeFailure);
      if (shown === undefined) break;
      if (shown === 'differs') return { differs: sighting };
      const { key } = shown.failure;
      if (!different.has(key)) different.set(key, shown);
    }
    const simple: Shown[] = [];
    for (const shown of different.values()) {
      simple.push(await this.simplest(shown, describeFailure));
    }
    return simple;
  }

  /** Of each variable whose update gets lost a schedule that shows it; such are searched for. */
  async ofLosses({ wanted, seen, seed, first }: WantedLosses): Promise<Shown[]> {
    const found = new Map<string, Sighting>();
    const count = new Set(wanted.values()).size;
    const note = (sighting: Sighting): void => {
      const id = wanted.get(sighting.key);
      if (id !== undefined && !found.has(id)) found.set(id, sighting);
    };
    for (const sighting of seen) note(sighting);
    for (const [index, search] of raceSearches(seed).entries()) {
      if (found.size === count || this.isCancelled) break;
      const losses = [...wanted.keys()].map(withoutKind);
      const explorer = (this.explorer = this.tools.newExplorer({ losses }));
      const see = (sighting: Sighting): void => {
        note(sighting);
        if (found.size === count) explorer.leave();
      };
      const budget = { executions: LOSSES, failures: MOST_FAILURES };
      const listener = { failed: see, progressed: this.tools.progressed };
      await explorer.search(search, budget, listener, first + index * LOSSES);
    }
    const simple: Shown[] = [];
    for (const sighting of found.values()) {
      const shown = await this.replay(sighting, describeLoss);
      if (shown === undefined || shown === 'differs') continue;
      simple.push(await this.simplest(shown, describeLoss));
    }
    return simple;
  }

  /** Does what a program leaves in its variables depend on the schedule? */
  async statesDiffer(seed: number): Promise<boolean> {
    for (const search of raceSearches(seed)) {
      if (this.isCancelled) break;
      const explorer = (this.explorer = this.tools.newExplorer({ comparesStates: true }));
      const listener = {
        failed: () => undefined,
        progressed: ({ outputs }: BlockProgress): void => {
          if (outputs > 1) explorer.leave();
          this.tools.progressed();
        },
      };
      const budget = { executions: STATES, failures: MOST_FAILURES };
      const { outputs } = await explorer.search(search, budget, listener, 0);
      if (outputs > 1) return true;
    }
    return false;
  }

  private async simplest(shown: Shown, describe: Describe): Promise<Shown> {
    // Schedules as long as the limit are nothing to read, and each that is tried takes as long.
    if (shown.failure.kind === 'limit') return shown;
    const schedule = await this.minimal(shown);
    if (schedule === undefined) return shown;
    const other = await this.replay({ ...shown.sighting, schedule }, describe);
    if (other === undefined || other === 'differs') return shown;
    // A loss that comes of the same read and write is alike, whoever comes in between.
    const isAlike = shown.failure.kind === 'race' || other.failure.key === shown.failure.key;
    return isAlike && isSimpler(other, shown) ? other : shown;
  }

  private async minimal(shown: Shown): Promise<string | undefined> {
    const { sighting, failure } = shown;
    const { key } = sighting;
    const schedule = await this.explored(shown);
    if (this.isCancelled || schedule === undefined) return undefined;
    const isLoss = failure.kind === 'race';
    const explorer = this.tools.newExplorer(isLoss ? { losses: [withoutKind(key)] } : {});
    this.explorer = explorer;
    let found: string | undefined;
    await explorer.search(
      { kind: 'minimise', schedule, executions: isLoss ? LOSSES : SIMPLER },
      { executions: Infinity, failures: Infinity, allSteps: SIMPLER_STEPS },
      {
        failed: (least) => (found = least.schedule),
        progressed: this.tools.progressed,
      },
      0,
    );
    return found;
  }

  /**
   * The first run of all has its points elsewhere, so that it can't be minimised: another that fails
   * alike is looked for, in the order of preemptions.
   */
  private async explored({ sighting, failure }: Shown): Promise<string | undefined> {
    const { schedule } = sighting;
    if (this.isCancelled || !isOfFirstRun(sighting)) return schedule;
    const seen: Sighting[] = [];
    const explorer = (this.explorer = this.tools.newExplorer({}));
    await explorer.search(
      { kind: 'preemptionBounding', preemptions: failure.preemptions },
      { executions: SIMPLER, failures: ALIKE, allSteps: SIMPLER_STEPS },
      { failed: (other) => seen.push(other), progressed: this.tools.progressed },
      0,
    );
    for (const other of seen) {
      const shown = await this.replay(other, describeFailure);
      if (shown === undefined) return undefined;
      if (shown !== 'differs' && shown.failure.key === failure.key) return other.schedule;
    }
    return undefined;
  }

  private async replay(
    sighting: Sighting,
    describe: Describe,
  ): Promise<Shown | 'differs' | undefined> {
    const { schedule } = sighting;
    const strategy = { kind: 'replay', schedule } as const;
    const { seed } = parseSchedule(schedule);
    // What is recorded of accesses counts as steps, so a limit on them comes too early.
    for (const detectRaces of [true, false]) {
      const session = await this.tools.runs.run({ strategy, seed, detectRaces });
      if (session === undefined) return undefined;
      const failure = describe(session, sighting);
      if (failure !== undefined && !(detectRaces && failure.kind === 'limit')) {
        return { sighting, session, failure };
      }
    }
    return 'differs';
  }
}

/** The first run of all is not minimised itself, and may have fewer events than what is. */
function isSimpler({ failure: one }: Shown, { failure: other, sighting }: Shown): boolean {
  if (one.preemptions !== other.preemptions) return one.preemptions < other.preemptions;
  return !isOfFirstRun(sighting) || one.steps < other.steps;
}

function isOfFirstRun({ schedule }: Sighting): boolean {
  return parseSchedule(schedule).before === undefined;
}

/** Of a key of a worker's. */
function withoutKind(key: string): string {
  return key.slice(key.indexOf(' ') + 1);
}
