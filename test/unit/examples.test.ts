// The catalogue and the folder of examples agree, and every entry is complete.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../../examples/', import.meta.url);

const CONCEPTS = [
  'First steps',
  'Naming and logging',
  'Daemon threads',
  'Subclassing',
  'Timers',
  'Events',
  'Locks',
  'Conditions',
  'Semaphores and barriers',
  'Thread-local data',
  'Queues and pools',
  'Errors',
  'Trouble',
];

interface Entry {
  readonly file: string;
  readonly title: string;
  readonly concept: string;
  readonly description: string;
  readonly expect: {
    readonly outcome: string;
    readonly exitCode?: number;
    readonly findingIncludes?: readonly string[];
    readonly outputIncludes: readonly string[];
  };
}

const read = (file: string) => readFileSync(new URL(file, folder), 'utf8');
const catalogue = JSON.parse(read('catalogue.json')) as readonly Entry[];
const scripts = readdirSync(folder).filter((file) => file.endsWith('.py'));

describe('the catalogue of examples', () => {
  it('lists every script once, and nothing else', () => {
    assert.deepEqual(catalogue.map((entry) => entry.file).sort(), scripts.sort());
  });

  it('has different titles', () => {
    const titles = new Set(catalogue.map((entry) => entry.title));
    assert.equal(titles.size, catalogue.length);
  });

  it('groups by the known concepts, in their order, without gaps', () => {
    const groups = catalogue
      .map((entry) => entry.concept)
      .filter((concept, index, all) => concept !== all[index - 1]);
    assert.deepEqual(groups, CONCEPTS);
  });

  it('is linked completely from the README', () => {
    const index = read('README.md');
    for (const { file, title } of catalogue) assert.ok(index.includes(`[${title}](${file})`), file);
  });

  for (const entry of catalogue) {
    it(`describes ${entry.file} in one sentence and says how it ends`, () => {
      assert.match(entry.description, /^(?:[A-Z]|[a-z_]+\(\)).{20,110}\.$/);
      assert.ok(entry.expect.outputIncludes.length > 0);
      if (entry.expect.outcome === 'deadlocks') assert.ok(entry.expect.findingIncludes);
      else assert.equal(entry.expect.exitCode, 0);
    });
  }

  for (const script of scripts) {
    it(`keeps ${script} short, with a docstring of one line`, () => {
      const lines = read(script).split('\n');
      assert.ok(lines.length <= 61, `${String(lines.length)} lines`);
      assert.match(lines[0] ?? '', /^""".+\."""$/);
      assert.deepEqual(
        lines.filter((line) => line.length > 100),
        [],
      );
    });
  }
});
