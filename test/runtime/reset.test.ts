// A run on an interpreter that was reset is the run on a new one: the same trace to the last byte,
// whatever the runs before it did to memory, files, streams and threads.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { startNodeRuntime } from '../../src/session/nodeRuntime.ts';
import { ReusingPool } from '../../src/session/reusingPool.ts';
import type { RuntimePort } from '../../src/session/runtimePort.ts';
import { newFreshPool, runProgram, type ProgramRun } from '../support/programs/runProgram.ts';

const worker = new URL('../../dist/worker.mjs', import.meta.url);

/** Shows what a run could have inherited: addresses, hash order, files, descriptors, settings. */
const PROBE = `
import gc, os, random, sys, tempfile, threading
lock = threading.Lock()
thread = threading.Thread(target=lambda: print(threading.get_ident(), id(lock)))
thread.start(); thread.join()
print(id(thread), id(object()), hash('weft'), {object, int, str, thread.name})
print(random.random(), os.urandom(8), open('/dev/urandom', 'rb').read(4), len(gc.get_objects()), sys.getrefcount(None), sorted(sys.modules))
print(os.getcwd(), sorted(os.listdir('/')), sorted(os.listdir('/tmp')), os.listdir('/proc/self/fd'))
print(os.environ, sys.path, os.stat('/home').st_ino, os.stat('/lib/python314.zip').st_size, os.stat('/lib/python314.zip').st_mtime)
with tempfile.NamedTemporaryFile() as file:
    print(file.name, os.fstat(file.fileno()).st_ino, file.fileno(), os.pipe())
with open('/lib/python314.zip', 'rb') as library:
    print(library.read(16), oct(os.fstat(library.fileno()).st_mode))
import xml.dom.minidom
print(sys.stdout.write('end'))
`;

/** Each leaves something behind; the last statement may never be reached. */
const PASTS: Readonly<Record<string, string>> = {
  'writes files and goes elsewhere': `
import os
os.makedirs('/tmp/a/b'); os.chdir('/tmp/a'); open('left', 'w').write('x' * 100000)
os.symlink('/tmp/a', '/link'); os.mkdir('/home/other'); os.rename('/home/user', '/home/gone')
os.environ['LEFT'] = 'behind'; os.umask(0o77)`,
  'overwrites the standard library': `
import os
os.chmod('/lib/python314.zip', 0o666)
with open('/lib/python314.zip', 'r+b') as file: file.write(b'garbage' * 10)
os.rename('/lib/python314.zip', '/lib/moved.zip')
open('/lib/python314.zip', 'w').write('gone')`,
  'closes and swaps its streams': `
import os, sys
kept = [open(__file__) for _ in range(20)] + [os.pipe() for _ in range(5)]
os.write(kept[-1][1], b'unread')
os.dup2(1, 2); os.close(0); os.dup2(kept[3].fileno(), 1); sys.stdout = None`,
  'leaves threads suspended everywhere': `
import threading, time
event = threading.Event()
for n in range(50): threading.Thread(target=event.wait, args=(1e6,), daemon=True).start()
def spin():
    while True: pass
threading.Thread(target=spin, daemon=True).start()
time.sleep(0.1)`,
  'needs a lot of memory': `
kept = [bytearray(1 << 20) for _ in range(25)]
import json, random, sys
json.left = kept; random.seed(5); sys.setswitchinterval(1e-4); sys.setrecursionlimit(50)
sys.modules['threading'] = None`,
  'breaks what it can reach': `
import builtins, gc, threading
gc.disable()
builtins.print = None
threading.Thread = threading.Lock = None
threading.current_thread().__class__ = type('Odd', (), {})
raise SystemExit(3)`,
  deadlocks: `
import threading
lock = threading.Lock(); lock.acquire()
threading.Thread(target=lock.acquire).start()
lock.acquire()`,
};

describe('a reset interpreter', () => {
  let folder: string;
  let boots = 0;
  const pool = new ReusingPool((): Promise<RuntimePort> => {
    boots++;
    return startNodeRuntime({ worker });
  });
  const fresh = newFreshPool();
  let expected: ProgramRun;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'weft-reset-'));
    expected = await runProgram(fresh, { script: script('probe.py', PROBE) });
  });
  after(() => {
    pool.dispose();
    fresh.dispose();
    rmSync(folder, { recursive: true });
  });

  /** In a folder of its own, so that no run sees the script of another. */
  function script(name: string, source: string): string {
    const path = join(mkdtempSync(join(folder, 'run-')), name);
    writeFileSync(path, source);
    return path;
  }

  async function assertUntouched(take = pool.take): Promise<void> {
    const run = await runProgram(
      { take, dispose: () => undefined },
      { script: expected.trace.header.script },
    );
    assert.equal(run.stdout, expected.stdout);
    assert.equal(run.stderr, '');
    assert.deepEqual(run.trace.tables, expected.trace.tables);
    assert.deepEqual([...run.trace.events()], [...expected.trace.events()]);
    assert.equal(run.schedule, expected.schedule);
  }

  it('is used again, and answers as a new one does', async () => {
    assert.match(expected.stdout, /end3$/m, expected.stderr + expected.message);
    for (let round = 0; round < 3; round++) await assertUntouched();
    assert.equal(boots, 1);
  });

  for (const [name, source] of Object.entries(PASTS)) {
    it(`shows nothing of a run that ${name}`, async () => {
      await runProgram(pool, { script: script('past.py', source) });
      await assertUntouched();
      assert.equal(boots, 1, 'the interpreter could not be reset');
    });
  }

  it('shows nothing of a run that was ended in an endless loop', async () => {
    const loop = script('past.py', 'while True: print("on and on")');
    const run = await runProgram(pool, { script: loop, limits: { outputBytes: 5_000 } });
    assert.equal(run.outcome.kind, 'limit');
    await assertUntouched();
    assert.equal(boots, 1);
  });

  it('is what a spare is that has warmed up while it waited', async () => {
    const port = await startNodeRuntime({ worker });
    await new Promise<void>((resolve) => {
      port.onMessage(({ kind }) => kind === 'warm' && resolve());
    });
    await assertUntouched(() => Promise.resolve(port));
  });

  it('is what a spare is that is wanted while it warms up', async () => {
    const port = await startNodeRuntime({ worker });
    // On any machine the run comes before, in or after that.
    await setTimeout(350);
    await assertUntouched(() => Promise.resolve(port));
  });

  it('is given up after a crash or after it needed much memory', async () => {
    const crash = 'import os\nos.kill(os.getpid(), 9)';
    const hog = 'kept = bytearray(200_000_000)';
    for (const [index, source] of [crash, hog].entries()) {
      await runProgram(pool, { script: script('past.py', source) });
      await assertUntouched();
      assert.equal(boots, 2 + index);
    }
  });
});
