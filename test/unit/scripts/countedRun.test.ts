// `npm test` counts what passed and failed, and no suite can fail without being counted.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countedSuite } from '../../../scripts/countedRun.mjs';

describe('the count of a suite', () => {
  const directory = mkdtempSync(join(tmpdir(), 'weft-counted-'));
  after(() => rmSync(directory, { recursive: true }));

  const suites = {
    'is that of its tests': [
      `it('a', () => {}); it('b', () => {}); it('c', () => { throw new Error('no'); });`,
      { passed: 2, failed: 1 },
    ],
    'is a failure if it can not be loaded': [`syntax error here`, { passed: 0, failed: 1 }],
    'is a failure if it dies on the way': [
      `it('a', () => {}); it('b', () => process.exit(7));`,
      { passed: 0, failed: 1 },
    ],
    'is a failure if a hook fails': [
      `before(() => { throw new Error('no'); }); it('a', () => {});`,
      { passed: 0, failed: 1 },
    ],
  } as const;

  for (const [name, [text, expected]] of Object.entries(suites)) {
    it(name, async () => {
      const file = join(directory, `${name.replaceAll(' ', '-')}.test.ts`);
      writeFileSync(file, text);
      assert.deepEqual(await countedSuite(file, [], { isQuiet: true }), expected);
    });
  }

  it('is a failure if there are no tests at all', async () => {
    const counts = await countedSuite(join(directory, 'none-*.test.ts'), [], { isQuiet: true });
    assert.deepEqual(counts, { passed: 0, failed: 1 });
  });
});
