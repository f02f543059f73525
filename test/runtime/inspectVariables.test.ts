// Variables of a run that stands.

import assert from 'node:assert/strict';

import { lines, standingRuns } from '../support/debug/standingRun.ts';

describe('variables of a run that stands', () => {
  const standing = standingRuns();

  it('shows variables in order of definition, containers by the page', async () => {
    const run = await standing(`
import time
def outer(limit):
    seen = set()
    def inner(first, *rest, **more):
        second = first + limit
        numbers = list(range(300))
        table = {'a': 1, 2: 'two'}
        loop = [1]
        loop.append(loop)
        time.sleep(9)
        return seen
    return inner
outer(10)(1, 2, more=3)
`);
    const frame = await run.frame(1, 'outer.<locals>.inner');
    const locals = await run.scope(frame, 'Locals');
    assert.deepEqual(
      locals.map(({ name }) => name),
      ['first', 'rest', 'more', 'second', 'numbers', 'table', 'loop'],
    );
    assert.deepEqual(lines(await run.scope(frame, 'Closure')), ['limit = 10', 'seen = set()']);
    const named = (name: string) => locals.find((each) => each.name === name) ?? assert.fail();
    const { reference, indexedCount } = named('numbers');
    assert.equal(indexedCount, 300);
    const page = { filter: 'indexed', start: 100, count: 2 } as const;
    const { variables } = await run.ask({ kind: 'variables', reference, ...page });
    assert.deepEqual(lines(variables), ['[100] = 100', '[101] = 101']);
    assert.deepEqual(lines(await run.inside(named('table'))), ["'a' = 1", "2 = 'two'"]);
    const [, again] = await run.inside(named('loop'));
    assert.equal(again?.value, '[1, [...]]');
    assert.equal((await run.inside(again))[1]?.evaluateName, 'loop[1][1]');
  });

  it('shows synchronisation objects by their state', async () => {
    const run = await standing(`
import threading, queue, time, concurrent.futures
lock, held, again = threading.Lock(), threading.Lock(), threading.RLock()
flag, raised = threading.Event(), threading.Event()
changed = threading.Condition()
seats = threading.BoundedSemaphore(5)
gate = threading.Barrier(3)
jobs = queue.Queue(10)
simple = queue.SimpleQueue()
future = concurrent.futures.Future()
mine = threading.local()
mine.name = 'main'
again.acquire(); again.acquire(); seats.acquire(); jobs.put(1); raised.set(); held.acquire()
def wait_changed():
    with changed: changed.wait()
def start(name, target):
    thread = threading.Thread(target=target, name=name, daemon=True)
    thread.start()
    return thread
worker = start('worker-1', held.acquire)
start('worker-2', flag.wait); start('worker-3', wait_changed); start('worker-4', gate.wait)
time.sleep(9)
`);
    const texts: Record<string, string> = {
      lock: 'free',
      held: 'held by MainThread · 1 waiting',
      again: 'held by MainThread ×2',
      flag: 'not set · 1 waiting',
      raised: 'set',
      changed: 'lock free · 1 waiting',
      seats: '4 of 5',
      gate: '1 of 3 waiting',
      jobs: '1 of 10 items, 1 unfinished',
      simple: '0 items',
      future: 'pending',
      mine: "this thread's 1 value",
      worker: 'worker-1 · waiting',
    };
    for (const [name, text] of Object.entries(texts)) {
      assert.equal(await run.text(undefined, name), text, name);
    }
    assert.equal(await run.text(undefined, '[lock]'), '[<lock: free>]');
    const held = await run.value(undefined, 'held');
    assert.deepEqual(lines(await run.inside(held)), [
      'Owner = MainThread',
      'Waiters = worker-1',
      '[attributes]',
    ]);
    const kinds = Object.values(run.session.world.objects).map(({ id, kind }) => [id, kind]);
    for (const [name, kind] of [
      ['held', 'Lock'],
      ['flag', 'Event'],
      ['mine', 'local'],
    ] as const) {
      const { object } = await run.value(undefined, name);
      assert.deepEqual(kinds.find(([id]) => id === object)?.[1], kind, name);
    }
  });

  it('is not disturbed by what classes of the user do', async () => {
    const run = await standing(`
import time
class Slow:
    def __repr__(self):
        while True: pass
class Stubborn:
    def __repr__(self):
        while True:
            try:
                while True: pass
            except BaseException: pass
class Raising:
    def __repr__(self): raise ValueError('no text')
class Refusing:
    def __getattribute__(self, name): raise RuntimeError(name)
    def __eq__(self, other): raise RuntimeError('eq')
    def __hash__(self): raise RuntimeError('hash')
class Lying:
    __class__ = property(lambda self: 1 / 0)
class Deep:
    def __repr__(self): return repr([self])
class Properties:
    def __init__(self): self.kept = 1
    double = property(lambda self: self.kept * 2)
    endless = property(lambda self: [0 for _ in iter(int, 1)])
values = [Slow(), Raising(), Refusing(), Lying(), Deep(), 'x' * 5000, 10 ** 9000]
stubborn = Stubborn()
properties = Properties()
time.sleep(9)
`);
    const shown = await run.inside(await run.value(undefined, 'values'));
    const texts = shown.map(({ value }) => value.replace(/0x[0-9a-f]+/, '0x…'));
    assert.deepEqual(texts.slice(0, 4), [
      '<Slow: its repr takes too long>',
      '<Raising: its repr raised ValueError: no text>',
      '<__main__.Refusing object at 0x…>',
      '<__main__.Lying object at 0x…>',
    ]);
    assert.match(texts[4] ?? '', /^<Deep: its repr recurses>$/);
    assert.equal(texts[5]?.length, 1001);
    assert.equal(texts[6], '<int of 29898 bits>');
    const frame = await run.frame(1, '<module>');
    const names = lines(await run.scope(frame, 'Locals')).map((line) => line.split(' = ')[0]);
    assert.ok(names.includes('stubborn'));
    const inside = await run.inside(await run.value(undefined, 'properties'));
    assert.deepEqual(lines(inside), ['kept = 1', 'double', 'endless']);
    const [, double, endless] = inside;
    assert.ok(double?.isLazy && endless);
    assert.deepEqual(lines(await run.inside(double)), ['double = 2']);
    assert.deepEqual(lines(await run.inside(endless)), ['endless = <takes too long>']);
  });

  it('knows class bodies, generators and comprehensions', async () => {
    const run = await standing(`
import time
def numbers(most):
    for number in range(most):
        yield number
        time.sleep(5)
class Body:
    size = 3
    doubled = [factor * 3 for factor in (1, 2)]
    for step in numbers(size):
        pass
`);
    const frames = await run.frames(1);
    assert.deepEqual(
      frames.map(({ site }) => site.function),
      ['numbers', 'Body', '<module>'],
    );
    const [generator, body] = frames;
    assert.ok(generator && body);
    assert.deepEqual(lines(await run.scope(generator.id, 'Locals')), ['most = 3', 'number = 0']);
    assert.equal(await run.text(body.id, '[size * k for k in doubled]'), '[9, 18]');
  });
});
