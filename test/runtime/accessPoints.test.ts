// Accesses to what threads share as scheduling points: small programs have as many traces, and as
// many that fail, as an explicit-state enumeration says; each failure replays in an ordinary run.

import assert from 'node:assert/strict';

import { exploreScript } from '../support/programs/exploreProgram.ts';
import { newPool, runProgram, type WorkerPool } from '../support/programs/runProgram.ts';
import { scriptFolder, type ScriptFolder } from '../support/programs/scriptFolder.ts';

const THREADS = `
threads = [threading.Thread(target=each) for each in work]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
`;

function counter(setup: string, step: string, check: string): string {
  return `import threading\n${setup}\ndef add():\n${step}\nwork = [add, add]\n${THREADS}\n${check}\n`;
}

const PROGRAMS = {
  global: counter('n = 0', '    global n\n    n += 1', 'assert n == 2'),
  attribute: counter('class C:\n    pass\nc = C()\nc.n = 0', '    c.n += 1', 'assert c.n == 2'),
  element: counter('d = {"n": 0}', '    d["n"] += 1', 'assert d["n"] == 2'),
  locked: counter(
    'n = 0\nlock = threading.Lock()',
    '    global n\n    with lock:\n        n += 1',
    'assert n == 2',
  ),
  own: counter('n = 0', '    mine = [0]\n    mine[0] += 1', 'assert n == 0'),
};

/** [traces, failing ones]; counter_2 and counter_2_locked of the tables. */
const COUNTS: Readonly<Record<keyof typeof PROGRAMS, readonly [number, number]>> = {
  global: [4, 2],
  attribute: [4, 2],
  element: [4, 2],
  locked: [2, 0],
  own: [1, 0],
};

describe('accesses as scheduling points', () => {
  let pool: WorkerPool;
  let files: ScriptFolder;
  before(() => {
    pool = newPool();
    files = scriptFolder(
      Object.fromEntries(Object.entries(PROGRAMS).map(([name, text]) => [`${name}.py`, text])),
    );
  });
  after(() => {
    pool.dispose();
    files.dispose();
  });

  for (const [name, [traces, failing]] of Object.entries(COUNTS)) {
    it(`${name}: ${traces} traces, of which ${failing} fail`, async () => {
      const script = files.path(`${name}.py`);
      const search = { kind: 'reduction', prefix: [] } as const;
      const found = await exploreScript(pool, script, { search, points: { accesses: true } });
      assert.deepEqual(found.verdict, { kind: 'verified' });
      assert.deepEqual([found.progress.traces, found.progress.failing], [traces, failing]);
      for (const { schedule } of found.failures) {
        for (const detectRaces of [false, true]) {
          const run = await runProgram(pool, { script, schedule, detectRaces });
          assert.match(run.stderr, /AssertionError/);
          assert.equal(run.schedule, schedule);
          const kinds = run.findings.map(({ kind, certainty }) => `${kind} ${certainty}`);
          assert.deepEqual(kinds, detectRaces ? ['lostUpdate happened'] : []);
        }
      }
    });
  }
});
