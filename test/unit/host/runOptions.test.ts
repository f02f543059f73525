import assert from 'node:assert/strict';
import { DEFAULT_LIMITS } from '../../../src/core/protocol/worker.ts';
import { runOptions } from '../../../src/host/runOptions.ts';
import { MAX_SEED, type Settings } from '../../../src/host/settings.ts';

const settings: Settings = {
  speed: 2,
  strategy: 'random',
  seed: 7,
  hideLibraryObjects: true,
  hasEditorMarks: true,
  detectRaces: true,
  limits: DEFAULT_LIMITS,
  exploration: { schedules: 1000, seconds: 60 },
};
const place = { script: { scheme: 'file', fsPath: 'C:\\a.py' }, path: '/C:/a.py' };

describe('runOptions', () => {
  it('takes from the settings what the configuration leaves open', () => {
    const options = runOptions({ script: 'a.py' }, place, {}, settings);
    assert.deepEqual(
      { seed: options.seed, strategy: options.strategy, speed: options.speed },
      { seed: 7, strategy: 'random', speed: 2 },
    );
  });

  it('prefers what the configuration says, also where that is 0', () => {
    const asked = { script: 'a.py', seed: 0, strategy: 'roundRobin', speed: 0 } as const;
    const options = runOptions(asked, place, {}, settings);
    assert.deepEqual(
      { seed: options.seed, strategy: options.strategy, speed: options.speed },
      { seed: 0, strategy: 'roundRobin', speed: 0 },
    );
  });

  it('looks for races if the configuration says so, else the settings', () => {
    const detects = (detectRaces?: boolean): boolean | undefined =>
      runOptions({ script: 'a.py', detectRaces }, place, {}, settings).detectRaces;
    assert.deepEqual([detects(), detects(false)], [true, false]);
  });

  it('passes unlimited speed as 0', () => {
    const unlimited = { ...settings, speed: Infinity };
    assert.equal(runOptions({ script: 'a.py' }, place, {}, unlimited).speed, 0);
  });

  it('draws a seed when the settings leave it open', () => {
    const { seed } = runOptions({ script: 'a.py' }, place, {}, { ...settings, seed: undefined });
    assert.ok(seed !== undefined && Number.isInteger(seed) && seed >= 0 && seed <= MAX_SEED);
  });

  it('runs the script by its path in the sandbox, under the name that users know', () => {
    const options = runOptions({ script: 'a.py' }, place, {}, settings);
    assert.equal(options.script, '/C:/a.py');
    assert.equal(options.argv0, 'C:\\a.py');
  });

  it('replays input with its end of file', () => {
    const options = runOptions(
      { script: 'a.py' },
      place,
      { input: [{ line: 'Ada', arrived: 1 }, {}] },
      settings,
    );
    assert.deepEqual(options.input, [{ line: 'Ada', arrived: 1 }, {}]);
  });
});
