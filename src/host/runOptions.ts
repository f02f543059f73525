// What a run is launched with: the launch configuration where it says something, else the
// user's settings.

import { parseInputLines } from '../core/trace/inputLines.ts';
import type { RunOptions } from '../session/launch.ts';
import { MAX_SEED, numberFromSpeed, type Settings } from './settings.ts';

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
    detectRaces: asked.detectRaces ?? settings.detectRaces,
    limits: settings.limits,
    input: parseInputLines(configuration['input']),
  };
}

/** On Windows the path as users know it. */
function argv0Of({ script, path }: ScriptPlace): string {
  return script.scheme === 'file' ? script.fsPath : path;
}
