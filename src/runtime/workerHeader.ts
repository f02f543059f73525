// The header of a run as its worker knows it; the session adds to it.

import type { LaunchRequest } from '../core/protocol/worker.ts';
import { TRACE_VERSION, type RunHeader } from '../core/trace/header.ts';

export function workerHeader(launch: LaunchRequest, python: string, strategy: string): RunHeader {
  const { displayPath, args, cwd, seed, startTime, detectRaces } = launch;
  return {
    version: TRACE_VERSION,
    script: displayPath,
    ...{ args, cwd, python, seed, startTime },
    ...(detectRaces ? { detectRaces: true } : {}),
    strategy,
  };
}
