// Operations on locks that are lent to threads (kernel/lease.ts) leave the same trace as those that the
// kernel does. Nothing is lent while somebody follows each event, as a sync breakpoint does.

import assert from 'node:assert/strict';
import type { Breakpoint } from '../../src/core/protocol/debug.ts';
import { batchLength, EventCode } from '../../src/core/trace/encode.ts';
import { EVENT_WIDTH } from '../../src/core/trace/batch.ts';
import { LENT, lentSlots } from '../../src/core/trace/lentEvents.ts';
import { SharedNumbersReader } from '../../src/core/trace/sharedNumbers.ts';
import { assertSameTrace, debugProgram, PLAIN } from '../support/programs/debugProgram.ts';
import { exampleCatalogue, examplesFolder } from '../support/programs/exampleCatalogue.ts';
import {
  newPool,
  runProgram,
  type ProgramOptions,
  type WorkerPool,
} from '../support/programs/runProgram.ts';
import { scriptFolder, type ScriptFolder } from '../support/programs/scriptFolder.ts';
import { sentBatches } from '../support/programs/sentBatches.ts';
import { testPrograms } from '../support/programs/testPrograms.ts';

/** Each is about something that ends a loan, or that must not be lent. */
const LOOPS: Readonly<Record<string, string>> = {
  'a timer fires': `
done = threading.Event()
threading.Timer(0.004, done.set).start()
while not done.is_set():
    with lock:
        pass
`,
  'other threads wait for the lock': `
def work():
    for _ in range(3000):
        with lock:
            counts[0] += 1
counts = [0]
run_all(work, 4)
`,
  'a switch interval ends': `
def work():
    for number in range(4000):
        with locks[number % 3], rlock:
            pass
run_all(work, 3)
`,
  'some wait in line for a lock that is taken again and again': `
def work():
    for number in range(2000):
        with locks[number % 2], locks[2]:
            pass
run_all(work, 6)
`,
  'the clock is read, something is printed, memory grows': `
import time
kept = []
for number in range(2000):
    with lock:
        kept.append(bytes(2000))
    if number % 100 == 0:
        with rlock:
            print(number, time.monotonic_ns() - begin)
`,
  'something is printed': `
for number in range(1000):
    with lock:
        print(number)
`,
  'the place is another one': `
def deep(level):
    with rlock:
        if level:
            deep(level - 1)
for turn in range(60):
    deep(turn)
`,
  'functions are called in between, from several places': `
def twice():
    for _ in range(2):
        with lock:
            pass
        with rlock:
            pass
class Made:
    def __init__(self):
        twice()
def first():
    twice()
def second():
    twice()
    with lock:
        Made()
        with rlock:
            twice_more = [Made() for _ in range(2)]
def work():
    for number in range(300):
        with locks[0]:
            first() if number % 3 else second()
        with locks[1]:
            pass
run_all(work, 2)
`,
  'generators take locks, resumed from several places': `
def numbers(count):
    for number in range(count):
        with lock:
            pass
        yield number
        with rlock:
            pass
def use(source):
    with locks[0]:
        return next(source)
for turn in range(200):
    source = numbers(8)
    with locks[1]:
        use(source)
    for number in source:
        with locks[2]:
            next(source, None)
        with locks[1]:
            pass
    try:
        source.throw(KeyError)
    except KeyError:
        with locks[0]:
            pass
`,
  'locks are given back while a call returns': `
import weakref
class Thing:
    pass
class Box:
    def __init__(self):
        leave()
        thing = Thing()
        kept.append(weakref.ref(thing, lock.__exit__))
        lock.acquire()
kept = []
def leave():
    thing = Thing()
    kept.append(weakref.ref(thing, lock.__exit__))
    lock.acquire()
def fail():
    leave()
    raise KeyError(Thing())
for number in range(1000):
    with rlock:
        pass
    leave()
    with rlock:
        pass
    Box()
    with rlock:
        pass
    try:
        fail()
    except KeyError:
        with rlock:
            pass
    kept.clear()
print(lock.locked())
`,
  'the script is traced': `
def trace(frame, event, argument):
    with rlock:
        return trace
def traced():
    for number in range(50):
        with lock:
            pass
for turn in range(20):
    sys.settrace(trace if turn % 2 else None)
    with locks[0]:
        traced()
    sys.settrace(None)
`,
  'locks come and go': `
for number in range(2000):
    fresh = threading.Lock() if number % 2 else threading.RLock()
    with fresh, lock:
        pass
`,
  'another kind of lock takes its place': `
for number in range(1000):
    own = threading.Lock() if number % 2 else None
    condition = threading.Condition(own)
    with lock:
        pass
    with condition:
        pass
    del own, condition
`,
  'somebody else gives it back': `
def give_back():
    for _ in range(500):
        lock.release()
        lock.acquire()
lock.acquire()
run_all(give_back, 1)
print(lock.locked())
`,
  'it is refused': `
for number in range(300):
    for each in (lock, rlock):
        try:
            each.release()
        except RuntimeError as error:
            print(error)
        with each:
            print(each.acquire(False), each.acquire(timeout=0.001))
            if each is rlock:
                each.release()
`,
  'thread-local values are looked at': `
local = threading.local()
def work():
    for number in range(300):
        with lock:
            local.value = number
run_all(work, 2)
`,
  'the switch interval is set': `
def work():
    for number in range(1000):
        with lock:
            sys.setswitchinterval(1e-5 * (number % 7 + 1))
run_all(work, 3)
`,
  'a condition shares the lock': `
condition = threading.Condition(lock)
ready = []
def wait():
    with condition:
        while not ready:
            condition.wait()
waiter = threading.Thread(target=wait)
waiter.start()
for number in range(1000):
    with lock:
        pass
with condition:
    ready.append(1)
    condition.notify()
for number in range(1000):
    with lock:
        pass
waiter.join()
`,
};

const PROLOGUE = `import sys
import threading
import time

lock, rlock = threading.Lock(), threading.RLock()
locks = [threading.Lock() for _ in range(3)]
begin = time.monotonic_ns()

def run_all(work, count):
    threads = [threading.Thread(target=work) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
`;

/** It is never reached, as there is no such place. */
const FOLLOWS: Breakpoint = {
  ...PLAIN,
  kind: 'sync',
  operation: 'acquire',
  object: { file: 'nowhere.py', line: 1, ordinal: 0 },
};

describe('operations that are lent', () => {
  let pool: WorkerPool;
  let folder: ScriptFolder;
  before(() => {
    pool = newPool();
    folder = scriptFolder(
      Object.fromEntries(
        Object.entries(LOOPS).map(([name, loop]) => [fileOf(name), PROLOGUE + loop]),
      ),
    );
  });
  after(() => {
    pool.dispose();
    folder.dispose();
  });

  const assertSame = async (options: ProgramOptions): Promise<void> => {
    const free = await runProgram(pool, options);
    const follow = { ...options, breakpoints: [FOLLOWS], onPause: () => undefined };
    assertSameTrace(await debugProgram(pool, follow), free);
    assertSameTrace(await runProgram(pool, { ...options, schedule: free.schedule }), free);
  };

  it('are most of those on locks that nobody waits for', async () => {
    const script = folder.path(fileOf('a switch interval ends'));
    const reader = new SharedNumbersReader();
    const batches = await sentBatches(script, (batch) => {
      // What was lent is packed until the reader unpacks it.
      const [sent, read] = [batchLength(batch), batchLength(reader.own(batch))];
      return { events: read, saved: read - sent };
    });
    const sum = (key: 'events' | 'saved'): number =>
      batches.reduce((all, each) => all + each[key], 0);
    assert.ok(
      sum('saved') > sum('events') / 2,
      `${sum('saved')} of ${sum('events')} events are saved`,
    );
  });

  it('are lent again after a check of the eval loop', async () => {
    const script = folder.path(fileOf('a switch interval ends'));
    const counts = await sentBatches(script, ({ numbers }) => operationsAskedFor(numbers));
    const asked = counts.reduce((all, count) => all + count, 0);
    // There are 48,000 operations, and a check that asks for every 80 of them.
    assert.ok(asked < 300, `${asked} operations are asked for`);
  });

  for (const name of Object.keys(LOOPS)) {
    it(`leave the same trace when ${name}`, async () => {
      const script = folder.path(fileOf(name));
      await assertSame({ script, strategy: 'roundRobin' });
      await assertSame({ script, strategy: 'random', seed: 7 });
    });
  }
  for (const { name, path, args, stdin } of testPrograms('ok')) {
    it(`leave the same trace in ${name}`, () => assertSame({ script: path, args, stdin }));
  }
  for (const { file } of exampleCatalogue) {
    it(`leave the same trace in ${file}`, () =>
      assertSame({ script: `${examplesFolder}/${file}` }));
  }
});

/** Operations on locks in the numbers of a batch that are events of their own. */
function operationsAskedFor(numbers: Float64Array): number {
  let count = 0;
  for (let at = 0; at < numbers.length; at += EVENT_WIDTH) {
    const code = numbers[at];
    if (code === EventCode.acquire || code === EventCode.release) count++;
    else if (code === LENT) at += (lentSlots(numbers[at + 4] ?? 0) - 1) * EVENT_WIDTH;
  }
  return count;
}

function fileOf(name: string): string {
  return `${name.replace(/\W+/g, '_')}.py`;
}
