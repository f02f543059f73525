// A script runs as `python3 script.py` would, apart from time, chance and the outside world,
// which belong to the run: virtual, seeded, closed.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';

import { NO_STACK } from '../../src/core/base/ids.ts';
import type { Session } from '../../src/session/session.ts';
import { comparable } from '../support/programs/comparable.ts';
import {
  assertReplays,
  finishProgram,
  newPool,
  openProgram,
  runProgram,
  type ProgramOptions,
  type ProgramRun,
  type WorkerPool,
} from '../support/programs/runProgram.ts';
import { scriptFolder } from '../support/programs/scriptFolder.ts';

const NOISY = `
import sys, threading, warnings
for number in range(3):
    print('out', number)
    print('err', number, file=sys.stderr)
thread = threading.Thread(target=lambda: 1 / 0, name='divider')
thread.start()
thread.join()
print('between')
warnings.warn('careful')
print('last', end='')
raise SystemExit('the end')
`;

const CHANCE = `
import os, random, secrets, uuid
print(random.random(), os.urandom(4), secrets.token_hex(4), uuid.uuid4(), hash('text'), {*'abc'})
`;

describe('fidelity', () => {
  let pool: WorkerPool;
  before(() => (pool = newPool()));
  after(() => pool.dispose());

  async function runSource(source: string, options: Partial<ProgramOptions> = {}) {
    const files = scriptFolder({ 'main.py': source });
    try {
      return await runProgram(pool, { script: files.path('main.py'), ...options });
    } finally {
      files.dispose();
    }
  }

  it('interleaves stdout and stderr as they are printed', async () => {
    const files = scriptFolder({ 'main.py': NOISY });
    const script = files.path('main.py');
    const session = await openProgram(pool, { script });
    let together = '';
    session.onOutput(({ text }) => (together += text));
    const { exitCode } = await finishProgram(session);
    session.dispose();
    const python = execFileSync('sh', ['-c', 'python3 -u "$0" 2>&1 || true', script]);
    files.dispose();
    assert.equal(comparable(together), comparable(python.toString()));
    assert.equal(exitCode, 1);
  });

  it('knows its arguments, its working directory and its own folder', async () => {
    const files = scriptFolder({
      'app/main.py': `
import os, sys
import sibling
print(sys.argv, os.getcwd(), sys.path[0], __file__, open('data.txt').read(), sibling.__file__)
raise ValueError('where?')
`,
      'app/sibling.py': '',
      'data.txt': 'from the working directory',
    });
    const script = files.path('app/main.py');
    const options = { script, argv0: 'app/main.py', args: ['-x', 'a b'], cwd: files.folder };
    const { stdout, stderr } = await runProgram(pool, options);
    const { folder } = files;
    files.dispose();
    assert.equal(
      stdout,
      `['app/main.py', '-x', 'a b'] ${folder} ${folder}/app ${folder}/app/main.py ` +
        `from the working directory ${folder}/app/sibling.py\n`,
    );
    assert.match(stderr, new RegExp(`File "${folder}/app/main.py", line 5, in <module>`));
  });

  it('sees only the environment that it is given', async () => {
    const source = `
import os
print(os.environ.get('COLOR'), 'NODE_OPTIONS' in os.environ, 'SECRET_OF_HOST' in os.environ)
`;
    process.env.SECRET_OF_HOST = 'x';
    const run = await runSource(source, { env: { COLOR: 'green' } });
    delete process.env.SECRET_OF_HOST;
    assert.equal(run.stdout, 'green False False\n', run.stderr);
  });

  it('sleeps for a day in a moment, and the clocks agree', async () => {
    const start = performance.now();
    const { stdout, stderr } = await runSource(`
import datetime, threading, time
before = time.time(), time.monotonic(), datetime.datetime.now()
time.sleep(86_000)
threading.Event().wait(400)
print(round(time.time() - before[0], 1), round(time.monotonic() - before[1], 1))
print(round((datetime.datetime.now() - before[2]).total_seconds(), 1))
`);
    assert.equal(stdout, '86400.0 86400.0\n86400.0\n', stderr);
    assert.ok(performance.now() - start < 20_000);
  });

  it('starts its clock at the time of the run', async () => {
    const startTime = Date.UTC(2031, 4, 6, 7, 8, 9);
    const source = 'import datetime as d; print(d.datetime.now(d.timezone.utc).isoformat()[:19])';
    const { stdout, stderr } = await runSource(source, { startTime });
    assert.equal(stdout, '2031-05-06T07:08:09\n', stderr);
  });

  it('draws the same chance from the same seed, another from another', async () => {
    const outputs = new Set<string>();
    for (const seed of [1, 1, 2, 3]) {
      const run = await runSource(CHANCE, { seed });
      assert.equal(run.exitCode, 0, run.stderr);
      outputs.add(run.stdout);
    }
    assert.equal(outputs.size, 3);
  });

  it('stamps files with the run’s clock, and shows no user of the host', async () => {
    const run = await runSource(`
import os, time
time.sleep(60)
with open('new.txt', 'w') as file:
    file.write('text')
status = os.stat('new.txt')
print(int(status.st_mtime), int(os.stat(__file__).st_mtime), status.st_uid, os.getuid())
`);
    const start = Date.UTC(2026, 0, 1) / 1000;
    assert.equal(run.stdout, `${start + 60} ${start} 0 0\n`, run.stderr);
  });

  it('replays with the input that it had', async () => {
    const files = scriptFolder({
      'main.py': `
import threading
name = input('Name? ')
thread = threading.Thread(target=print, args=(name,))
thread.start()
thread.join()
print(input('Age? '))
`,
    });
    const options = { script: files.path('main.py'), stdin: 'Ada\n36\n' };
    const run = await runProgram(pool, options);
    assert.equal(run.stdout, 'Name? Ada\nAge? 36\n', run.stderr);
    await assertReplays(pool, run, options);
    files.dispose();
  });

  it('replays a line that came while other threads were at work', async () => {
    const files = scriptFolder({
      'main.py': `
import threading, time
done = threading.Event()
def spin():
    while not done.is_set():
        pass
def tick():
    while not done.wait(0.01):
        pass
for work in (spin, tick):
    threading.Thread(target=work).start()
print(input(), time.monotonic())
done.set()
`,
    });
    const answer = (session: Session): void => {
      const isEnough = session.onBatch(() => {
        if (session.trace.length < 500) return;
        isEnough.dispose();
        session.provideInput('now');
      });
    };
    const options = { script: files.path('main.py'), answer };
    const run = await runProgram(pool, options);
    assert.match(run.stdout, /^now \d/, run.stderr);
    await assertReplays(pool, run, options);
    files.dispose();
  });

  it('asks for input with the prompt, and lets other threads run meanwhile', async () => {
    const files = scriptFolder({
      'main.py': `
import threading
event = threading.Event()
threading.Thread(target=lambda: (event.wait(), print('meanwhile'))).start()
event.set()
print(input('Your name? '))
`,
    });
    const session = await openProgram(pool, { script: files.path('main.py') });
    const prompts: string[] = [];
    session.onInputWanted((prompt) => prompts.push(prompt));
    const run = await finishProgram(session);
    session.dispose();
    files.dispose();
    assert.deepEqual(prompts, ['Your name? ']);
    assert.match(run.stdout, /meanwhile/);
    assert.match(run.stderr, /EOFError: EOF when reading a line/);
  });

  it('does not change the files of the user', async () => {
    const files = scriptFolder({
      'main.py': `
import os
open('data.txt', 'w').write('changed')
open('new.txt', 'w').write('new')
os.remove('main.py')
print(open('data.txt').read(), sorted(os.listdir('.')))
`,
      'data.txt': 'original',
    });
    const run = await runProgram(pool, { script: files.path('main.py') });
    const text = execFileSync('sh', ['-c', 'cat data.txt; ls'], { cwd: files.folder });
    files.dispose();
    assert.equal(run.stdout, "changed ['data.txt', 'new.txt']\n", run.stderr);
    assert.equal(text.toString(), 'originaldata.txt\nmain.py\n');
  });

  it('tells each notify of a Condition in the trace, with how many it woke', async () => {
    const run = await runSource(`
import queue, threading
news = threading.Condition(threading.Lock())
ready = threading.Event()

def wait():
    with news:
        ready.set()
        news.wait()

with news:
    news.notify(2)
thread = threading.Thread(target=wait)
thread.start()
ready.wait()
with news:
    news.notify_all()
thread.join()
try:
    news.notify()
except RuntimeError as error:
    print(error)
queue.Queue().put('an item: what it notifies inside is not told')
`);
    assert.equal(run.stdout, 'cannot notify on un-acquired lock\n');
    const woken = [...run.trace.events()].flatMap((event) =>
      event.kind === 'notify' ? [event.woken] : [],
    );
    assert.deepEqual(woken, [0, 1]);
  });

  it('tells each uncaught exception in the trace', async () => {
    const run = await runSource(NOISY);
    assert.deepEqual(exceptionsOf(run), ['ZeroDivisionError: division by zero']);
  });

  it('tells a syntax error in the trace, raised nowhere', async () => {
    const run = await runSource('total = (1\n');
    assert.deepEqual(exceptionsOf(run), ["SyntaxError: '(' was never closed (main.py, line 1)"]);
    const [told] = [...run.trace.events()].filter(({ kind }) => kind === 'exception');
    assert.equal(told?.at, NO_STACK);
  });
});

function exceptionsOf({ trace }: ProgramRun): string[] {
  const found: string[] = [];
  for (const event of trace.events()) {
    if (event.kind === 'exception') found.push(`${event.typeName}: ${event.message}`);
  }
  return found;
}
