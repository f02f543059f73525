// Stacks and expressions of a run that stands, answered by a real interpreter.

import assert from 'node:assert/strict';

import { COUNTER, lines, standingRuns } from '../support/debug/standingRun.ts';

describe('a run that stands', () => {
  const standing = standingRuns();

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

  it('completes names and attributes without calling anything', async () => {
    const run = await standing(COUNTER);
    const frame = await run.frame(3, 'work');
    const complete = async (text: string): Promise<string[]> => {
      const { items } = await run.ask({ kind: 'completions', frame, text, column: text.length });
      return items.map(({ label, kind, start }) => `${label} ${kind} ${start}`);
    };
    assert.deepEqual(await complete('1 + tot'), ['total variable 4']);
    assert.deepEqual(await complete('counter.'), [
      'get method 8',
      'lock property 8',
      'value property 8',
      ...(await complete('counter._')),
    ]);
    assert.deepEqual(await complete('threading.Thr'), ['Thread class 10', 'ThreadError class 10']);
    assert.deepEqual(await complete('counter.get().'), []);
  });

  it('tells an exception with its causes', async () => {
    const run = await standing(`
import time
def fail():
    try:
        raise ValueError('first')
    except ValueError as error:
        raise LookupError('second') from error
try:
    fail()
except LookupError:
    time.sleep(9)
`);
    const { exception } = await run.ask({ kind: 'exception', thread: 1 as never });
    assert.equal(exception?.fullTypeName, 'LookupError');
    assert.equal(exception.message, 'second');
    assert.deepEqual(
      exception.causes.map(({ message }) => message),
      ['first'],
    );
    assert.match(exception.traceback, /direct cause.*line 7, in fail/s);
    assert.doesNotMatch(exception.traceback, /weft </);
  });

  it('shows the stack of an uncaught exception as it was when that was raised', async () => {
    const run = await standing(`
import threading, time
def fail(text):
    length = len(text)
    raise ValueError(text)
def work():
    fail('oh')
time.sleep(2)
worker = threading.Thread(target=work, name='worker-1')
worker.start()
worker.join()
fail('main')
`);
    run.session.debug.setBreakpoints([], { raised: false, uncaught: true, classes: [] });
    for (const [thread, stack, text] of [
      [2, ['fail:5', 'work:7'], "(2, 'oh')"],
      [1, ['fail:5', '<module>:12'], "(4, 'main')"],
    ] as const) {
      await run.goOn();
      const frames = await run.frames(thread);
      assert.deepEqual(
        frames.map(({ site }) => `${site.function}:${site.line}`),
        stack,
      );
      assert.equal(await run.text(frames[0]?.id, 'length, text'), text);
      const { exception } = await run.ask({ kind: 'exception', thread: thread as never });
      assert.equal(exception?.isUncaught, true);
      assert.match(exception.traceback, /in fail\n.*raise ValueError/);
    }
  });

  it('says of a package that is not installed what to do, while the run still stands', async () => {
    const run = await standing('import time\ntime.sleep(2)\nimport numpy\n');
    run.session.debug.setBreakpoints([], { raised: false, uncaught: true, classes: [] });
    await run.goOn();
    const { exception } = await run.ask({ kind: 'exception', thread: 1 as never });
    assert.match(exception?.traceback ?? '', /no installed packages: replace 'numpy'/);
  });

  it('answers only for the present stop', async () => {
    const run = await standing(COUNTER);
    const frame = await run.frame(3, 'work');
    const stands = run.whenStanding();
    run.session.stepEvent();
    await stands;
    const stale = 'That was of an earlier stop: the run has gone on since.';
    assert.equal(await run.text(frame, '1'), stale);
    assert.equal(await run.refusal({ kind: 'scopes', frame }), stale);
  });
});
