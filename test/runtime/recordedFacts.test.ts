// What is read from Python's memory without its help is what Python says.

import assert from 'node:assert/strict';
import type { TraceEvent } from '../../src/core/trace/events.ts';
import { newPool, runProgram, type WorkerPool } from '../support/programs/runProgram.ts';
import { scriptFolder } from '../support/programs/scriptFolder.ts';

describe('the trace has what Python says', () => {
  let pool: WorkerPool;
  before(() => (pool = newPool()));
  after(() => pool.dispose());

  it('of numbers of every size', async () => {
    const values = [0, 1, 7, 2 ** 30 - 1, 2 ** 30, 2 ** 45];
    const events = await run(`
import threading
for value in ${JSON.stringify(values)}:
    threading.Semaphore(value)
threading.Semaphore(True)
backwards = threading.Semaphore(0)
backwards._value = -5
backwards._cond.acquire()
backwards._cond.release()
`);
    const seen = events.flatMap((event) =>
      (event.kind === 'objectNew' || event.kind === 'objectState') &&
      event.state.kind === 'semaphore'
        ? [event.state.value]
        : [],
    );
    assert.deepEqual(seen, [...values, 1, 0, -5]);
  });

  it('of names that are changed before a thread starts, or are no ASCII', async () => {
    const events = await run(`
import threading
def work():
    threading.current_thread().name = 'later'
for name, new, daemon in [('a', 'a', False), ('b', 'bb', False), ('ü', 'ü', False), ('ü', 'üü', False),
                          ('d', 'd', True)]:
    thread = threading.Thread(target=work, name=name)
    thread.name = new
    thread.daemon = daemon
    thread.start()
    thread.join()
`);
    const seen = events.flatMap((event) => {
      if (event.kind === 'threadNew') return [`${event.name}${event.daemon ? ' daemon' : ''}`];
      return event.kind === 'threadName' ? [`> ${event.name}`] : [];
    });
    const later = '> later';
    const umlauts = ['ü', later, 'ü', 'üü', later];
    const others = ['a', later, 'b', 'bb', later, ...umlauts, 'd', 'd daemon', later];
    assert.deepEqual(seen, ['MainThread', ...others]);
  });

  it('of types whose names are where others were', async () => {
    const events = await run(`
import gc
import threading
def make(name):
    kind = type(name, (threading.Semaphore,), {})
    kind(1)
for number in range(4):
    make(f'Kind{number}')
    gc.collect()
make('Größe')
`);
    const seen = events.flatMap((event) =>
      event.kind === 'objectNew' && event.objectKind === 'Semaphore' ? [event.typeName] : [],
    );
    assert.deepEqual(seen, ['Kind0', 'Kind1', 'Kind2', 'Kind3', 'Größe']);
  });

  it('of a Future in all its phases', async () => {
    const events = await run(`
from concurrent.futures import Future
for _ in range(2):
    Future().cancel()
    future = Future()
    future.set_running_or_notify_cancel()
    future.set_result(1)
`);
    const seen = events.flatMap((event) =>
      event.kind === 'objectState' && event.state.kind === 'future' ? [event.state.phase] : [],
    );
    const once = ['CANCELLED', 'RUNNING', 'FINISHED'];
    assert.deepEqual(seen, [...once, ...once]);
  });

  async function run(source: string): Promise<readonly TraceEvent[]> {
    const folder = scriptFolder({ 'facts.py': source });
    try {
      const script = folder.path('facts.py');
      const { trace, exitCode, stderr } = await runProgram(pool, { script });
      assert.equal(exitCode, 0, stderr);
      return [...trace.events()];
    } finally {
      folder.dispose();
    }
  }
});
