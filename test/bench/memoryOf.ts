// `node --expose-gc memoryOf.ts SUBJECT COUNT`: what resident memory one thing takes in this process, as
// JSON. In a process of its own for each: see memory.ts.

import { runMain, ScriptError } from '../../scripts/run.mjs';
import { openSession } from '../../src/session/openSession.ts';
import { nodeFiles } from '../../src/session/nodeFiles.ts';
import { newExploration } from '../support/exploration/explore.ts';
import { newPool } from '../support/programs/runProgram.ts';
import { median } from './slope.ts';
import { runUnderWeft, warmRuntime } from './weft.ts';

/** Bytes. */
export interface Footprint {
  readonly resident: number;
  /** At any moment on the way. */
  readonly most?: number;
}

/** So many looks at the memory are one, as it goes up and down with each interpreter. */
const LOOKS = 40;

const subjects = {
  spare: () => footprint(warmRuntime),
  run: () => footprint(startRun),
  exploration: () => footprint(search),
  runs: (count: number) => growth({ first: 40, count }, () => runUnderWeft('first.py', 0)),
  // The heap of a worker grows by itself for a thousand runs, until V8 collects all of it.
  runsInOne: (count: number) => {
    const pool = newPool();
    return growth({ first: 1_500, count }, () => runUnderWeft('first.py', 0, pool.take));
  },
};

export type Subject = keyof typeof subjects;

async function footprint(make: () => Promise<unknown>): Promise<Footprint> {
  const before = residentBytes();
  await make();
  const most = process.resourceUsage().maxRSS * 1024;
  return { resident: residentBytes() - before, most: most - before };
}

/** Stands when two threads have worked, and keeps its trace. */
async function startRun(): Promise<void> {
  const port = await warmRuntime();
  const script = programPath('waits.py');
  const { session } = await openSession(
    { script, speed: 'max', startTime: 0 },
    {
      reader: nodeFiles,
      now: () => 0,
      startRuntime: () => Promise.resolve(port),
      onDeadlock: 'pause',
    },
  );
  const stands = new Promise<void>((resolve) => session.onInputWanted(() => resolve()));
  session.start();
  await stands;
}

/** Leaves both workers there. */
async function search(): Promise<void> {
  const options = { schedules: 2_000, workers: 2 };
  const exploration = await newExploration(newPool(), programPath('twoLocks.py'), options);
  await exploration.run();
}

interface Series {
  /** Runs that are not counted: only after some of them memory comes back that was let go. */
  readonly first: number;
  readonly count: number;
}

/** Between the runs that follow the first ones and the last ones. */
async function growth(
  { first, count }: Series,
  runOnce: () => Promise<unknown>,
): Promise<Footprint> {
  const looks: number[] = [];
  for (let run = 0; run < first + count; run++) {
    await runOnce();
    looks.push(residentBytes());
  }
  const before = median(looks.slice(first, first + LOOKS));
  return { resident: median(looks.slice(-LOOKS)) - before };
}

function residentBytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().rss;
}

function programPath(name: string): string {
  return new URL(`programs/${name}`, import.meta.url).pathname;
}

await runMain(async () => {
  const [subject = '', count] = process.argv.slice(2);
  if (!Object.hasOwn(subjects, subject)) throw new ScriptError(`there is no memory of ${subject}`);
  const found = await subjects[subject as Subject](Number(count));
  process.stdout.write(JSON.stringify(found), () => process.exit(0));
});
