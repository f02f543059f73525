// Stops at exceptions and at synchronisation; frozen threads and the choice of the next.

import assert from 'node:assert/strict';

import { DisposableStore } from '../../src/core/base/disposable.ts';
import type { ThreadId } from '../../src/core/base/ids.ts';
import type { Breakpoint, ExceptionStops, SyncOperation } from '../../src/core/protocol/debug.ts';
import type { RuntimePort } from '../../src/session/runtimePort.ts';
import {
  assertSameTrace,
  debugProgram,
  lineBreakpoint,
  PLAIN,
  placeOf,
} from '../support/programs/debugProgram.ts';
import type { DebugOptions } from '../support/programs/debugProgram.ts';
import { newPool, runProgram, type WorkerPool } from '../support/programs/runProgram.ts';
import { scriptFolder } from '../support/programs/scriptFolder.ts';

const FAILING = `import threading


def inner(text):
    return int(text)


def work():
    try:
        inner('a')
    except ValueError:
        pass
    for each in iter([1]):
        inner(each)
    raise KeyError('lost')


thread = threading.Thread(target=work)
thread.start()
thread.join()
raise SystemExit(3)
`;

/** Waits of all kinds that somebody ends. */
const HANDED_OVER = `import queue
import threading

jobs = queue.Queue(1)
done = threading.Event()
news = threading.Condition()
heard = []


def work():
    while jobs.get() is not None:
        pass
    with news:
        heard.append(1)
        news.notify()
    done.set()


thread = threading.Thread(target=work)
thread.start()
for job in (1, 2, 3, None):
    jobs.put(job)
with news:
    news.wait_for(lambda: heard)
done.wait()
thread.join()
`;

/** A thread waits for an event that nobody else has; the others go on for a while. */
const ORPHANED = `import threading
import time


def wait():
    threading.Event().wait()


threading.Thread(target=wait, daemon=True).start()
for _ in range(200):
    time.sleep(0.001)
    for _ in range(20_000):
        pass
`;

const TWO = `import threading
import time

lock = threading.Lock()
done = threading.Event()
order = []


def work(name):
    for _ in range(3):
        with lock:
            order.append(name)
        time.sleep(0.01)
    done.set()


threads = [threading.Thread(target=work, args=(name,)) for name in 'ab']
for thread in threads:
    thread.start()
done.wait()
for thread in threads:
    thread.join()
print(order)
`;

const NOTIFY = `import threading

news = threading.Condition()

with news:
    news.notify()

def wait():
    with news:
        news.wait()

threads = [threading.Thread(target=wait) for _ in range(3)]
for thread in threads:
    thread.start()
try:
    with news:
        news.notify_all()
    news.notify()
except RuntimeError as error:
    print(error)
for thread in threads:
    thread.join()
`;

describe('a debugger', () => {
  let pool: WorkerPool;
  const store = new DisposableStore();
  before(() => (pool = store.add(newPool())));
  after(() => store.dispose());

  const scriptFile = (source: string): string =>
    store.add(scriptFolder({ 'main.py': source })).path('main.py');

  /** Every stop; the trace must be that of a free run. */
  async function stops(
    source: string,
    options: Omit<DebugOptions, 'onPause' | 'script'>,
  ): Promise<string[]> {
    const script = scriptFile(source);
    const free = await runProgram(pool, { script });
    const told: string[] = [];
    const run = await debugProgram(pool, {
      script,
      ...options,
      onPause(pause, session) {
        told.push(`${pause.reason} ${placeOf(pause, session)} ${pause.text ?? ''}`);
        session.resume();
      },
    });
    assertSameTrace(run, free);
    return told;
  }

  const exceptions = (wanted: Partial<ExceptionStops>) =>
    stops(FAILING, { exceptions: { raised: false, uncaught: false, classes: [], ...wanted } });

  it('stops where an exception is raised, once', async () => {
    assert.deepEqual(await exceptions({ raised: true }), [
      'exception Thread-1 (work):5 ValueError',
      'exception Thread-1 (work):15 KeyError',
    ]);
  });

  it('stops at exceptions of a class and those derived from it', async () => {
    assert.deepEqual(await exceptions({ raised: true, classes: ['builtins.LookupError'] }), [
      'exception Thread-1 (work):15 KeyError',
    ]);
  });

  it('stops before a thread dies of an exception, but not for SystemExit', async () => {
    const told = await exceptions({ uncaught: true });
    assert.deepEqual(
      told.map((each) => each.replace(/:\S+/, '')),
      ['exception Thread-1 (work) KeyError'],
    );
  });

  it('does not stop for a syntax error of the script, which has no frame to show', async () => {
    const uncaught = { raised: false, uncaught: true, classes: [] };
    assert.deepEqual(await stops('total = (1\n', { exceptions: uncaught }), []);
  });

  const sync = (operation: SyncOperation, line?: number): Promise<string[]> => {
    const object =
      line === undefined ? undefined : ({ file: 'main.py', line, ordinal: 0 } as const);
    const script = scriptFile(TWO);
    const breakpoint: Breakpoint = {
      ...PLAIN,
      kind: 'sync',
      operation,
      object: object && { ...object, file: script },
    };
    return syncStops(script, breakpoint);
  };

  async function syncStops(script: string, breakpoint: Breakpoint): Promise<string[]> {
    const free = await runProgram(pool, { script });
    const told: string[] = [];
    const run = await debugProgram(pool, {
      script,
      breakpoints: [breakpoint],
      onPause(pause, session) {
        told.push(`${placeOf(pause, session)} ${pause.text ?? ''}`);
        session.resume();
      },
    });
    assertSameTrace(run, free);
    return told;
  }

  it('stops when an Event is set', async () => {
    assert.deepEqual(await sync('set', 5), [
      'Thread-1 (work):14 Thread-1 (work) has set the Event made at line 5.',
    ]);
  });

  it('stops each time that a lock is acquired', async () => {
    const told = await sync('acquire', 4);
    assert.equal(told.length, 6);
    const text = 'Thread-1 (work) has acquired the Lock made at line 4.';
    assert.equal(told[0], `Thread-1 (work):11 ${text}`);
  });

  it('stops when a Condition is notified, also if nobody waits', async () => {
    const script = scriptFile(NOTIFY);
    const object = { file: script, line: 3, ordinal: 0 };
    const told = await syncStops(script, { ...PLAIN, kind: 'sync', operation: 'notify', object });
    const text = 'MainThread has notified the Condition made at line 3.';
    assert.deepEqual(told, [`MainThread:6 ${text}`, `MainThread:17 ${text}`]);
  });

  it('stops when threads start and end', async () => {
    assert.equal((await sync('threadStart')).length, 3);
    assert.deepEqual(
      (await sync('threadEnd')).map((told) => told.replace(/^\S+( \(\S+\))?:\S+ /, '')),
      ['Thread-1 (work) has ended.', 'Thread-2 (work) has ended.'],
    );
  });

  it('holds a frozen thread while others run and sleep; the schedule replays without', async () => {
    const script = scriptFile(TWO);
    let froze = false;
    const run = await debugProgram(pool, {
      script,
      breakpoints: [lineBreakpoint(1, script, 12), lineBreakpoint(2, script, 14)],
      onPause(pause, session) {
        if (!froze && pause.thread !== undefined) {
          session.debug.setControl({ frozen: [pause.thread], next: undefined });
          froze = true;
        } else if (pause.breakpoints?.includes(2)) {
          session.debug.setControl({ frozen: [], next: undefined });
        }
        session.resume();
      },
    });
    assert.match(run.stdout, /\['a', 'b', 'b', 'b', 'a', 'a'\]|\['b', 'b', 'b', 'a', 'a', 'a'\]/);
    const again = await runProgram(pool, { script, schedule: run.schedule ?? '' });
    assert.equal(again.stdout, run.stdout);
    assertSameTrace(again, run);
  });

  it('says that nobody goes on because of frozen threads, and not that it is a deadlock', async () => {
    const script = scriptFile(TWO);
    const told: string[] = [];
    const run = await debugProgram(pool, {
      script,
      breakpoints: [lineBreakpoint(1, script, 14)],
      onPause(pause, session) {
        told.push(`${pause.reason} ${pause.text ?? ''}`);
        const isFrozen = pause.reason === 'frozen';
        const all = [1, 2, 3] as ThreadId[];
        session.debug.setControl({ frozen: isFrozen ? [] : all, next: undefined });
        session.debug.setBreakpoints([], { raised: false, uncaught: false, classes: [] });
        session.resume();
      },
    });
    assert.equal(told[0], 'breakpoint ');
    assert.match(told[1] ?? '', /^frozen Only frozen threads could go on: /);
    assert.equal(told.length, 2);
    assertSameTrace(await runProgram(pool, { script, schedule: run.schedule ?? '' }), run);
  });

  it('runs the thread next that the user picks', async () => {
    const script = scriptFile(TWO);
    const controls: string[] = [];
    let isFirst = true;
    const run = await debugProgram(pool, {
      script,
      breakpoints: [lineBreakpoint(1, script, 20)],
      onPause(_pause, session) {
        session.debug.onControl(({ next }) => controls.push(`next ${next ?? '-'}`));
        if (isFirst) session.debug.setControl({ frozen: [], next: 3 as ThreadId });
        isFirst = false;
        session.resume();
      },
    });
    assert.deepEqual(controls, ['next 3', 'next -']);
    assertSameTrace(await runProgram(pool, { script, schedule: run.schedule ?? '' }), run);
  });

  it('suspects no deadlock where threads wait for what another one can do', async () => {
    const suspected: string[] = [];
    const listening = {
      ...pool,
      async take(): Promise<RuntimePort> {
        const port = await pool.take();
        store.add(
          port.onMessage((message) => {
            if (message.kind === 'paused') suspected.push(message.reason);
          }),
        );
        return port;
      },
    };
    const run = await runProgram(listening, {
      script: scriptFile(HANDED_OVER),
      stopOnDeadlock: true,
    });
    assert.deepEqual([run.exitCode, suspected], [0, []]);
  });

  it('says why a run stands that was stopped for what was found in it', async () => {
    const reasons: string[] = [];
    const options: DebugOptions = {
      script: scriptFile(ORPHANED),
      onPause: ({ reason }, session) => {
        reasons.push(reason);
        session.resume();
      },
    };
    let isFirst = true;
    const { findings } = await debugProgram(pool, {
      ...options,
      onRunning: (session) => {
        if (isFirst) session.onFindings(() => session.pause('finding'));
        isFirst = false;
      },
    });
    assert.equal(findings[0]?.kind, 'nobodyActs');
    assert.equal(reasons[0], 'finding');
  });
});
