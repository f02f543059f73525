// What is known of a run before the worker has told its header.

import type { LaunchRequest } from '../core/protocol/worker.ts';
import { TRACE_VERSION, type RunHeader } from '../core/trace/header.ts';

export function provisionalHeader(launch: LaunchRequest): RunHeader {
  return {
    version: TRACE_VERSION,
    script: launch.displayPath,
    args: launch.args,
    cwd: launch.cwd,
    python: '',
    seed: launch.seed,
    startTime: launch.startTime,
    strategy: launch.strategy.kind,
  };
}
