// Classic bugs of concurrent programs, each found by a search without knobs, and their corrected
// twins, of which it says nothing. A program's first line tells what is to be found, its second where
// it was published.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { explore } from '../support/exploration/explore.ts';
import { newPool, type WorkerPool } from '../support/programs/runProgram.ts';

const folder = join(import.meta.dirname, '../programs/bugs');
/** Within which each bug is found; some twins have more, and CI has no time for all of them. */
const SCHEDULES = { bug: 300, twin: 40 };

describe('a search without knobs', () => {
  let pool: WorkerPool;
  before(() => (pool = newPool()));
  after(() => pool.dispose());

  for (const file of readdirSync(folder).filter((name) => name.endsWith('.py'))) {
    const path = join(folder, file);
    const [, expected = ''] = /^# expect: (.*)$/m.exec(readFileSync(path, 'utf8')) ?? [];
    it(`${file}: ${expected}`, async () => {
      const schedules = expected === 'nothing' ? SCHEDULES.twin : SCHEDULES.bug;
      const { result } = await explore(pool, path, { schedules, workers: 1 });
      const found = result.failures.map(({ kind, title }) => `${kind}: ${title}`).join('\n');
      if (expected === 'nothing') {
        assert.equal(found, '');
        assert.match(result.verdict.kind, /^(verified|notProved)$/);
      } else {
        const what = expected.replace(/^finds /, '');
        assert.equal(result.verdict.kind, 'failed', `it is ${result.verdict.kind}`);
        assert.ok(found.includes(what === 'deadlock' ? 'deadlock: ' : what), found);
      }
    });
  }
});
