// Breakpoints and steps in real programs. A story is what a debugger shows at each stop.

import assert from 'node:assert/strict';

import { DisposableStore } from '../../src/core/base/disposable.ts';
import type { ThreadId } from '../../src/core/base/ids.ts';
import type { StepMode } from '../../src/core/protocol/debug.ts';
import {
  assertSameTrace,
  debugProgram,
  lineBreakpoint,
  PLAIN,
  placeOf,
} from '../support/programs/debugProgram.ts';
import { newPool, runProgram, type WorkerPool } from '../support/programs/runProgram.ts';
import { scriptFolder } from '../support/programs/scriptFolder.ts';

const WORKERS = `import threading

lock = threading.Lock()
total = 0


def add(count):
    global total
    for number in range(count):
        with lock:
            total += number
    return total


threads = [threading.Thread(target=add, args=(2,)) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(total)
`;

const PART = `def f():
    return 1
`;

const ALONE = `import threading

steps = []


def work():
    for number in range(100_000):
        steps.append(number)


thread = threading.Thread(target=work)
thread.start()

steps.append(-1)
steps.append(-2)
thread.join()
`;

describe('a debugged run', () => {
  let pool: WorkerPool;
  const store = new DisposableStore();
  before(() => (pool = store.add(newPool())));
  after(() => store.dispose());

  const scriptFile = (source: string): string =>
    store.add(scriptFolder({ 'main.py': source })).path('main.py');

  /** Stops at the breakpoints, then takes the steps, then runs to its end. */
  async function story(
    source: string,
    lines: readonly number[],
    steps: readonly (StepMode | 'continue')[] = [],
  ): Promise<string[]> {
    const script = scriptFile(source);
    const free = await runProgram(pool, { script });
    const told: string[] = [];
    const left = [...steps];
    const run = await debugProgram(pool, {
      script,
      breakpoints: lines.map((line, index) => lineBreakpoint(index + 1, script, line)),
      onPause(pause, session) {
        told.push(
          `${pause.reason} ${placeOf(pause, session)}${pause.text ? ` ${pause.text}` : ''}`,
        );
        const mode = left.shift() ?? 'continue';
        if (mode === 'continue' || pause.thread === undefined) session.resume();
        else session.debug.step({ thread: pause.thread, mode, isAlone: false });
      },
    });
    assertSameTrace(run, free);
    return told;
  }

  it('stops every thread that comes to the line, each time', async () => {
    assert.deepEqual(await story(WORKERS, [11]), [
      ...Array<string>(2).fill('breakpoint Thread-1 (add):11'),
      ...Array<string>(2).fill('breakpoint Thread-2 (add):11'),
    ]);
  });

  it('steps over lines; a breakpoint on the way out ends the step', async () => {
    assert.deepEqual(await story(WORKERS, [9], ['over', 'over', 'out']), [
      'breakpoint Thread-1 (add):9',
      'step Thread-1 (add):10',
      'step Thread-1 (add):11',
      'breakpoint Thread-1 (add):9',
      'breakpoint Thread-1 (add):9',
      'breakpoint Thread-2 (add):9',
      'breakpoint Thread-2 (add):9',
      'breakpoint Thread-2 (add):9',
    ]);
  });

  it('says that the stepped thread has ended, and who is next', async () => {
    const told = await story(WORKERS, [12], ['over']);
    assert.deepEqual(told.slice(0, 2), [
      'breakpoint Thread-1 (add):12',
      'step MainThread:17 Thread-1 (add) has ended.',
    ]);
  });

  it('steps into a function and returns to the line of the call', async () => {
    const source = 'def inner():\n    return 1\n\n\nvalue = inner() + 1\nprint(value)\n';
    const told = await story(source, [5], ['in', 'over', 'over', 'over']);
    assert.deepEqual(told, [
      'breakpoint MainThread:5',
      'step MainThread:2',
      'step MainThread:5',
      'step MainThread:6',
    ]);
  });

  it('steps from a raise to the handler in the caller', async () => {
    const source = [
      'def fail():',
      '    raise ValueError(1)',
      '',
      '',
      'try:',
      '    fail()',
      'except ValueError:',
      '    print(2)',
    ];
    assert.deepEqual(await story(source.join('\n'), [2], ['over', 'over']), [
      'breakpoint MainThread:2',
      'step MainThread:7',
      'step MainThread:8',
    ]);
  });

  it('steps into a generator and back to the loop that it feeds', async () => {
    const source = [
      'def count():',
      '    yield 1',
      '    yield 2',
      '',
      '',
      'for number in count():',
      '    print(number)',
    ];
    assert.deepEqual(await story(source.join('\n'), [6], ['in', 'over', 'in']), [
      'breakpoint MainThread:6',
      'step MainThread:2',
      'step MainThread:6',
      'step MainThread:7',
      'breakpoint MainThread:6',
      'breakpoint MainThread:6',
    ]);
  });

  it('steps into a callback that the library calls, and not into the library', async () => {
    const source =
      'import queue\n\nitems = queue.Queue()\nitems.put(2)\nprint(min([1, 2], key=lambda n:\n    -n))\n';
    assert.deepEqual(await story(source, [3], ['in', 'in', 'in']), [
      'breakpoint MainThread:3',
      'step MainThread:4',
      'step MainThread:5',
      'step MainThread:6',
    ]);
  });

  it('moves a breakpoint to the next line with code of the function', async () => {
    const script = scriptFile('def f():\n    """Says."""\n\n    return 1\n    # end\n\n\nf()\n');
    const lines: Record<number, number | undefined> = {};
    await debugProgram(pool, {
      script,
      breakpoints: [1, 2, 3, 5, 6, 9].map((line) => lineBreakpoint(line, script, line)),
      onPause: (_, session) => session.resume(),
      onVerified: (all) => {
        for (const { id, line } of all) lines[id] = line;
      },
    });
    assert.deepEqual(lines, { 1: 1, 2: 4, 3: 4, 5: 8, 6: 8, 9: undefined });
  });

  it('stops on hit counts and at functions by name', async () => {
    const script = scriptFile(WORKERS);
    const told: string[] = [];
    await debugProgram(pool, {
      script,
      breakpoints: [
        { ...lineBreakpoint(1, script, 11), hitCondition: '>= 4' },
        { ...PLAIN, id: 2, kind: 'function', name: 'add' },
      ],
      onPause(pause, session) {
        told.push(`${pause.breakpoints?.join()} ${placeOf(pause, session)}`);
        session.resume();
      },
    });
    assert.deepEqual(told, ['2 Thread-1 (add):9', '2 Thread-2 (add):9', '1 Thread-2 (add):11']);
  });

  it('evaluates conditions and log points without a trace', async () => {
    const script = scriptFile(WORKERS);
    const free = await runProgram(pool, { script });
    const told: string[] = [];
    const run = await debugProgram(pool, {
      script,
      breakpoints: [
        { ...lineBreakpoint(1, script, 11), condition: 'lock.locked() and number == 1' },
        { ...lineBreakpoint(2, script, 12), logMessage: '{{count}} is {count}' },
        { ...lineBreakpoint(3, script, 20), condition: 'nothing' },
      ],
      onLogged: ({ text, site }) => told.push(`${site.line} ${text}`),
      onPause(pause, session) {
        told.push(`${placeOf(pause, session)} ${pause.text ?? ''}`);
        session.resume();
      },
    });
    assertSameTrace(run, free);
    assert.deepEqual(told, [
      'Thread-1 (add):11 ',
      '12 {count} is 2',
      'Thread-2 (add):11 ',
      '12 {count} is 2',
      "MainThread:20 The condition “nothing” of a breakpoint failed: NameError: name 'nothing' is not defined",
    ]);
  });

  it('sets breakpoints in a module when it is loaded', async () => {
    const folder = store.add(
      scriptFolder({ 'main.py': 'import part\n\nprint(part.f())\n', 'part.py': PART }),
    );
    const script = folder.path('main.py');
    const free = await runProgram(pool, { script });
    const told: string[] = [];
    const run = await debugProgram(pool, {
      script,
      breakpoints: [lineBreakpoint(7, folder.path('part.py'), 2)],
      onVerified: ([first]) => told.push(first?.isVerified ? `line ${first.line}` : 'not loaded'),
      onPause(pause, session) {
        told.push(placeOf(pause, session));
        session.resume();
      },
    });
    assertSameTrace(run, free);
    assert.deepEqual(told, ['not loaded', 'not loaded', 'line 2', 'MainThread:2']);
  });

  it('says where an endless loop is when it is paused', async () => {
    const script = scriptFile('import time\n\nwhile True:\n    pass\n');
    let place = '';
    await debugProgram(pool, {
      script,
      onRunning: (session) => session.pause(),
      onPause(pause, session) {
        place = `${pause.positions?.[1 as ThreadId]?.line ?? '?'}`;
        session.stop();
      },
    });
    assert.match(place, /^[34]$/);
  });

  it('steps one thread alone, up to where it needs another', async () => {
    const script = scriptFile(ALONE);
    const told: string[] = [];
    await debugProgram(pool, {
      script,
      breakpoints: [lineBreakpoint(1, script, 14)],
      onPause(pause, session) {
        told.push(`${placeOf(pause, session)} ${pause.text ?? ''}`);
        const thread = pause.thread as ThreadId;
        if (told.length < 4) session.debug.step({ thread, mode: 'over', isAlone: true });
        else session.stop();
      },
    });
    assert.deepEqual(told, [
      'MainThread:14 ',
      'MainThread:15 ',
      'MainThread:16 ',
      'MainThread:? MainThread waits for the end of Thread-1 (work); the step held Thread-1 (work).',
    ]);
  });

  it('runs to a line, of any thread or of the one that is meant', async () => {
    const script = scriptFile(WORKERS);
    const told: string[] = [];
    await debugProgram(pool, {
      script,
      stopOnEntry: true,
      onPause(pause, session) {
        told.push(`${pause.reason} ${placeOf(pause, session)}`);
        if (told.length === 1) session.debug.runTo(undefined, script, 11);
        else if (told.length === 2) session.debug.runTo(3 as ThreadId, script, 11);
        else session.resume();
      },
    });
    assert.deepEqual(told, ['entry ?:?', 'goto Thread-1 (add):11', 'goto Thread-2 (add):11']);
  });

  it('stops at a function when it is called, not when its first loop comes back', async () => {
    const source = [
      'def work():',
      '    while True:',
      '        if next(items) > 2:',
      '            return',
      '',
      '',
      'items = iter(range(9))',
      'work()',
      'work()',
    ];
    const script = scriptFile(source.join('\n'));
    const told: string[] = [];
    const run = await debugProgram(pool, {
      script,
      breakpoints: [{ ...PLAIN, id: 2, kind: 'function', name: 'work' }],
      onPause(pause, session) {
        told.push(placeOf(pause, session));
        session.resume();
      },
    });
    assertSameTrace(run, await runProgram(pool, { script }));
    assert.deepEqual(told, ['MainThread:2', 'MainThread:2']);
  });
});
