// The part of a launch that py/program.py reads.

import type { LaunchRequest } from '../core/protocol/worker.ts';

export function requestForPython(launch: LaunchRequest) {
  const { script, displayPath, argv0, args, cwd, env, seed, test } = launch;
  return { script, displayPath, argv0, args, cwd, env, seed, test };
}
