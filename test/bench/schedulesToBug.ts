// How many schedules a strategy runs until it has found a bug, the one that fails included.

import { Blocks } from '../../src/core/exploration/blocks.ts';
import { exploreScript } from '../support/programs/exploreProgram.ts';
import type { WorkerPool } from '../support/programs/runProgram.ts';
import type { SearchChoice } from '../../src/core/protocol/explore.ts';
import { BlockSearch } from '../../src/session/exploration/blockSearch.ts';
import { firstRun } from '../../src/session/exploration/firstRun.ts';
import { ScheduleRuns } from '../../src/session/exploration/scheduleRuns.ts';
import { WorkerExplorer } from '../../src/session/exploration/workerExplorer.ts';
import { prepareLaunch } from '../../src/session/launch.ts';
import { nodeFiles } from '../../src/session/nodeFiles.ts';

/** A bug that needs more counts as not found. */
export const MOST_SCHEDULES = 1_000;

export interface Strategy {
  readonly name: string;
  /** The same for every seed. */
  readonly isFixed: boolean;
  /** undefined: not found. */
  readonly run: (pool: WorkerPool, script: string, seed: number) => Promise<number | undefined>;
}

function searching(
  name: string,
  choice: (seed: number) => SearchChoice,
  isFixed = false,
): Strategy {
  return {
    name,
    isFixed,
    run: async (pool, script, seed) => {
      const { failures } = await exploreScript(pool, script, {
        search: choice(seed),
        points: { accesses: true },
        budget: { executions: MOST_SCHEDULES, failures: 1 },
      });
      return failures[0]?.execution;
    },
  };
}

/** As `weft check` does it, but for the explanation of what is found. */
const portfolio: Strategy = {
  name: 'portfolio',
  isFixed: false,
  run: async ({ take }, script, seed) => {
    const { launch } = await prepareLaunch(
      { script, seed, startTime: 0 },
      { reader: nodeFiles, now: () => 0 },
    );
    const first = await firstRun(new ScheduleRuns(launch, '', take), seed);
    const shard = { index: 1, count: 1 };
    const blocks = new Blocks({ schedules: MOST_SCHEDULES, isExhaustive: false, shard });
    const explorer = new WorkerExplorer({ launch, take, seed, preemptions: undefined });
    const search = new BlockSearch(blocks, [explorer], () => undefined);
    search.first(first?.sighting);
    await search.run();
    const [found] = search.found;
    return found && found.number + 1;
  },
};

export const STRATEGIES: readonly Strategy[] = [
  searching('random walk', (seed) => ({ kind: 'randomWalk', seed })),
  searching('PCT, d = 2', (seed) => ({ kind: 'pct', seed, depth: 2 })),
  searching('PCT, d = 3', (seed) => ({ kind: 'pct', seed, depth: 3 })),
  searching('POS', (seed) => ({ kind: 'pos', seed })),
  searching('SURW', (seed) => ({ kind: 'surw', seed })),
  searching('preemption bounding', () => ({ kind: 'preemptionBounding', preemptions: 3 }), true),
  searching('partial-order reduction', () => ({ kind: 'reduction', prefix: [] }), true),
  portfolio,
];

/** One for each seed, or for the only one that matters; null: not found. */
export async function schedulesToBug(
  pool: WorkerPool,
  script: string,
  { isFixed, run }: Strategy,
  seeds: number,
): Promise<(number | null)[]> {
  const found: (number | null)[] = [];
  for (let seed = 1; seed <= (isFixed ? 1 : seeds); seed++) {
    found.push((await run(pool, script, seed)) ?? null);
  }
  return found;
}
