// What must be known to run a recorded program again and get the identical trace.

import type { EventKind } from './events.ts';

/** Version of the trace's meaning; raised when an event changes. */
export const TRACE_VERSION = 4;

/** The version that brought a kind of event, if the first did not have it. */
export const KIND_SINCE: { readonly [K in EventKind]?: number } = {
  joined: 2,
  unreachable: 3,
  notify: 4,
  location: 4,
  access: 4,
  race: 4,
};

export interface RunHeader {
  readonly version: number;
  /** Path of the script as the user knows it. */
  readonly script: string;
  readonly args: readonly string[];
  /** The test of the script that was run instead of all of it. */
  readonly test?: string;
  /** `sys.argv[0]` if it is not the script's path. */
  readonly argv0?: string;
  readonly cwd: string;
  /** Environment variables if there are any. */
  readonly env?: Readonly<Record<string, string>>;
  /** CPython's version, as in `platform.python_version()`. */
  readonly python: string;
  /** Seed of `random`, of entropy and of seeded strategies; 0 to 2^31-1. */
  readonly seed: number;
  /** Wall-clock time that the virtual clock starts at, in milliseconds since the epoch. */
  readonly startTime: number;
  /** True if what threads share was watched: the trace has events about it. */
  readonly detectRaces?: boolean;
  /** As in `formatStrategy`: `roundRobin`, `random`, `replay`. */
  readonly strategy: string;
}
