// Many runs, each replayed in another process: the trace must be the same to the last byte.

import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import assert from 'node:assert/strict';

import { linesRead } from '../../src/core/trace/inputLines.ts';
import { inParallel } from '../support/programs/inParallel.ts';
import {
  newPool,
  runProgram,
  type ProgramOptions,
  type ProgramRun,
} from '../support/programs/runProgram.ts';
import { testPrograms } from '../support/programs/testPrograms.ts';

/** A run to be done again. */
export interface Replay {
  readonly number: number;
  readonly options: ProgramOptions;
}

interface Replayed {
  readonly number: number;
  readonly digest: string;
}

/** Of all that was recorded, printed and decided. */
export function digestOf({ trace, stdout, stderr, exitCode, schedule }: ProgramRun): string {
  const hash = createHash('sha256');
  for (const event of trace.events()) hash.update(JSON.stringify(event));
  hash.update(JSON.stringify([trace.tables, stdout, stderr, exitCode, schedule]));
  return hash.digest('hex');
}

export async function soakReplays(count: number): Promise<void> {
  const programs = testPrograms('ok');
  const pool = newPool();
  const other = new OtherProcess();
  const schedule = inParallel(2);
  let done = 0;
  const replay = async (number: number): Promise<void> => {
    const program = programs[number % programs.length];
    assert(program, 'there are no programs');
    const { path, args, stdin } = program;
    const options = { script: path, args, stdin, strategy: 'random', seed: number } as const;
    const run = await runProgram(pool, options);
    const input = linesRead(run.trace.events());
    const again = { ...options, schedule: run.schedule, input };
    const digest = await other.replay({ number, options: again });
    assert.equal(digest, digestOf(run), `${program.name} with seed ${number} is another run`);
    if (++done % 500 === 0) console.log(`${done} replays are the same, byte by byte`);
  };
  const numbers = Array.from({ length: count }, (_, number) => number);
  try {
    await Promise.all(numbers.map((number) => schedule(() => replay(number))));
  } finally {
    pool.dispose();
    other.dispose();
  }
  console.log(`${done} replays in another process are the same, byte by byte`);
}

interface Waiting {
  readonly resolve: (digest: string) => void;
  readonly reject: (error: Error) => void;
}

class OtherProcess {
  private readonly child = fork(new URL('replayer.ts', import.meta.url));
  private readonly waiting = new Map<number, Waiting>();

  constructor() {
    this.child.on('message', ({ number, digest }: Replayed) => {
      this.waiting.get(number)?.resolve(digest);
      this.waiting.delete(number);
    });
    this.child.on('exit', (code) => {
      const error = new Error(`the other process ended with ${code}`);
      for (const { reject } of this.waiting.values()) reject(error);
    });
  }

  replay(replay: Replay): Promise<string> {
    return new Promise((resolve, reject) => {
      this.waiting.set(replay.number, { resolve, reject });
      this.child.send(replay);
    });
  }

  dispose(): void {
    if (this.child.connected) this.child.disconnect();
  }
}
