// What a run is launched with: the launch configuration where it says something, else the
// user's settings.

import type { RunOptions } from '../session/launch.ts';
import { MAX_SEED, numberFromSpeed, type Settings } from './settings.ts';

/** Lines that the run before read, for a replay. JSON has no undefined: null is end of file. */
export type RecordedInput = readonly (string | null)[];

/** What is needed of a Place. */
export interface ScriptPlace {
  readonly script: { readonly scheme: string; readonly fsPath: string };
  readonly path: string;
}

export function runOptions(
  asked: RunOptions,
  place: ScriptPlace,
  configuration: Readonly<Record<string, unknown>>,
  settings: Settings,
): RunOptions {
  return {
    ...asked,
    script: place.path,
    argv0: asked.argv0 ?? argv0Of(place),
    seed: asked.seed ?? settings.seed ?? Math.floor(Math.random() * MAX_SEED),
    strategy: asked.strategy ?? settings.strategy,
    speed: asked.speed ?? numberFromSpeed(settings.speed),
    limits: settings.limits,
    input: readInput(configuration['input']),
  };
}

/** On Windows the path as users know it. */
function argv0Of({ script, path }: ScriptPlace): string {
  return script.scheme === 'file' ? script.fsPath : path;
}

function readInput(value: unknown): RunOptions['input'] {
  if (!Array.isArray(value)) return undefined;
  return value.map((line: unknown) => (typeof line === 'string' ? line : undefined));
}
