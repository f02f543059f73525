// The user's settings under `weft.*`, as values. Out of range values are brought back into it:
// settings.json is edited by hand.

import { DEFAULT_LIMITS, type Limits } from '../core/protocol/worker.ts';
import { SETTINGS } from './ids.ts';

/** The part of `vscode.workspace.getConfiguration()` that is needed here. */
export interface Configuration {
  get<T>(key: string): T | undefined;
}

export interface Settings {
  /** Virtual seconds per wall-clock second; Infinity as fast as the machine can. */
  readonly speed: number;
  readonly strategy: 'roundRobin' | 'random';
  /** undefined: a new one for each run. */
  readonly seed: number | undefined;
  readonly hideLibraryObjects: boolean;
  readonly hasEditorMarks: boolean;
  readonly detectRaces: boolean;
  readonly limits: Limits;
  /** Of one search; seconds of the wall clock. */
  readonly exploration: { readonly schedules: number; readonly seconds: number };
}

export const MAX_SEED = 2 ** 31 - 1;
const MAX_THREADS = 20_000;
const MAX_MEMORY = 4 * 2 ** 30;

export function readSettings(configuration: Configuration): Settings {
  const number = (key: string, fallback: number) => {
    const value = configuration.get<unknown>(key);
    return typeof value === 'number' && Number.isFinite(value) ? value : fallback;
  };
  const seed = configuration.get<unknown>(SETTINGS.seed);
  return {
    speed: speedFromNumber(number(SETTINGS.speed, 1)),
    strategy: configuration.get(SETTINGS.strategy) === 'random' ? 'random' : 'roundRobin',
    seed: typeof seed === 'number' ? clamp(Math.trunc(seed), 0, MAX_SEED) : undefined,
    hideLibraryObjects: configuration.get(SETTINGS.hideLibraryObjects) !== false,
    hasEditorMarks: configuration.get(SETTINGS.editorMarks) !== false,
    detectRaces: configuration.get(SETTINGS.detectRaces) === true,
    limits: limitsFrom(number),
    exploration: {
      schedules: clamp(Math.round(number(SETTINGS.exploreSchedules, 1000)), 1, 1e7),
      seconds: clamp(number(SETTINGS.exploreSeconds, 60), 1, 86_400),
    },
  };
}

function limitsFrom(number: (key: string, fallback: number) => number): Limits {
  const { outputBytes, threads, memoryBytes, steps } = DEFAULT_LIMITS;
  const output = number(SETTINGS.outputLimit, outputBytes / 1e6) * 1e6;
  const memory = number(SETTINGS.memoryLimit, memoryBytes / 2 ** 20) * 2 ** 20;
  return {
    outputBytes: clamp(Math.round(output), 1000, 1e9),
    threads: clamp(Math.round(number(SETTINGS.threadLimit, threads)), 1, MAX_THREADS),
    memoryBytes: clamp(Math.round(memory), 64 * 2 ** 20, MAX_MEMORY),
    steps: clamp(Math.round(number(SETTINGS.stepLimit, steps)), 1000, Number.MAX_SAFE_INTEGER),
  };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

/** In settings, launch.json and messages 0 stands for unlimited: Infinity is not JSON. */
export function speedFromNumber(value: number): number {
  return value > 0 ? value : Number.POSITIVE_INFINITY;
}

export function numberFromSpeed(speed: number): number {
  return Number.isFinite(speed) ? speed : 0;
}
