// The arguments of DAP's `launch` and `restart`, which come from a launch.json: anything goes.

import { UserError } from '../core/base/errors.ts';
import type { RunOptions, SpeedOption } from '../session/launch.ts';

export interface DebugOptions {
  /** Runs without stopping at breakpoints, on entry or at findings. */
  readonly noDebug: boolean;
  /** Frames of the standard library are drawn together. */
  readonly justMyCode: boolean;
  /** Stops at a deadlock of some threads, although others could go on. */
  readonly stopOnDeadlock: boolean;
}

export interface LaunchArguments {
  readonly run: RunOptions;
  readonly debug: DebugOptions;
  /** What the user should know about the attributes. */
  readonly notice: string | undefined;
}

const CONSOLES = ['internalConsole', 'integratedTerminal', 'externalTerminal'];
const NO_TERMINAL =
  'The program is shut off from terminals: its output comes to the Debug Console, whatever ' +
  '"console" says.';

/** @throws UserError that names the attribute that is wrong. Ranges are checked by the session. */
export function readLaunchArguments(value: unknown): LaunchArguments {
  const args = new Attributes(value);
  const console = args.oneOf('console', CONSOLES);
  const noDebug = args.boolean('noDebug') ?? false;
  const stopOnDeadlock = !noDebug && (args.boolean('stopOnDeadlock') ?? true);
  const run = { ...readRunOptions(args), stopOnDeadlock };
  return {
    run: noDebug ? { ...run, stopOnEntry: false } : run,
    debug: { noDebug, justMyCode: args.boolean('justMyCode') ?? true, stopOnDeadlock },
    notice: console === undefined || console === 'internalConsole' ? undefined : NO_TERMINAL,
  };
}

function readRunOptions(args: Attributes): RunOptions {
  const script = args.string('program');
  if (!script) throw new UserError('The launch configuration names no "program" to run.');
  return {
    script,
    test: args.string('test') || undefined,
    args: args.strings('args'),
    // Empty strings are what launch.json snippets leave behind.
    cwd: args.string('cwd') || undefined,
    env: args.environment('env'),
    stopOnEntry: args.boolean('stopOnEntry'),
    detectRaces: args.boolean('detectRaces'),
    seed: args.number('seed'),
    strategy: args.strategy(),
    schedule: args.string('schedule') || undefined,
    speed: args.speed(),
    pauseAt: args.number('pauseAt'),
    goToStep: args.number('goToStep'),
  };
}

class Attributes {
  private readonly values: ReadonlyMap<string, unknown>;

  constructor(value: unknown) {
    this.values = new Map(isRecord(value) ? Object.entries(value) : []);
  }

  string(name: string): string | undefined {
    const value = this.values.get(name);
    if (value === undefined || typeof value === 'string') return value;
    return fail(name, 'a string');
  }

  number(name: string): number | undefined {
    const value = this.values.get(name);
    if (value === undefined || typeof value === 'number') return value;
    return fail(name, 'a number');
  }

  boolean(name: string): boolean | undefined {
    const value = this.values.get(name);
    if (value === undefined || typeof value === 'boolean') return value;
    return fail(name, 'true or false');
  }

  strings(name: string): string[] | undefined {
    const value = this.values.get(name);
    if (value === undefined) return undefined;
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
    return fail(name, 'a list of strings');
  }

  environment(name: string): Record<string, string> | undefined {
    const value = this.values.get(name);
    if (value === undefined) return undefined;
    if (!isRecord(value)) return fail(name, 'an object with strings');
    const result: Record<string, string> = {};
    for (const [key, item] of Object.entries(value)) {
      if (typeof item !== 'string') return fail(`${name}.${key}`, 'a string');
      result[key] = item;
    }
    return result;
  }

  strategy(): 'roundRobin' | 'random' | undefined {
    const value = this.values.get('strategy');
    if (value === undefined || value === 'roundRobin' || value === 'random') return value;
    return fail('strategy', '"roundRobin" or "random"');
  }

  oneOf(name: string, choices: readonly string[]): string | undefined {
    const value = this.string(name);
    if (value === undefined || choices.includes(value)) return value;
    return fail(name, `one of ${choices.map((choice) => `"${choice}"`).join(', ')}`);
  }

  speed(): SpeedOption | undefined {
    const value = this.values.get('speed');
    if (value === undefined || typeof value === 'number') return value;
    if (value === 'real' || value === 'max') return value;
    return fail('speed', '"real", "max" or a number');
  }
}

function fail(name: string, expected: string): never {
  throw new UserError(`"${name}" in the launch configuration must be ${expected}.`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
