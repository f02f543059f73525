// What a user does in a debugger, as conversations with the real runtime through `weft dap`.

import assert from 'node:assert/strict';
import { dapStories } from '../support/adapter/dapStories.ts';

const FILES = {
  'sums.py': `import threading

lock = threading.Lock()
total = 0

def add(n):
    global total
    with lock:
        total += n

def work(numbers):
    for n in numbers:
        add(n)
    return len(numbers)

left = threading.Thread(target=work, args=([1, 2],), name='left')
right = threading.Thread(target=work, args=([10, 20],), name='right')
left.start()
right.start()
left.join()
right.join()
print(total)
`,
  'holds.py': `import threading

lock = threading.Lock()

def locked_total():
    with lock:
        return 42

def hold():
    with lock:
        held = True
    print(locked_total())

holder = threading.Thread(target=hold, name='holder')
holder.start()
holder.join()
`,
  'fails.py': `import threading

def parse(text):
    try:
        return int(text)
    except ValueError:
        return None

def work():
    parse('x')
    try:
        {}['key']
    except KeyError as error:
        raise RuntimeError('on purpose') from error

worker = threading.Thread(target=work, name='worker')
worker.start()
worker.join()
`,
};

describe('debugging through weft dap', () => {
  const { plays, connect, path } = dapStories(FILES);

  it('stops two threads at one breakpoint, with the stack and the locals of each', () =>
    plays(`
      > break sums.py:9
      > run sums.py
      breakpoint 9
      stopped left at add:9 for breakpoint
      > stack left
      add:9
      work:13
      > locals left
      n = 1
      > stack MainThread
      ⋯ Thread.start (threading.py, 3 library frames)
      <module>:18
      > continue
      stopped left at add:9 for breakpoint
    `));
  it('steps one thread at a time, over calls, into them and out', () =>
    plays(`
      > break sums.py:13
      > run sums.py
      breakpoint 13
      stopped left at work:13 for breakpoint
      > in left
      stopped left at add:8 for step
      > over left
      stopped left at add:9 for step
      > out left
      stopped left at work:13 for step
      > over left
      stopped left at work:12 for step
      > locals left
      numbers = [1, 2]
      n = 1
      > over left alone
      stopped left at work:13 for breakpoint
    `));

  it('shows values of threads and locks as they are now', () =>
    plays(`
      > break sums.py:9
      > run sums.py
      breakpoint 9
      stopped left at add:9 for breakpoint
      > watch left lock
      held by left
      > watch left right
      right · not started
      > watch left nothing
      refused: NameError: name 'nothing' is not defined
      > console left n * 100
      100
    `));

  it('stops at a hit count, and at a function', () =>
    plays(`
      > break sums.py:9 hit 4
      > function work
      > run sums.py
      breakpoint 9
      breakpoint
      stopped left at work:12 for function breakpoint
      > continue
      stopped right at work:12 for function breakpoint
      > continue
      stopped right at add:9 for breakpoint
      > watch right total
      13
      > continue
      stdout: 33
      exited 0
    `));

  it('freezes a thread, says when nobody else can go on, and thaws it', () =>
    plays(`
      > function work
      > run sums.py
      breakpoint
      stopped left at work:12 for function breakpoint
      > freeze left
      > continue
      stopped right at work:12 for function breakpoint
      > threads
      MainThread, left (frozen), right
      > continue
      stopped MainThread at <module>:20 for pause (Only frozen threads could go on: left. Thaw one of them.)
      > continue
      stopped MainThread at <module>:20 for pause (Only frozen threads could go on: left. Thaw one of them.)
      > thaw left
      > continue
      stdout: 33
      exited 0
    `));

  it('says at once that an expression would have to wait for a lock', () =>
    plays(`
      > break holds.py:11
      > run holds.py
      breakpoint 11
      stopped holder at hold:11 for breakpoint
      > watch holder locked_total()
      refused: RuntimeError: can't be evaluated now: it would wait for Lock made at holds.py:3, held by holder
      > continue
      stdout: 42
      exited 0
    `));

  it('stops if a condition holds, and prints log points', () =>
    plays(`
      > break sums.py:9 if n > 10
      > log sums.py:13 adding {n} of {numbers}
      > run sums.py
      breakpoint 9
      breakpoint 13
      console at 13: adding 1 of [1, 2]
      console at 13: adding 2 of [1, 2]
      console at 13: adding 10 of [10, 20]
      console at 13: adding 20 of [10, 20]
      stopped right at add:9 for breakpoint
      > continue
      stdout: 33
      exited 0
    `));

  it('stops if a condition can’t be evaluated, and says why', () =>
    plays(`
      > break sums.py:9 if n > nothing
      > run sums.py
      breakpoint 9
      console: The condition “n > nothing” of a breakpoint failed: NameError: name 'nothing' is not defined
      stopped left at add:9 for breakpoint (The condition “n > nothing” of a breakpoint failed: NameError: name 'nothing' is not defined)
    `));

  it('changes a global in the console', () =>
    plays(`
      > break sums.py:22
      > run sums.py
      breakpoint 22
      stopped MainThread at <module>:22 for breakpoint
      > console MainThread total += 100
      console: Changed by the debugger: total += 100; a replay of this run may differ.
      > watch MainThread total
      133
      > continue
      stdout: 133
      exited 0
    `));

  it('stops where an exception is raised, and where one is that nobody catches', () =>
    plays(`
      > exceptions raised=ValueError uncaught
      > run fails.py
      stopped worker at parse:5 for exception (ValueError)
      > exception worker
      always ValueError: invalid literal for int() with base 10: 'x'
      > continue
      stopped worker at work:14 for exception (RuntimeError)
      > exception worker
      unhandled RuntimeError: on purpose
      from KeyError: 'key'
      > stack worker
      work:14
    `));

  it('stops when a global gets another value', () =>
    plays(`
      > break sums.py:8 hit 1
      > run sums.py
      breakpoint 8
      stopped left at add:8 for breakpoint
      > data left total
      > continue
      breakpoint
      console: total changed from 0 to 1.
      stopped left at add:8 for data breakpoint (total changed from 0 to 1.)
    `));

  it('stops at what threads do', () =>
    plays(`
      > sync threadEnd
      > run sums.py
      console: left has ended.
      stopped MainThread at <module>:18 for breakpoint (left has ended.)
      > continue
      console: right has ended.
      stopped MainThread at <module>:19 for breakpoint (right has ended.)
    `));

  it('keeps breakpoints over a restart', () =>
    plays(`
      > break sums.py:22
      > run sums.py
      breakpoint 22
      stopped MainThread at <module>:22 for breakpoint
      > restart
      breakpoint 22
      stopped MainThread at <module>:22 for breakpoint
      > watch MainThread total
      33
      > continue
      stdout: 33
      exited 0
    `));

  describe('ends on disconnect, with a reply to everything that was asked before,', () => {
    const evaluate = { expression: 'sum(range(10 ** 6))', context: 'watch' };
    const moments: Readonly<Record<string, readonly (readonly [string, object])[]>> = {
      'before the launch': [],
      'while it is launched': [['launch', {}]],
      'when it has just started': [
        ['launch', {}],
        ['configurationDone', {}],
      ],
      'in the middle of questions': [
        ['launch', { stopOnEntry: true }],
        ['configurationDone', {}],
        ['pause', { threadId: 1 }],
        ['threads', {}],
        ['stackTrace', { threadId: 1 }],
        ['evaluate', evaluate],
        ['evaluate', evaluate],
        ['next', { threadId: 1 }],
      ],
      'in the middle of a restart': [
        ['launch', {}],
        ['configurationDone', {}],
        ['restart', {}],
        ['terminate', {}],
      ],
    };
    for (const [moment, requests] of Object.entries(moments)) {
      it(moment, async () => {
        const leaving = await connect();
        await leaving.initializeRequest();
        const program = path('sums.py');
        const replies = requests.map(([command, args]) =>
          leaving.send(command, { program, ...args }),
        );
        const settled = Promise.allSettled(replies);
        assert.equal((await leaving.disconnectRequest()).success, true);
        assert.equal((await settled).length, requests.length);
      });
    }
  });
});
