// Searches for failing schedules on real workers.

import assert from 'node:assert/strict';

import { explore, newExploration } from '../support/exploration/explore.ts';
import {
  BANK,
  COUNTER,
  LEAVES_TRACES,
  MANY_SCHEDULES,
  racing,
  TEST_BANK,
  TWO_LOCKS,
} from '../support/exploration/programs.ts';
import { newPool, type WorkerPool } from '../support/programs/runProgram.ts';
import { scriptFolder, type ScriptFolder } from '../support/programs/scriptFolder.ts';

/** Which thread was first is in the state; addresses, orders of sets and dicts and cycles are not. */
const STATE = `
import threading
class Node:
    __slots__ = ('order', 'owner', 'seen')
class Owner:
    def __init__(self):
        self.lock, self.me = threading.Lock(), self
node = Node()
node.owner, node.order, node.seen = Owner(), [], {}
names = set()
x = 0
def work(name):
    global x
    x = 1
    order.append(name)
    node.seen[name] = f'{object()}'
    names.add(name)
order = []
threads = [threading.Thread(target=work, args=(name,)) for name in 'ab']
for thread in threads: thread.start()
for thread in threads: thread.join()
node.order.append(order[0])
del threads, thread, order
`;

/** Correct, as long as the one who waits lets the other go on. */
const SPINS = `
import threading
ready = False
def work():
    global ready
    ready = True
thread = threading.Thread(target=work)
thread.start()
while not ready: pass
thread.join()
`;

/** Whoever comes late waits for ever. */
const SPINS_ON = `
import threading
flag = 0
def one():
    global flag
    flag = 1
    while flag == 1: pass
def two():
    global flag
    flag = 0
threads = [threading.Thread(target=target) for target in (one, two)]
for thread in threads: thread.start()
for thread in threads: thread.join()
`;

/** Only if `second` comes before `first` are there two writes of x, in the first run there is one. */
const LATE_RACE = `
import threading
lock, ready, x = threading.Lock(), False, 0
def first():
    global ready, x
    with lock: ready = True
    x = 2
def second():
    global x
    with lock: was_ready = ready
    if not was_ready: x = 1
threads = [threading.Thread(target=first), threading.Thread(target=second)]
for thread in threads: thread.start()
for thread in threads: thread.join()
`;

const TWO_PLACES = `
import threading
n = 0
def deposit():
    global n
    n += 1
def withdraw():
    global n
    n -= 1
threads = [threading.Thread(target=act) for act in (deposit, withdraw)]
for thread in threads: thread.start()
print(n < 5)
for thread in threads: thread.join()
`;

const COMPUTES = `
import threading
def work(n):
    for _ in range(100_000): pass
    assert n == 0
for n in range(2): threading.Thread(target=work, args=(n,)).start()
`;

/** Code in C that never comes back, on schedules where b is first. */
const HANGS_IN_C = `
import collections, itertools, threading
order = []
def work(name):
    order.append(name)
    if order[0] == 'b':
        collections.deque(itertools.repeat(0), maxlen=0)
for name in 'ab': threading.Thread(target=work, args=(name,)).start()
`;

describe('an exploration', () => {
  let pool: WorkerPool;
  let files: ScriptFolder;
  before(() => {
    pool = newPool();
    files = scriptFolder({
      'dead.py': TWO_LOCKS,
      'hangs.py': HANGS_IN_C,
      'endless.py': 'while True: pass\n',
      'endless_in_c.py': 'import itertools\nmax(itertools.repeat(0))\n',
      'test_bank.py': TEST_BANK,
      'bank.py': BANK,
      'right.py': TWO_LOCKS.replace('(right, left)', '(left, right)'),
      'many.py': MANY_SCHEDULES,
      'leaves.py': LEAVES_TRACES,
      'state.py': 'uses = 0\n',
      'once.py': 'print(1)\n',
      'counter.py': COUNTER,
      'harmless.py': racing('x'),
      'leaves_other.py': STATE,
      'leaves_same.py': STATE.replace('order[0]', '0'),
      'prints.py': racing('print(x)'),
      'asserts.py': racing('assert x == 1, x'),
      'breaks.py': 'import threading\nthreading.Thread(target=lambda: 1 / 0).start()\n',
      'computes.py': COMPUTES,
      'syntax.py': 'def (\n',
      'late.py': LATE_RACE,
      'places.py': TWO_PLACES,
      'spins.py': SPINS,
      'spins_on.py': SPINS_ON,
    });
  });
  after(() => {
    pool.dispose();
    files.dispose();
  });

  it('gives the same result for the same seed, whatever the number of workers', async () => {
    const found = async (workers: number) => {
      const { result } = await explore(pool, files.path('dead.py'), { workers, seed: 5 });
      return { verdict: result.verdict, failures: result.failures };
    };
    const [alone, together] = [await found(1), await found(3)];
    assert.deepEqual(alone.verdict, { kind: 'failed', isAlways: false });
    assert.deepEqual(together, alone);
  });

  it('tells a failure of a test as its exception, and keeps the run', async () => {
    const test = 'TestBank.test_two_deposits';
    const { result, runs } = await explore(pool, files.path('test_bank.py'), { test });
    const [failure] = result.failures;
    assert.equal(failure?.title, 'AssertionError: 1 != 2');
    assert.equal(failure.place?.line, 13);
    assert.match(failure.explanation, /^Traceback[^]*in test_two_deposits\n[^]*1 != 2$/);
    assert.doesNotMatch(failure.explanation, /<weft|unittest\/case/);
    assert.equal(runs[0]?.trace.length, failure.steps);
  });

  it('runs once what has one thread', async () => {
    const { result } = await explore(pool, files.path('once.py'));
    assert.deepEqual(result.verdict, { kind: 'verified' });
    assert.equal(result.schedules, 1);
  });

  it('says of what fails always that the schedule is not the reason', async () => {
    for (const [file, title] of [
      ['breaks.py', 'Thread-1 (<lambda>) fails: ZeroDivisionError: division by zero'],
      ['syntax.py', 'SyntaxError: invalid syntax (syntax.py, line 1)'],
    ] as const) {
      const { result } = await explore(pool, files.path(file), { schedules: 50 });
      assert.deepEqual(result.verdict, { kind: 'failed', isAlways: true });
      assert.equal(result.failures[0]?.title, title);
      assert.ok(result.schedules <= 64, `${result.schedules} schedules`);
    }
  });

  it('verifies a program of which it has tried all schedules', async () => {
    const { result } = await explore(pool, files.path('right.py'));
    assert.deepEqual(result.verdict, { kind: 'verified' });
    assert.equal(result.schedules, 2);
  });

  it('lets a thread that waits in a loop give way to the one that it waits for', async () => {
    const { result } = await explore(pool, files.path('spins.py'));
    assert.deepEqual(result.verdict, { kind: 'verified' });
  });

  it('ends although a schedule never does, and tells that one', async () => {
    const { result, runs } = await explore(pool, files.path('spins_on.py'));
    assert.deepEqual(
      result.failures.map(({ kind }) => kind),
      ['limit'],
    );
    assert.match(result.failures[0]?.title ?? '', /20,000 scheduling points.*may never end/);
    assert.equal(runs[0]?.end?.outcome.kind, 'limit');
  });

  it('shows a failure with as few interruptions as any schedule has', async () => {
    const { result } = await explore(pool, files.path('dead.py'));
    assert.deepEqual(
      result.failures.map(({ kind, preemptions }) => [kind, preemptions]),
      [['deadlock', 1]],
    );
    // The first run fails, and switches often.
    const always = await explore(pool, files.path('computes.py'), { schedules: 10 });
    assert.deepEqual(
      always.result.failures.map(({ kind, preemptions }) => [kind, preemptions]),
      [['exception', 0]],
    );
  });

  it('finds an update that gets lost, whatever comes of it, and shows what was read and written', async () => {
    const { result } = await explore(pool, files.path('counter.py'));
    const [failure] = result.failures;
    assert.equal(failure?.kind, 'race');
    assert.match(failure.title, /^Lost update of n: one overwrites what two has written$/);
    assert.equal(failure.preemptions, 1);
    const rows = failure.interleaving.rows.map(({ text }) => text);
    const accesses = rows.filter((text) => /^(reads|writes) n|^writes \d to n/.test(text));
    assert.deepEqual(accesses, [
      'reads n (0)',
      'reads n (0)',
      'writes 1 to n',
      'writes 1 to n',
      'reads n (1)',
    ]);
    assert.match(failure.explanation, /in add\n[^]*To fix it, guard n with one lock/);
    const exploration = await newExploration(pool, files.path('counter.py'));
    const again = await exploration.expect(failure.schedule);
    exploration.dispose();
    assert.equal(again.result.expected, 'fails');
  });

  it('says of a race whether a run that fails has it', async () => {
    const effects = async (file: string) => {
      const { result } = await explore(pool, files.path(file));
      const races = result.races.map(
        ({ title, effect }) => `${title.split(' ', 2).join(' ')} ${effect}`,
      );
      return [result.verdict.kind, ...races];
    };
    assert.deepEqual(await effects('right.py'), ['verified']);
    assert.deepEqual(await effects('harmless.py'), ['verified', 'Data race none']);
    assert.deepEqual(await effects('leaves_other.py'), [
      'verified',
      'Data race leaves',
      'Data race leaves',
    ]);
    assert.deepEqual(await effects('leaves_same.py'), [
      'verified',
      'Data race none',
      'Data race none',
    ]);
    assert.deepEqual(await effects('prints.py'), ['verified', 'Data race differs']);
    assert.deepEqual(await effects('asserts.py'), ['failed', 'Data race fails']);
  });

  it('tells a race that only later schedules show, the same with any number of workers', async () => {
    const found = async (workers: number) => {
      const { result } = await explore(pool, files.path('late.py'), { workers });
      return result;
    };
    const [alone, together] = [await found(1), await found(3)];
    assert.deepEqual(
      alone.races.map(({ key, effect }) => [key, effect]),
      [['dataRace:x late.py:11 late.py:7', 'leaves']],
    );
    assert.match(alone.races[0]?.explanation ?? '', /wrote 1 to x at late.py:11[^]*wrote 2 to x/);
    assert.deepEqual(together.races, alone.races);
    assert.equal(together.schedules, alone.schedules);
  });

  it('tells each race of a variable once by its places', async () => {
    const { result } = await explore(pool, files.path('places.py'));
    assert.deepEqual(
      result.failures.map(({ key }) => key),
      ['lostUpdate:n places.py:6 places.py:9'],
    );
    assert.deepEqual(result.races.map(({ key }) => key).toSorted(), [
      'dataRace:n places.py:12 places.py:6',
      'dataRace:n places.py:12 places.py:9',
    ]);
  });

  it('begins every run as if it were the first', async () => {
    const { result } = await explore(pool, files.path('leaves.py'));
    assert.deepEqual(
      result.failures.map(({ title }) => title),
      [],
    );
    assert.deepEqual(result.verdict, { kind: 'verified' });
    assert.equal(result.schedules, 2);
  });

  it('says whether a schedule that failed once still does, and explores what it does not fit', async () => {
    const { result } = await explore(pool, files.path('dead.py'));
    const schedule = result.failures[0]?.schedule ?? '';
    const expected = async (file: string) => {
      const exploration = await newExploration(pool, files.path(file));
      try {
        const { result: now } = await exploration.expect(schedule);
        return [now.expected, now.verdict.kind];
      } finally {
        exploration.dispose();
      }
    };
    assert.deepEqual(await expected('dead.py'), ['fails', 'failed']);
    assert.deepEqual(await expected('right.py'), ['passes', 'passed']);
    assert.deepEqual(await expected('once.py'), ['passes', 'passed']);
  });

  it('tells how far it is, and ends when it is cancelled', async () => {
    const exploration = await newExploration(pool, files.path('many.py'), { schedules: 1e6 });
    let most = 0;
    exploration.onProgress(({ phase, schedules, interleavings }) => {
      assert.ok(schedules >= most && interleavings <= schedules);
      most = schedules;
      if (phase === 'searching' && schedules > 1) exploration.cancel();
    });
    const { result } = await exploration.run();
    exploration.dispose();
    assert.deepEqual(result.verdict, { kind: 'notProved', ended: 'cancelled' });
    assert.ok(result.schedules < 1e6);
  });

  for (const file of ['endless.py', 'endless_in_c.py']) {
    it(`ends when it is cancelled in the first run of ${file}`, async () => {
      const exploration = await newExploration(pool, files.path(file));
      const running = exploration.run();
      setTimeout(() => exploration.cancel(), 300);
      const { result } = await running;
      exploration.dispose();
      assert.deepEqual(result.verdict, { kind: 'notProved', ended: 'cancelled' });
    });
  }

  it('ends in a first run that takes longer than it has', async () => {
    const { result } = await explore(pool, files.path('endless_in_c.py'), { seconds: 0.3 });
    assert.deepEqual(result.verdict, { kind: 'notProved', ended: 'time' });
  });

  it('is incomplete if it was to try all schedules and had no time for the first', async () => {
    const script = files.path('endless_in_c.py');
    const verdictOf = async (isExhaustive: boolean) => {
      return (await explore(pool, script, { seconds: 0.1, isExhaustive })).result.verdict;
    };
    assert.deepEqual(await verdictOf(true), { kind: 'incomplete', ended: 'time' });
    assert.deepEqual(await verdictOf(false), { kind: 'notProved', ended: 'time' });
  });

  it('ends when it is cancelled in an execution that is in a call of C', async () => {
    const exploration = await newExploration(pool, files.path('hangs.py'), { workers: 1 });
    const running = exploration.run();
    const searching = new Promise<void>((resolve) => {
      exploration.onProgress(({ phase }) => phase === 'searching' && resolve());
    });
    await searching;
    setTimeout(() => exploration.cancel(), 300);
    const { result } = await running;
    exploration.dispose();
    assert.deepEqual(result.verdict, { kind: 'notProved', ended: 'cancelled' });
  });
});
