import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readSettings, numberFromSpeed, speedFromNumber } from '../../../src/host/settings.ts';
import { DEFAULT_LIMITS } from '../../../src/core/protocol/worker.ts';

const manifest = JSON.parse(
  readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
);

/** A configuration with the defaults of package.json, as VS Code gives it. */
function configured(values: Readonly<Record<string, unknown>> = {}) {
  const properties = manifest.contributes.configuration.properties;
  return {
    get: <T>(key: string): T | undefined =>
      (key in values ? values[key] : properties[key]?.default) as T | undefined,
  };
}

/** The highest value that package.json allows. */
function maximum(key: string): number {
  return manifest.contributes.configuration.properties[key].maximum;
}

describe('readSettings', () => {
  it('gives the documented defaults', () => {
    assert.deepEqual(readSettings(configured()), {
      speed: 1,
      strategy: 'roundRobin',
      seed: 0,
      hideLibraryObjects: true,
      hasEditorMarks: true,
      detectRaces: false,
      limits: { ...DEFAULT_LIMITS, memoryBytes: 2 ** 30 },
      exploration: { schedules: 1000, seconds: 60 },
    });
  });

  it('reads speed 0 as unlimited', () => {
    assert.equal(readSettings(configured({ 'weft.speed': 0 })).speed, Infinity);
  });

  it('reads seed null as a new one for each run', () => {
    assert.equal(readSettings(configured({ 'weft.seed': null })).seed, undefined);
  });

  it('takes limits up to the highest that is documented', () => {
    const keys = ['weft.outputLimit', 'weft.threadLimit', 'weft.memoryLimit'] as const;
    const values = Object.fromEntries(keys.map((key) => [key, maximum(key)]));
    const { outputBytes, threads, memoryBytes } = readSettings(configured(values)).limits;
    const read = [outputBytes / 1e6, threads, memoryBytes / 2 ** 20];
    assert.deepEqual(read, Object.values(values));
  });

  it('brings values of settings.json back into their ranges', () => {
    const { seed, limits } = readSettings(
      configured({
        'weft.seed': -3.5,
        'weft.outputLimit': 0,
        'weft.threadLimit': 1e9,
        'weft.memoryLimit': 1e9,
        'weft.stepLimit': 'many',
      }),
    );
    assert.equal(seed, 0);
    assert.deepEqual(limits, {
      outputBytes: 1000,
      threads: maximum('weft.threadLimit'),
      memoryBytes: 4 * 2 ** 30,
      steps: DEFAULT_LIMITS.steps,
    });
  });
});

describe('speed as a number', () => {
  it('comes back as it went', () => {
    for (const speed of [0.1, 1, 8, Infinity]) {
      assert.equal(speedFromNumber(numberFromSpeed(speed)), speed);
    }
  });
});
