// Messages between a session and its runtime worker. Plain data; intentions down to the worker,
// facts up to the session.

import type { ExploreFromWorker, ExploreToWorker } from './explore.ts';
import type { DebugFromWorker, DebugToWorker, Pause } from './debug.ts';
import type { TravelRequest } from './travel.ts';
import type { StrategyChoice } from '../schedule/strategy.ts';
import type { TraceBatch } from '../trace/batch.ts';
import type { InputLine } from '../trace/inputLines.ts';
import type { RunHeader } from '../trace/header.ts';
import type { Outcome } from '../trace/events.ts';

export type { Pause, PauseReason } from './debug.ts';
export type { StrategyChoice } from '../schedule/strategy.ts';

/** A file for the run's private, in-memory file system. Paths as in `LaunchRequest.script`. */
export interface SandboxFile {
  readonly path: string;
  readonly content: Uint8Array;
}

export interface Limits {
  /** Bytes of stdout and stderr together. */
  readonly outputBytes: number;
  /** Threads alive at once. */
  readonly threads: number;
  /** Bytes of the interpreter's linear memory; at most 4 GiB. */
  readonly memoryBytes: number;
  /** Trace events. */
  readonly steps: number;
  /** Scheduling points, in a run that has them before operations; left out: as many as there are. */
  readonly points?: number;
}

export const DEFAULT_LIMITS: Limits = {
  outputBytes: 10_000_000,
  threads: 5_000,
  memoryBytes: 1 << 30,
  steps: 5_000_000,
};

export interface LaunchRequest {
  /** Absolute path in POSIX form; on Windows `C:\a.py` is `/C:/a.py` with `displayPath` set. */
  readonly script: string;
  /** Path as tracebacks show it; the same as `script` except on Windows. */
  readonly displayPath: string;
  /** `sys.argv[0]`: the script's path as the user typed it. */
  readonly argv0: string;
  /** Run only this test of the file, without a test runner: `test_x` or `TestBank.test_x`. */
  readonly test?: string | undefined;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly files: readonly SandboxFile[];
  readonly seed: number;
  /** Milliseconds since the epoch. */
  readonly startTime: number;
  readonly strategy: StrategyChoice;
  /** Virtual seconds per wall-clock second; Infinity runs as fast as the machine can. */
  readonly speed: number;
  readonly limits: Limits;
  /** Pause before the first line. */
  readonly stopOnEntry: boolean;
  /** Pause as `suspect` whenever some threads may have begun to wait for ever. */
  readonly stopOnDeadlock: boolean;
  /** Watch what threads share, and record races. */
  readonly detectRaces: boolean;
  /** Pause when the virtual clock would pass this many seconds. */
  readonly pauseAt: number | undefined;
  /** Lines for `input()` of a replay, in order; asked from the session when used up. */
  readonly input: readonly InputLine[];
  /** Goes to a moment without a stop on the way, then stands. */
  readonly travel?: TravelRequest | undefined;
}

export type ToWorker =
  | { readonly kind: 'launch'; readonly launch: LaunchRequest }
  /** `finding`: as some threads can't go on any more; left out: the user wants it. */
  | { readonly kind: 'pause'; readonly reason?: 'finding' }
  | { readonly kind: 'continue' }
  /** Goes on to just after the next event of any thread, then pauses. */
  | { readonly kind: 'stepEvent' }
  | { readonly kind: 'setSpeed'; readonly speed: number }
  /** Answer to `inputWanted`; undefined is end of file. */
  | { readonly kind: 'input'; readonly line: string | undefined }
  /** Ends the run at the next scheduling point; the session ends the worker if that takes long. */
  | { readonly kind: 'stop' }
  /** After `ended`: makes the interpreter new again; answered by `booted`, or by `failed`. */
  | { readonly kind: 'reset' }
  | DebugToWorker
  | ExploreToWorker;

export type FromWorker =
  /** The interpreter is loaded, or as good as new after `reset`; the worker waits for `launch`. */
  | { readonly kind: 'booted'; readonly python: string }
  /** Nobody wanted anything for a while, and the interpreter has made itself fast (see warmUp.ts). */
  | { readonly kind: 'warm' }
  | { readonly kind: 'started'; readonly header: RunHeader }
  | { readonly kind: 'batch'; readonly batch: TraceBatch }
  | ({ readonly kind: 'paused' } & Pause)
  | { readonly kind: 'continued' }
  | { readonly kind: 'inputWanted'; readonly prompt: string }
  /** Last message of the run. `schedule` replays this run. All batches have been sent before. */
  | { readonly kind: 'ended'; readonly outcome: Outcome; readonly schedule: string }
  | DebugFromWorker
  | ExploreFromWorker
  /** A bug of ours or a machine without JSPI; the run can't go on. */
  | { readonly kind: 'failed'; readonly message: string };
