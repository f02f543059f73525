import assert from 'node:assert/strict';

import { UserError } from '../../../src/core/base/errors.ts';
import { DEFAULT_LIMITS } from '../../../src/core/protocol/worker.ts';
import { prepareLaunch, type RunOptions } from '../../../src/session/launch.ts';
import { memoryFiles } from '../../support/session/memoryFiles.ts';

const NOW = 1_750_000_000_000;

function prepare(options: Partial<RunOptions> = {}) {
  const reader = memoryFiles({ '/code/a.py': 'print()', '/C:/code/a.py': 'print()' });
  return prepareLaunch({ script: '/code/a.py', ...options }, { reader, now: () => NOW });
}

describe('a launch request', () => {
  it('has a default for everything but the script', async () => {
    const { launch, notice } = await prepare();
    const { files, ...rest } = launch;
    assert.deepEqual(rest, {
      script: '/code/a.py',
      displayPath: '/code/a.py',
      argv0: '/code/a.py',
      args: [],
      cwd: '/code',
      env: {},
      seed: 0,
      startTime: NOW,
      strategy: { kind: 'roundRobin' },
      speed: 1,
      limits: DEFAULT_LIMITS,
      stopOnEntry: false,
      stopOnDeadlock: false,
      detectRaces: false,
      pauseAt: undefined,
      input: [],
    });
    assert.deepEqual(
      files.map((file) => file.path),
      ['/code/a.py'],
    );
    assert.equal(notice, undefined);
  });

  it('shows a Windows path as the user knows it', async () => {
    const { launch } = await prepare({ script: 'C:\\code\\a.py' });
    assert.equal(launch.script, '/C:/code/a.py');
    assert.equal(launch.displayPath, 'C:\\code\\a.py');
    assert.equal(launch.cwd, '/C:/code');
  });

  it('takes seed and start time from a schedule', async () => {
    const schedule = 'weft1_7_42_101_1.2x3';
    const { launch } = await prepare({ schedule, seed: 1, strategy: 'random' });
    assert.deepEqual(
      [launch.seed, launch.startTime, launch.strategy],
      [7, 42, { kind: 'replay', schedule }],
    );
  });

  for (const [speed, factor] of [
    ['real', 1],
    ['max', Infinity],
    [0, Infinity],
    [2.5, 2.5],
  ] as const) {
    it(`runs at ${factor} for the speed ${speed}`, async () => {
      assert.equal((await prepare({ speed })).launch.speed, factor);
    });
  }

  it('changes only the limits that were named', async () => {
    const { launch } = await prepare({ limits: { steps: 10 } });
    assert.deepEqual(launch.limits, { ...DEFAULT_LIMITS, steps: 10 });
  });

  for (const [what, options, message] of [
    ['a relative script', { script: 'a.py' }, /script must be an absolute path, not "a.py"/],
    ['a relative cwd', { cwd: '.' }, /cwd must be an absolute path/],
    ['a missing script', { script: '/code/b.py' }, /script \/code\/b.py can't be read: ENOENT/],
    ['a negative seed', { seed: -1 }, /seed must be an integer from 0 to 2147483647, not -1/],
    ['a seed that is too large', { seed: 2 ** 31 }, /seed must be/],
    ['a broken seed', { seed: 1.5 }, /seed must be/],
    ['a negative speed', { speed: -1 }, /speed must be "real", "max" or a positive number/],
    ['a speed that is no number', { speed: NaN }, /speed must be/],
    ['a negative pauseAt', { pauseAt: -1 }, /pauseAt must be a number of seconds/],
    ['no steps', { limits: { steps: 0 } }, /limit steps must be an integer from 1/],
    ['too much memory', { limits: { memoryBytes: 2 ** 33 } }, /limit memoryBytes/],
    ['a broken schedule', { schedule: 'abc' }, /schedule can't be read/],
  ] as const) {
    it(`refuses ${what} in words for the user`, async () => {
      await assert.rejects(prepare(options), (error: unknown) => {
        assert.ok(error instanceof UserError);
        assert.match(error.message, message);
        return true;
      });
    });
  }
});
