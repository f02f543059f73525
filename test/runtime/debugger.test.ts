// Breakpoints and steps in real programs. A story is what a debugger shows at each stop.

import assert from 'node:assert/strict';

import { DisposableStore } from '../../src/core/base/disposable.ts';
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
});
