// What the header of a run takes from its launch request. The worker adds to it.

import type { LaunchRequest } from '../core/protocol/worker.ts';
import { TRACE_VERSION, type RunHeader } from '../core/trace/header.ts';

export function launchHeader(launch: LaunchRequest): RunHeader {
  const { displayPath, argv0, test, args, cwd, env, seed, startTime, strategy } = launch;
  return {
    version: TRACE_VERSION,
    script: displayPath,
    args,
    ...(test === undefined ? {} : { test }),
    ...(argv0 === displayPath ? {} : { argv0 }),
    cwd,
    ...(Object.keys(env).length === 0 ? {} : { env }),
    python: '',
    seed,
    startTime,
    ...(launch.detectRaces ? { detectRaces: true } : {}),
    strategy: strategy.kind,
  };
}
