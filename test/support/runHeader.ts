// A run's header for tests that need one.

import { TRACE_VERSION, type RunHeader } from '../../src/core/trace/header.ts';

export function runHeader(changes: Partial<RunHeader> = {}): RunHeader {
  return {
    version: TRACE_VERSION,
    script: '/test.py',
    args: [],
    cwd: '/',
    python: '3.14.2',
    seed: 1,
    startTime: 1_750_000_000_000,
    strategy: 'roundRobin',
    ...changes,
  };
}
