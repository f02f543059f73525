// dist/weft.mjs on real programs: signals, schedules, JSON lines and replays.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { finished, printed, type Finished } from '../support/cli/scriptedCommand.ts';
import { scriptFolder, type ScriptFolder } from '../support/programs/scriptFolder.ts';

const command = join(import.meta.dirname, '../../dist/weft.mjs');

const FILES = {
  'spins.py': `
print('spinning')
while True:
    pass
`,
  'sleeps.py': `
import time
print('sleeping')
time.sleep(1_000_000)
print('slept')
`,
  'greets.py': `
import sys
name = input('name? ')
print('hello', name, sys.argv)
`,
  'races.py': `
import threading
order = []
def work(name):
    for _ in range(20):
        with lock:
            order.append(name)
lock = threading.Lock()
threads = [threading.Thread(target=work, args=(name,)) for name in 'abc']
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(''.join(order))
`,
};

describe('the weft command with the real runtime', () => {
  let files: ScriptFolder;

  before(() => {
    files = scriptFolder(FILES);
  });

  after(() => files.dispose());

  const start = (...args: string[]) =>
    spawn(process.execPath, [command, ...args], { cwd: files.folder });

  function weft(args: readonly string[], input = ''): Promise<Finished> {
    const child = start(...args);
    child.stdin.end(input);
    return finished(child);
  }

  it('stops an endless loop on Ctrl+C', async () => {
    const child = start('run', 'spins.py');
    const end = finished(child);
    await printed(child);
    child.kill('SIGINT');
    assert.deepEqual(await end, { stdout: 'spinning\n', stderr: '', exitCode: 130 });
  });

  it('stops a sleep in real time on Ctrl+C', async () => {
    const child = start('run', '--speed', 'real', 'sleeps.py');
    const end = finished(child);
    await printed(child);
    child.kill('SIGINT');
    assert.deepEqual(await end, { stdout: 'sleeping\n', stderr: '', exitCode: 130 });
  });

  it('skips a sleep at full speed', async () => {
    const { stdout } = await weft(['run', 'sleeps.py']);
    assert.equal(stdout, 'sleeping\nslept\n');
  });

  it('prints the prompt of input() where CPython does', async () => {
    const { stdout } = await weft(['run', 'greets.py', 'x'], 'Ada\n');
    assert.equal(stdout, "name? hello Ada ['greets.py', 'x']\n");
  });

  it('replays input, arguments and output', async () => {
    const recorded = await weft(['run', '--trace', 'g.weft', 'greets.py', 'x'], 'Ada\n');
    assert.deepEqual(await weft(['replay', 'g.weft']), recorded);
  });

  it('replays a run that was stopped up to where it was stopped', async () => {
    const child = start('run', '--trace', 's.weft', 'spins.py');
    const end = finished(child);
    await printed(child);
    child.kill('SIGINT');
    const recorded = await end;
    assert.deepEqual(await weft(['replay', 's.weft']), recorded);
  });

  it('interleaves threads by the seed, and repeats that with the schedule it prints', async () => {
    const random = ['run', '--print-schedule', '--strategy', 'random'];
    const one = await weft([...random, '--seed', '1', 'races.py']);
    const other = await weft([...random, '--seed', '2', 'races.py']);
    assert.notEqual(one.stdout, other.stdout);
    const schedule = one.stderr.trim();
    assert.match(schedule, /^weft1_1_/);
    const again = await weft(['run', '--print-schedule', '--schedule', schedule, 'races.py']);
    assert.deepEqual(again, one);
  });

  it('prints the same JSON lines for the same schedule', async () => {
    await weft(['run', '--strategy', 'random', '--trace', 'r.weft', 'races.py']);
    const json = () => weft(['run', '--json', '--schedule', 'r.weft', 'races.py']);
    const one = await json();
    assert.equal(one.exitCode, 0);
    assert.deepEqual(await json(), one);
    const last = JSON.parse(one.stdout.trimEnd().split('\n').at(-1) ?? '');
    assert.deepEqual(last.outcome, { kind: 'exited', exitCode: 0 });
  });
});
