// Questions about a run that stands, answered by a real interpreter.

import assert from 'node:assert/strict';

import { lines, StandingRun } from '../support/debug/standingRun.ts';
import { newPool } from '../support/programs/runProgram.ts';

const COUNTER = `
import threading, time

class Counter:
    def __init__(self):
        self.lock = threading.Lock()
        self.value = 0
    def get(self):
        with self.lock:
            return self.value
    def __repr__(self):
        return f'Counter({self.get()})'

counter = Counter()
other = Counter()
other.value = 7
done = threading.Event()

def work(times, note=None):
    total = 0
    names = ['a', 'b']
    for i in range(times):
        with counter.lock:
            time.sleep(1)
            counter.value += 1
            total += i
    done.wait(1)
    return total

threads = [threading.Thread(target=work, args=(3,), name=f'worker-{k}') for k in (1, 2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(counter, id(object()), [id(each) for each in {Counter() for _ in range(9)}])
`;

describe('a run that stands', () => {
  const pool = newPool();
  const runs: StandingRun[] = [];
  const standing = async (source: string, seconds = 1.5): Promise<StandingRun> => {
    const run = await StandingRun.at(pool, seconds, source);
    runs.push(run);
    return run;
  };
  afterEach(() => {
    for (const run of runs.splice(0)) run.dispose();
  });
  after(() => pool.dispose());

  it('shows the real stack of every thread', async () => {
    const run = await standing(COUNTER);
    const stacks = [];
    for (const thread of [1, 2, 3]) {
      const frames = await run.frames(thread);
      stacks.push(frames.map(({ site }) => `${site.function}:${site.line}`).join(' < '));
    }
    assert.deepEqual(stacks, ['<module>:32', 'work:24', 'work:23']);
    const { frames } = await run.ask({ kind: 'stack', thread: 2 as never });
    assert.ok(frames.some(({ site }) => site.isLibrary && site.function === 'Thread.run'));
  });

  it('evaluates in the selected frame, as its thread', async () => {
    const run = await standing(COUNTER);
    const frame = await run.frame(3, 'work');
    assert.equal(await run.text(frame, 'total + times'), '3');
    assert.equal(await run.text(frame, 'sum(times * k for k in range(times))'), '9');
    assert.equal(await run.text(frame, 'threading.current_thread().name'), "'worker-2'");
    assert.equal(await run.text(frame, 'other'), 'Counter(7)');
    assert.equal(await run.text(frame, 'nothing'), "NameError: name 'nothing' is not defined");
  });

  it('refuses at once what would wait, and says for what', async () => {
    const run = await standing(COUNTER);
    const frame = await run.frame(3, 'work');
    const cant = "RuntimeError: can't be evaluated now: it would ";
    const lock = `${cant}wait for Lock made at script.py:6, held by worker-1`;
    assert.equal(await run.text(frame, 'counter.get()'), lock);
    assert.equal(await run.text(frame, 'time.sleep(1)', 'repl'), `${cant}sleep`);
    const start = 'threading.Thread(target=print).start()';
    assert.equal(await run.text(frame, start, 'repl'), `${cant}start a thread`);
    const take = 'other.lock.acquire()';
    const left = `${cant}leave Lock made at script.py:6 acquired`;
    assert.equal(await run.text(frame, take, 'repl'), left);
    assert.equal(await run.text(frame, 'other.lock.locked()'), 'False');
    const release = `${cant}release Lock made at script.py:6, held by worker-1`;
    assert.equal(await run.text(frame, 'counter.lock.release()', 'repl'), release);
  });

  it('goes on as if nobody had looked', async () => {
    const untouched = await (await standing(COUNTER)).rest();
    const run = await standing(COUNTER);
    for (const thread of [1, 2, 3]) {
      const [frame] = await run.frames(thread);
      assert.ok(frame);
      await run.scope(frame.id, 'Locals');
      await run.scope(frame.id, 'Globals');
      await run.text(frame.id, '[Counter() for _ in range(100)]');
      await run.text(frame.id, 'other.__dict__.update(value=1) or setattr(counter, "value", 99)');
      await run.text(frame.id, 'done.set() or [time.time(), __import__("os").urandom(8)]');
      await run.text(frame.id, 'threading.Thread(target=work)');
    }
    const frame = await run.frame(2, 'work');
    assert.equal(lines(await run.scope(frame, 'Locals'))[3], "names = ['a', 'b']");
    assert.equal(
      (await run.rest()).replaceAll(/weft-inspect-\w+/g, ''),
      untouched.replaceAll(/weft-inspect-\w+/g, ''),
    );
  });

  it('cuts off what does not end', async () => {
    const run = await standing(COUNTER);
    const endless = '[0 for _ in iter(int, 1)]';
    assert.equal(await run.text(undefined, endless), 'TimeoutError: stopped after 1 s');
    assert.equal(await run.text(undefined, 'counter.value'), '1');
  });
});
