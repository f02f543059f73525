// From what the user asked for to the request that a worker gets; says what is wrong with it.

import { UserError } from '../core/base/errors.ts';
import type { Step } from '../core/base/ids.ts';
import type { TravelRequest } from '../core/protocol/travel.ts';
import { DEFAULT_LIMITS, type LaunchRequest, type Limits } from '../core/protocol/worker.ts';
import type { InputLine } from '../core/trace/inputLines.ts';
import { parseSchedule } from '../core/schedule/scheduleText.ts';
import type { StrategyChoice } from '../core/schedule/strategy.ts';
import { collectSandboxFiles, type FileReader, type SandboxCopy } from './sandboxFiles.ts';
import { isAbsolutePath, parentOf, toHostPath, toSandboxPath } from './sandboxPath.ts';

/** `real` is 1 virtual second per second, `max` (or 0) as fast as the machine can. */
export type SpeedOption = number | 'real' | 'max';

export interface RunOptions {
  /** Absolute path, as the host or the sandbox writes it. */
  readonly script: string;
  /** `sys.argv[0]`; the script's path if left out. */
  readonly argv0?: string | undefined;
  /** Run only this test of the file: a function, or `TestBank.test_transfer`. */
  readonly test?: string | undefined;
  readonly args?: readonly string[] | undefined;
  /** Absolute; the script's folder if left out. */
  readonly cwd?: string | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** 0 to 2^31-1; 0 if left out. */
  readonly seed?: number | undefined;
  readonly strategy?: 'roundRobin' | 'random' | undefined;
  /** Text of a recorded schedule. Its seed and start time win over the others here. */
  readonly schedule?: string | undefined;
  /** Milliseconds since the epoch; now if left out. */
  readonly startTime?: number | undefined;
  readonly speed?: SpeedOption | undefined;
  readonly limits?: Partial<Limits> | undefined;
  readonly stopOnEntry?: boolean | undefined;
  readonly stopOnDeadlock?: boolean | undefined;
  /** Watch what threads share: races are found, and the run takes longer. */
  readonly detectRaces?: boolean | undefined;
  /** Virtual seconds. */
  readonly pauseAt?: number | undefined;
  /** Go there without a stop on the way, and stand: the number of events. */
  readonly goToStep?: number | undefined;
  /** Lines that an earlier run read, in order. */
  readonly input?: readonly InputLine[] | undefined;
}

export interface LaunchContext {
  readonly reader: FileReader;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export interface PreparedLaunch {
  readonly launch: LaunchRequest;
  /** What the user should know about the files that were left out. */
  readonly notice: string | undefined;
}

/** @throws UserError if an option is out of range or the script can't be read. */
export async function prepareLaunch(
  options: RunOptions,
  context: LaunchContext,
): Promise<PreparedLaunch> {
  checkRanges(options);
  const script = absolute(options.script, 'The script');
  const cwd = options.cwd === undefined ? parentOf(script) : absolute(options.cwd, 'The cwd');
  const start = startOf(options, context.now());
  const copy = await copyFiles(context.reader, script, cwd);
  const launch: LaunchRequest = {
    script,
    displayPath: toHostPath(script),
    argv0: options.argv0 ?? toHostPath(script),
    ...(options.test === undefined ? {} : { test: options.test }),
    args: options.args ?? [],
    cwd,
    env: options.env ?? {},
    files: copy.files,
    ...start,
    speed: speedFactor(options.speed ?? 'real'),
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    stopOnEntry: options.stopOnEntry ?? false,
    stopOnDeadlock: options.stopOnDeadlock ?? false,
    detectRaces: options.detectRaces ?? false,
    pauseAt: options.pauseAt,
    ...(options.goToStep !== undefined && { travel: travelTo(options.goToStep) }),
    input: options.input ?? [],
  };
  return { launch, notice: copy.notice };
}

/** @throws UserError if it isn't a speed. */
export function speedFactor(speed: SpeedOption): number {
  if (speed === 'real') return 1;
  if (speed === 'max' || speed === 0) return Infinity;
  if (speed > 0) return speed;
  throw new UserError(`The speed must be "real", "max" or a positive number, not ${speed}.`);
}

interface Start {
  readonly seed: number;
  readonly startTime: number;
  readonly strategy: StrategyChoice;
}

function startOf(options: RunOptions, now: number): Start {
  if (options.schedule !== undefined) {
    const { seed, startTime } = parseSchedule(options.schedule);
    return { seed, startTime, strategy: { kind: 'replay', schedule: options.schedule } };
  }
  return {
    seed: options.seed ?? 0,
    startTime: options.startTime ?? now,
    strategy: { kind: options.strategy ?? 'roundRobin' },
  };
}

function travelTo(step: number): TravelRequest {
  return { to: { kind: 'step', step: step as Step } };
}

function checkRanges({ seed, pauseAt, goToStep, limits }: RunOptions): void {
  if (goToStep !== undefined && !isInteger(goToStep, 0, Number.MAX_SAFE_INTEGER)) {
    throw new UserError(`goToStep must be the number of a step, 0 or more, not ${goToStep}.`);
  }
  if (seed !== undefined && !isInteger(seed, 0, 2 ** 31 - 1)) {
    throw new UserError(`The seed must be an integer from 0 to ${2 ** 31 - 1}, not ${seed}.`);
  }
  if (pauseAt !== undefined && !(pauseAt >= 0)) {
    throw new UserError(`pauseAt must be a number of seconds, 0 or more, not ${pauseAt}.`);
  }
  for (const [name, value] of Object.entries(limits ?? {})) {
    const most = name === 'memoryBytes' ? 2 ** 32 : Number.MAX_SAFE_INTEGER;
    if (!isInteger(value, 1, most)) {
      throw new UserError(`The limit ${name} must be an integer from 1 to ${most}, not ${value}.`);
    }
  }
}

function isInteger(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function absolute(path: string, what: string): string {
  if (!isAbsolutePath(path))
    throw new UserError(`${what} must be an absolute path, not "${path}".`);
  const sandboxed = toSandboxPath(path);
  return sandboxed.length > 1 && sandboxed.endsWith('/') ? sandboxed.slice(0, -1) : sandboxed;
}

async function copyFiles(reader: FileReader, script: string, cwd: string): Promise<SandboxCopy> {
  try {
    return await collectSandboxFiles(reader, script, cwd);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`The script ${toHostPath(script)} can't be read: ${reason}`);
  }
}
