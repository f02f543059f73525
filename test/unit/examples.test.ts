// The catalogue and the folder of examples agree, and every entry is complete.

import assert from 'node:assert/strict';

import {
  exampleCatalogue,
  exampleScripts,
  readExample,
} from '../support/programs/exampleCatalogue.ts';

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

describe('the catalogue of examples', () => {
  it('lists every script once, and nothing else', () => {
    assert.deepEqual(exampleCatalogue.map((entry) => entry.file).sort(), exampleScripts);
  });

  it('has different titles', () => {
    const titles = new Set(exampleCatalogue.map((entry) => entry.title));
    assert.equal(titles.size, exampleCatalogue.length);
  });

  it('groups by the known concepts, in their order, without gaps', () => {
    const groups = exampleCatalogue
      .map((entry) => entry.concept)
      .filter((concept, index, all) => concept !== all[index - 1]);
    assert.deepEqual(groups, CONCEPTS);
  });

  it('is linked completely from the README', () => {
    const index = readExample('README.md');
    for (const { file, title } of exampleCatalogue) {
      assert.ok(index.includes(`[${title}](${file})`), file);
    }
  });

  for (const entry of exampleCatalogue) {
    it(`describes ${entry.file} in one sentence and says how it ends`, () => {
      assert.match(entry.description, /^(?:[A-Z]|[a-z_]+\(\)).{20,110}\.$/);
      assert.ok(entry.expect.outputIncludes.length > 0);
      if (entry.expect.outcome === 'deadlocks') assert.ok(entry.expect.findingIncludes);
      else assert.equal(entry.expect.exitCode, 0);
    });
  }

  for (const script of exampleScripts) {
    it(`keeps ${script} short, with a docstring of one line`, () => {
      const lines = readExample(script).split('\n');
      assert.ok(lines.length <= 61, `${lines.length} lines`);
      assert.match(lines[0] ?? '', /^""".+\."""$/);
      assert.deepEqual(
        lines.filter((line) => line.length > 100),
        [],
      );
    });
  }
});
