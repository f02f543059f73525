import assert from 'node:assert/strict';
import { exploredPrograms, exploreScript } from '../support/programs/exploreProgram.ts';
import type { WorkerPool } from '../support/programs/runProgram.ts';
import { newPool, runProgram } from '../support/programs/runProgram.ts';
import { scriptFolder } from '../support/programs/scriptFolder.ts';

/** Fails with what it finds, and leaves behind what the next execution must not find. */
const PROBE = `
import logging, os, random, sys, threading, time
lock = threading.Lock()
found = [id(lock), id(object()), threading.get_ident(), sorted(sys.modules) == sys.argv, sys.path,
         os.urandom(4).hex(), random.random(), time.monotonic(), time.time(), logging._startTime,
         os.getcwd(), sorted(os.listdir()), os.stat(__file__).st_mtime, os.stat(__file__).st_ino,
         os.open(__file__, os.O_RDONLY), open('state').read(), sorted(os.environ),
         [each.__name__ for each in {object, int, str, type(lock), threading.Thread}]]
open('state', 'a').write('more')
open('left', 'w').write('behind')
os.mkdir('/tmp/left'); os.chdir('/tmp/left')
sys.path.append('left'); sys.setswitchinterval(1e-4); os.environ['LEFT'] = 'behind'
kept = [bytearray(100_000) for _ in range(20)]
threads = [threading.Thread(target=lock.acquire, daemon=True) for _ in range(3)]
for thread in threads: thread.start()
raise AssertionError(found)
`;

/** One order of the threads changes what the interpreter had before the program began. */
const RARE = `
import threading
lock = threading.Lock()
order = []
def work(name):
    for _ in range(3):
        with lock: order.append(name)
threads = [threading.Thread(target=work, args=(name,)) for name in 'ab']
for thread in threads: thread.start()
for thread in threads: thread.join()
assert threading.__doc__ != 'left'
if order == list('abbaab'): threading.__doc__ = 'left'
`;

describe('exploring a script', () => {
  let pool: WorkerPool;
  before(() => (pool = newPool()));
  after(() => pool.dispose());

  for (const program of exploredPrograms()) {
    it(`executes each trace of ${program.name} once`, async () => {
      const { path, traces, failing } = program;
      const search = { kind: 'reduction', prefix: [] } as const;
      const found = await exploreScript(pool, path, { search });
      assert.deepEqual(found.verdict, { kind: 'verified' });
      assert.equal(found.progress.traces, traces);
      assert.equal(found.progress.executions - found.progress.redundant, traces);
      assert.equal(found.progress.failing, failing);
      const said = found.failures.map(({ kind, message }) =>
        kind === 'deadlock' ? kind : `${kind} ${message}`,
      );
      assert.deepEqual(said, program.failure === undefined ? [] : [program.failure]);
      for (const { kind, schedule } of found.failures) await assertFails(path, kind, schedule);
    });
  }

  it('begins every execution as an ordinary run begins', async () => {
    const files = scriptFolder({ 'probe.py': PROBE, state: 'some' });
    const script = files.path('probe.py');
    const search = { kind: 'randomWalk', seed: 1 } as const;
    const explore = () => exploreScript(pool, script, { search, budget: { executions: 50 } });
    const found = await explore();
    // On the same worker, which knows where the program begins.
    assert.deepEqual((await explore()).failures, found.failures);
    const [failure] = found.failures;
    assert.ok(failure);
    assert.deepEqual(
      found.failures.map(({ message }) => message),
      [failure.message],
    );
    assert.equal(found.progress.failing, 50);
    const run = await runProgram(pool, { script, schedule: failure.schedule });
    files.dispose();
    assert.equal(run.stderr.trimEnd().split('\n').at(-1), failure.message);
  });

  it('tells no failure that comes of what another execution left behind', async () => {
    const files = scriptFolder({ 'rare.py': RARE });
    const search = { kind: 'randomWalk', seed: 1 } as const;
    const script = files.path('rare.py');
    const found = await exploreScript(pool, script, { search, budget: { executions: 100 } });
    files.dispose();
    assert.deepEqual(found.failures, []);
    assert.deepEqual(found.verdict, { kind: 'incomplete', reason: 'executions' });
    assert.equal(found.progress.failing, 0);
  });

  async function assertFails(script: string, kind: string, schedule: string): Promise<void> {
    const run = await runProgram(pool, { script, schedule });
    assert.equal(run.schedule, schedule);
    if (kind === 'deadlock') {
      assert.equal(run.outcome.kind, 'deadlocked');
      assert.notDeepEqual(run.findings, []);
    } else {
      assert([...run.trace.events()].some((event) => event.kind === 'exception'));
    }
  }
});
