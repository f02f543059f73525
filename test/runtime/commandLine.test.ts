// The command as the user has it: dist/weft.mjs in a process of its own.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { EXIT_DEADLOCK } from '../../src/session/exitCode.ts';
import { examplesFolder } from '../support/programs/exampleCatalogue.ts';
import { testProgram } from '../support/programs/testPrograms.ts';
import { scriptFolder, type ScriptFolder } from '../support/programs/scriptFolder.ts';

const command = join(import.meta.dirname, '../../dist/weft.mjs');

describe('the weft command', () => {
  let files: ScriptFolder;
  before(() => {
    files = scriptFolder({
      'main.py': `
import sys
print(sys.argv, input())
print('trouble', file=sys.stderr)
sys.exit(7)
`,
    });
  });
  after(() => files.dispose());

  function weft(args: readonly string[], input = '') {
    const options = { cwd: files.folder, input, encoding: 'utf8' } as const;
    const { stdout, stderr, status } = spawnSync(process.execPath, [command, ...args], options);
    return { stdout, stderr, status };
  }

  it('gives the script its arguments and its input, and ends with its exit code', () => {
    assert.deepEqual(weft(['run', 'main.py', '--seed', 'x'], 'a line\n'), {
      stdout: "['main.py', '--seed', 'x'] a line\n",
      stderr: 'trouble\n',
      status: 7,
    });
  });

  it('explains a deadlock on stderr and ends with a code of its own', () => {
    const run = weft(['run', join(examplesFolder, 'deadlock_two_locks.py')]);
    assert.equal(run.status, EXIT_DEADLOCK);
    assert.match(run.stdout, /writer has the pen/);
    assert.match(run.stderr, /writer.*pen.*paper/);
  });

  it('says what did not happen on stderr only, and ends with the script’s exit code', () => {
    const script = testProgram('predicted', 'lock_order_pair').path;
    const run = weft(['run', script]);
    assert.deepEqual([run.status, run.stdout], [0, 'one\ntwo\n']);
    assert.match(
      run.stderr,
      /^weft: No thread hung in this run\. What could happen under another schedule, or is worth a look:\nweft: Possible deadlock: /,
    );
    const quiet = weft(['run', '--no-predictions', script]);
    assert.deepEqual(quiet, { stdout: 'one\ntwo\n', stderr: '', status: 0 });
  });

  it('saves a trace and replays it', () => {
    const script = join(examplesFolder, 'threading_queue.py');
    const run = weft(['run', script, '--trace', 'wrong place for an option']);
    assert.equal(run.status, 0, run.stderr); // what comes after the script is the script's
    const saved = weft(['run', '--strategy', 'random', '--seed', '5', '--trace', 'a.weft', script]);
    assert.equal(saved.status, 0, saved.stderr);
    assert.ok(readFileSync(files.path('a.weft')).length > 0);
    const again = weft(['replay', 'a.weft']);
    assert.equal(again.status, 0, again.stderr);
    assert.equal(again.stdout, saved.stdout);
  });

  it('prints one JSON object a line, from the header to the result', () => {
    const run = weft(['run', '--json', join(examplesFolder, 'threading_lock.py')]);
    const lines = run.stdout.trimEnd().split('\n');
    const kinds = lines.map((line) => (JSON.parse(line) as { kind: string }).kind);
    assert.equal(kinds[0], 'header');
    assert.equal(kinds.at(-1), 'result');
    assert.ok(kinds.includes('acquire') && kinds.includes('output'));
  });

  it('says in one line that a script is not there', () => {
    const run = weft(['run', 'no_such_script.py']);
    assert.equal(run.status, 2);
    assert.match(run.stderr, /^weft: .*no_such_script\.py.*\n$/);
  });
});
