// Many runs, each replayed in another process, which is now and then started anew: the trace must be the
// same to the last byte.

import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';

import { ScriptError } from '../../scripts/run.mjs';
import { linesRead } from '../../src/core/trace/inputLines.ts';
import type { RunOptions } from '../../src/session/launch.ts';
import { inParallel } from '../support/programs/inParallel.ts';
import { newPool, runProgram, type ProgramRun } from '../support/programs/runProgram.ts';
import { subjects, type Subject } from './subjects.ts';

/** A run to be done again. */
export interface Replay {
  readonly number: number;
  /** Its place among the subjects. */
  readonly program: number;
  /** What is not as the subject has it. */
  readonly options: Partial<RunOptions>;
}

export interface Replayed {
  readonly number: number;
  readonly digest: string | undefined;
}

/**
 * Code written in C that recurses until V8's own stack is used up: how deep that is depends on what V8's
 * compiler has made of the code so far, so it may end otherwise the next time.
 */
const TOO_DEEP = /The recursion went too deep for the C stack/;
/** Replays after which a new process goes on. */
const PROCESS_LIFE = 1_000;

/** Of all that was recorded, printed and decided; undefined if V8's stack decided when it ended. */
export function digestOf(run: ProgramRun): string | undefined {
  const { trace, stdout, stderr, outcome, schedule, message } = run;
  if (TOO_DEEP.test(message)) return undefined;
  const hash = createHash('sha256');
  for (const event of trace.events()) hash.update(JSON.stringify(event));
  hash.update(JSON.stringify([trace.tables, stdout, stderr, outcome, schedule]));
  return hash.digest('hex');
}

interface Tally {
  same: number;
  readonly different: string[];
  readonly tooDeep: string[];
}

export async function soakReplays(count: number): Promise<void> {
  const programs = subjects();
  const tally: Tally = { same: 0, different: [], tooDeep: [] };
  for (let first = 0; first < count; first += PROCESS_LIFE) {
    const length = Math.min(PROCESS_LIFE, count - first);
    const numbers = Array.from({ length }, (_, index) => first + index);
    await replayAll(numbers, programs, tally);
    console.log(`${first + length} replays, ${tally.different.length} of them differ`);
  }
  const { same, different, tooDeep } = tally;
  if (different.length > 0) throw new ScriptError(`these differ:\n${different.join('\n')}`);
  console.log(`${same} runs of ${programs.length} programs are the same in another process`);
  const names = [...new Set(tooDeep)].join(', ');
  console.log(`${tooDeep.length} could not be compared, as V8’s stack was used up: ${names}`);
}

async function replayAll(
  numbers: readonly number[],
  programs: readonly Subject[],
  tally: Tally,
): Promise<void> {
  const pool = newPool();
  const other = new OtherProcess();
  const schedule = inParallel(2);
  const replay = async (number: number): Promise<void> => {
    const program = number % programs.length;
    const { name, options } = programs[program] as Subject;
    // Each program with seeds of its own; without a schedule, as after a crash, the seed says all.
    const decided = { strategy: 'random', seed: number } as const;
    const run = await runProgram(pool, { ...options, ...decided });
    const recorded = { schedule: run.schedule, input: linesRead(run.trace.events()) };
    const again = await other.replay({ number, program, options: { ...decided, ...recorded } });
    const digest = digestOf(run);
    if (digest === undefined || again === undefined) tally.tooDeep.push(name);
    else if (digest === again) tally.same++;
    else tally.different.push(`${name} with seed ${number}`);
  };
  try {
    await Promise.all(numbers.map((number) => schedule(() => replay(number))));
  } finally {
    pool.dispose();
    other.dispose();
  }
}

interface Waiting {
  readonly resolve: (digest: string | undefined) => void;
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

  replay(replay: Replay): Promise<string | undefined> {
    return new Promise((resolve, reject) => {
      this.waiting.set(replay.number, { resolve, reject });
      this.child.send(replay);
    });
  }

  dispose(): void {
    if (this.child.connected) this.child.disconnect();
  }
}
