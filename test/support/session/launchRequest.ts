// A launch request for tests that need one.

import { DEFAULT_LIMITS, type LaunchRequest } from '../../../src/core/protocol/worker.ts';

export function launchRequest(changes: Partial<LaunchRequest> = {}): LaunchRequest {
  return {
    script: '/test.py',
    displayPath: '/test.py',
    argv0: 'test.py',
    args: [],
    cwd: '/',
    env: {},
    files: [],
    seed: 1,
    startTime: 1_750_000_000_000,
    strategy: { kind: 'roundRobin' },
    speed: Infinity,
    limits: DEFAULT_LIMITS,
    stopOnEntry: false,
    stopOnDeadlock: false,
    detectRaces: false,
    pauseAt: undefined,
    input: [],
    ...changes,
  };
}
