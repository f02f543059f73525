// Explores a program on the workers of a test, as `weft check` and the editor do.

import { basename } from 'node:path';

import {
  Exploration,
  type ExplorationEnd,
  type ExplorationOptions,
} from '../../../src/session/exploration/exploration.ts';
import { prepareLaunch } from '../../../src/session/launch.ts';
import { programFiles } from '../programs/programFiles.ts';
import type { WorkerPool } from '../programs/runProgram.ts';

const START_TIME = Date.UTC(2026, 0, 1);

export interface ExploreOptions extends Partial<
  Pick<ExplorationOptions, 'seed' | 'shard' | 'workers'>
> {
  readonly test?: string;
  readonly schedules?: number;
  readonly seconds?: number;
  readonly isExhaustive?: boolean;
}

export async function newExploration(
  pool: WorkerPool,
  script: string,
  options: ExploreOptions = {},
): Promise<Exploration> {
  const { test, seed = 0, schedules = 500, seconds = Infinity, workers = 2 } = options;
  const { launch } = await prepareLaunch(
    { script, test, seed, startTime: START_TIME, limits: { steps: 100_000 } },
    { reader: programFiles, now: () => START_TIME },
  );
  return new Exploration(
    {
      target: { file: script, ...(test !== undefined && { test }) },
      launch,
      title: basename(script),
      budget: { schedules, seconds, isExhaustive: options.isExhaustive ?? false },
      seed,
      shard: options.shard ?? { index: 1, count: 1 },
      workers,
    },
    { take: pool.take, now: () => performance.now() },
  );
}

export async function explore(
  pool: WorkerPool,
  script: string,
  options: ExploreOptions = {},
): Promise<ExplorationEnd> {
  const exploration = await newExploration(pool, script, options);
  try {
    return await exploration.run();
  } finally {
    exploration.dispose();
  }
}
