// Explores a script in a worker, and the programs in `test/programs/explore`, which say in their
// first lines what a search must find:
//
//   # traces: 3, failing: 1      Mazurkiewicz traces, and those that fail
//   # failure: deadlock          kind and message of the only failure

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type {
  ExploreProgress,
  ExploreRequest,
  ExploreVerdict,
  FoundFailure,
} from '../../../src/core/protocol/explore.ts';
import type { FromWorker } from '../../../src/core/protocol/worker.ts';
import { prepareLaunch } from '../../../src/session/launch.ts';
import { programFiles } from './programFiles.ts';
import type { WorkerPool } from './runProgram.ts';

export interface ExploredProgram {
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  readonly traces: number;
  readonly failing: number;
  readonly failure: string | undefined;
}

export interface Exploration {
  readonly failures: readonly FoundFailure[];
  readonly progress: ExploreProgress;
  readonly verdict: ExploreVerdict;
}

const folder = join(import.meta.dirname, '../../programs/explore');

export function exploredPrograms(): readonly ExploredProgram[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.py'));
  return names.sort().map((name) => readProgram(join(folder, name)));
}

function readProgram(path: string): ExploredProgram {
  const text = readFileSync(path, 'utf8');
  const counts = /^# traces: (?<traces>\d+), failing: (?<failing>\d+)$/m.exec(text)?.groups;
  if (!counts) throw new Error(`${path} does not say how many traces it has`);
  return {
    name: basename(path, '.py'),
    path,
    traces: Number(counts['traces']),
    failing: Number(counts['failing']),
    failure: /^# failure: (.*)$/m.exec(text)?.[1],
  };
}

const START_TIME = Date.UTC(2026, 0, 1);

/** Without `budget` and `points`: what suffices for a small program. */
export type Exploring = Pick<ExploreRequest, 'search'> &
  Partial<{ budget: Partial<ExploreRequest['budget']>; points: Partial<ExploreRequest['points']> }>;

export async function exploreScript(
  pool: WorkerPool,
  script: string,
  { search, budget, points }: Exploring,
): Promise<Exploration> {
  const { launch } = await prepareLaunch(
    { script, seed: 0, startTime: START_TIME },
    { reader: programFiles, now: () => START_TIME },
  );
  const port = await pool.take();
  const failures: FoundFailure[] = [];
  return new Promise((resolve, reject) => {
    const subscription = port.onMessage((message: FromWorker) => {
      if (message.kind === 'failureFound') failures.push(message.failure);
      if (message.kind !== 'explored' && message.kind !== 'failed') return;
      subscription.dispose();
      port.dispose();
      if (message.kind === 'failed') reject(new Error(message.message));
      else resolve({ failures, progress: message.progress, verdict: message.verdict });
    });
    port.send({
      kind: 'explore',
      request: {
        launch,
        search,
        points: { lateness: 5_000_000, earlyTimeouts: 0, accesses: false, ...points },
        budget: {
          executions: 100_000,
          milliseconds: Infinity,
          steps: 10_000,
          failures: Infinity,
          ...budget,
        },
      },
    });
  });
}
