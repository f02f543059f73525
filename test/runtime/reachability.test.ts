// Who waits for what nobody can reach: told at once, also while other threads go on, and never of
// a thread that can still be woken.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ThreadId } from '../../src/core/base/ids.ts';
import type { TraceEvent } from '../../src/core/trace/events.ts';
import { assertReplays, newPool, runProgram } from '../support/programs/runProgram.ts';

/** The main thread goes on for ten seconds; the threads that are looked at are called `waiter`. */
const PRELUDE = `
import atexit, queue, threading, time, weakref
from concurrent.futures import ThreadPoolExecutor

def start(target, *args, name='other'):
    thread = threading.Thread(target=target, args=args, name=name, daemon=True)
    thread.start()
    return thread

def go_on():
    for _ in range(20):
        time.sleep(0.5)
`;

/** Somebody waits for ever. */
const STUCK: Readonly<Record<string, string>> = {
  'an Event that only the waiter holds': `
def wait():
    event = threading.Event()
    event.wait()
start(wait, name='waiter')
go_on()`,
  'an Event in the arguments of the waiter, which is kept in a list': `
threads = [start(threading.Event().wait, name='waiter'), start(lambda event: event.wait(), threading.Event(), name='waiter')]
go_on()`,
  'an Event in the closure of a thread that has ended': `
def setup():
    event = threading.Event()
    def setter():
        time.sleep(1)
        if time.time() < 0: event.set()
    start(setter)
    start(lambda: event.wait(), name='waiter')
setup()
go_on()`,
  'a Semaphore that was an argument of threads that have ended': `
def setup():
    semaphore = threading.Semaphore(1)
    def work(semaphore, gives_back):
        semaphore.acquire()
        if gives_back: semaphore.release()
    start(work, semaphore, True)
    start(work, semaphore, False)
    time.sleep(1)
    start(work, semaphore, True, name='waiter')
setup()
go_on()`,
  'a Queue whose producers have ended, while a ticker ticks': `
def setup():
    items = queue.Queue()
    def produce():
        for n in range(3):
            time.sleep(0.1)
            items.put(n)
    def consume():
        while True: items.get()
    for _ in range(2): start(produce)
    start(consume, name='waiter')
setup()
go_on()`,
  'a SimpleQueue that nobody else has': `
start(queue.SimpleQueue().get, name='waiter')
go_on()`,
  'a Condition that will not be notified': `
class Box:
    def __init__(self): self.changed = threading.Condition()
    def wait(self):
        with self.changed: self.changed.wait()
start(Box().wait, name='waiter')
go_on()`,
  'a Barrier whose other parties have given up': `
def setup():
    barrier = threading.Barrier(3)
    def party(timeout):
        if timeout: time.sleep(timeout)
        else: barrier.wait()
    for timeout in (0, 0, 1): start(party, timeout, name='other' if timeout else 'waiter')
setup()
go_on()`,
  'a Lock whose owner has ended': `
def setup():
    lock = threading.Lock()
    def take(): lock.acquire()
    start(take)
    time.sleep(1)
    start(take, name='waiter')
setup()
go_on()`,
  'locks that two threads hold crosswise': `
def setup():
    left, right = threading.Lock(), threading.Lock()
    def take(first, second):
        with first:
            time.sleep(0.1)
            with second: pass
    start(take, left, right, name='waiter')
    start(take, right, left, name='waiter')
setup()
go_on()`,
  'an attribute of a Thread object that nobody has': `
class Waiter(threading.Thread):
    def __init__(self):
        super().__init__(daemon=True, name='waiter')
        self.event = threading.Event()
    def run(self): self.event.wait()
Waiter().start()
go_on()`,
  'an Event that the joined thread alone could set': `
def setup():
    event = threading.Event()
    inner = start(event.wait, name='waiter')
    def outer():
        inner.join()
        event.set()
    start(outer)
setup()
go_on()`,
};

/** Somebody can still be woken, and mostly is. */
const REACHABLE: Readonly<Record<string, string>> = {
  'the arguments of a Timer': `
def setup():
    event = threading.Event()
    timer = threading.Timer(8, lambda e: e.set(), (event,))
    timer.daemon = True
    timer.start()
    start(event.wait, name='waiter')
setup()
go_on()`,
  'a global': `
event = threading.Event()
start(event.wait, name='waiter')
go_on()`,
  'an attribute that a sleeping thread has a way to': `
class Node: pass
def setup():
    root = node = Node()
    for _ in range(50):
        node.next = Node()
        node = node.next
    node.event = threading.Event()
    start(lambda n: time.sleep(9), root)
    start(node.event.wait, name='waiter')
setup()
go_on()`,
  'the frame of a generator': `
def steps():
    event = threading.Event()
    yield start(event.wait, name='waiter')
    event.set()
generator = steps()
next(generator)
go_on()
next(generator, None)`,
  atexit: `
def setup():
    event = threading.Event()
    start(event.wait, name='waiter')
    atexit.register(event.set)
setup()
go_on()`,
  'a default argument': `
def setup():
    event = threading.Event()
    start(event.wait, name='waiter')
    def wake(event=event): event.set()
    return wake
wake = setup()
go_on()
wake()`,
  'a closure in a list': `
def setup():
    event = threading.Event()
    start(event.wait, name='waiter')
    return [lambda: event.set()]
wakers = setup()
go_on()
wakers[0]()`,
  'the work queue of a pool': `
def setup(pool):
    event = threading.Event()
    pool.submit(time.sleep, 8)
    pool.submit(event.set)
    start(event.wait, name='waiter')
pool = ThreadPoolExecutor(1)
setup(pool)
go_on()`,
  'a threading.local of a thread that sleeps': `
local = threading.local()
def setup():
    event = threading.Event()
    def keep():
        local.event = event
    def hold():
        keep()
        time.sleep(8)
        local.event.set()
    start(hold)
    start(event.wait, name='waiter')
setup()
go_on()`,
  'a weak reference with a strong one elsewhere': `
def setup():
    event = threading.Event()
    start(event.wait, name='waiter')
    return weakref.ref(event), {'deep': [(event,)]}
reference, kept = setup()
go_on()
reference().set()`,
  'a finalizer of garbage': `
import gc
class Waker:
    def __init__(self, event):
        self.event, self.itself = event, self
    def __del__(self): self.event.set()
def setup():
    event = threading.Event()
    Waker(event)
    start(event.wait, name='waiter')
setup()
go_on()
gc.collect()`,
  'a thread that is started but has not run': `
def setup():
    event = threading.Event()
    start(event.wait, name='waiter')
    threading.Thread(target=lambda e: (time.sleep(8), e.set()), args=(event,)).start()
setup()
go_on()`,
  'a thread that was made but not started': `
def setup():
    event = threading.Event()
    start(event.wait, name='waiter')
    return threading.Thread(target=event.set)
thread = setup()
go_on()
thread.start()`,
  'a module of the library': `
import string
def setup():
    string.left_here = threading.Event()
    start(string.left_here.wait, name='waiter')
setup()
del string
go_on()`,
  'the subclass of a Thread that is still listed': `
class Waiter(threading.Thread):
    def __init__(self):
        super().__init__(daemon=True, name='waiter')
        self.event = threading.Event()
    def run(self): self.event.wait()
waiter = Waiter()
waiter.start()
go_on()
waiter.event.set()`,
  'an exception that a thread handles': `
def setup():
    event = threading.Event()
    start(event.wait, name='waiter')
    error = ValueError()
    error.event = event
    def handle():
        try: raise error
        except ValueError: time.sleep(9)
    start(handle)
setup()
go_on()`,
  'a Lock whose owner sleeps': `
def setup():
    lock = threading.Lock()
    def take(seconds):
        with lock: time.sleep(seconds)
    start(take, 8)
    time.sleep(0.1)
    start(take, 0, name='waiter')
setup()
go_on()`,
  'a thread that waits, and that can be woken itself': `
first = threading.Event()
def setup():
    second = threading.Event()
    def relay():
        first.wait()
        second.set()
    start(relay)
    start(second.wait, name='waiter')
setup()
go_on()
first.set()`,
};

describe('what nobody can reach', () => {
  let folder: string;
  const pool = newPool();
  before(() => (folder = mkdtempSync(join(tmpdir(), 'weft-reach-'))));
  after(() => {
    pool.dispose();
    rmSync(folder, { recursive: true });
  });

  function script(source: string): string {
    const path = join(folder, 'main.py');
    writeFileSync(path, PRELUDE + source);
    return path;
  }

  async function stuckThreads(source: string): Promise<string[]> {
    const options = { script: script(source), strategy: 'random', seed: 3 } as const;
    const run = await runProgram(pool, options);
    assert.equal(run.stderr + run.message, '');
    await assertReplays(pool, run, options);
    const names = namesOf(run.trace.events());
    return [...run.trace.events()].flatMap((event) =>
      event.kind === 'unreachable' ? [names.get(event.thread) ?? '?'] : [],
    );
  }

  for (const [name, source] of Object.entries(STUCK)) {
    it(`is ${name}`, async () => {
      const expected = source.match(/name='waiter'/g)?.length ?? 0;
      const found = await stuckThreads(source);
      assert.deepEqual([...new Set(found)], ['waiter']);
      const isLoop = source.includes("if timeout else 'waiter'");
      assert.equal(found.length, isLoop ? 2 : expected);
    });
  }

  for (const [name, source] of Object.entries(REACHABLE)) {
    it(`is not what is in ${name}`, async () => {
      assert.deepEqual(await stuckThreads(source), []);
    });
  }
});

function namesOf(events: Iterable<TraceEvent>): Map<ThreadId, string> {
  const names = new Map<ThreadId, string>();
  for (const event of events) if (event.kind === 'threadNew') names.set(event.thread, event.name);
  return names;
}
