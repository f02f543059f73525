// `weft check` as the user has it: dist/weft.mjs in a process of its own.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { BANK, MANY_SCHEDULES, TEST_BANK, TWO_LOCKS } from '../support/exploration/programs.ts';
import { scriptFolder, type ScriptFolder } from '../support/programs/scriptFolder.ts';

const command = join(import.meta.dirname, '../../dist/weft.mjs');

const ECHO = `
import sys
assert False, ' '.join([str(sys.argv[1:]), input(), input(), sys.stdin.read()])
`;

describe('weft check', () => {
  let files: ScriptFolder;
  before(() => {
    files = scriptFolder({
      'dead.py': TWO_LOCKS,
      'tests/test_bank.py': TEST_BANK,
      'tests/bank.py': BANK,
      'many.py': MANY_SCHEDULES,
      'echo.py': ECHO,
      'in.txt': 'one\r\ntwo',
    });
  });
  after(() => files.dispose());

  function weft(...args: string[]) {
    const options = { cwd: files.folder, encoding: 'utf8' } as const;
    const { stdout, stderr, status } = spawnSync(process.execPath, [command, ...args], options);
    return { stdout, stderr, status };
  }

  it('finds a deadlock, explains it, saves it, and says how to replay it', () => {
    const { stdout, status } = weft('check', '--budget', 'none', 'dead.py', '--trace', 'dead.weft');
    assert.equal(status, 1, stdout);
    assert.match(stdout, /^FAIL dead\.py: fails on schedule \d+\n/);
    assert.match(stdout, /Deadlock: (one and two|two and one) wait for each other’s locks/);
    assert.match(stdout, /│ MainThread +│ one +│ two +│/);
    assert.match(stdout, /✗ waits for (left|right) for ever/);
    const [, schedule = ''] = /--schedule (weft\S+) dead\.py/.exec(stdout) ?? [];
    assert.match(weft('run', '--schedule', schedule, 'dead.py').stderr, /Deadlock/);
    assert.ok(existsSync(files.path('dead.weft')));
  });

  it('tells what shards have found when they are merged', () => {
    const reports = ['1', '2'].map((index) => {
      const { stdout } = weft('check', '--json', '--shard', `${index}/2`, 'dead.py');
      writeFileSync(files.path(`shard-${index}.json`), stdout);
      return `shard-${index}.json`;
    });
    const { stdout, status } = weft('check', '--merge', ...reports);
    assert.equal(status, 1, stdout);
    assert.match(stdout, /^FAIL dead\.py: fails on schedule \d+\n/);
    assert.match(stdout, /✗ waits for (left|right) for ever/);
    assert.match(stdout, /^1 checked: 1 failed/m);
  });

  it('explores each test by itself', () => {
    const { stdout, status } = weft('check', '--budget', 'none', '--schedules', '200', 'tests');
    const heads = stdout.split('\n').filter((line) => line.includes('test_bank.py::'));
    const said = heads.map((line) => line.replace(/schedule \d+/, 'schedule N'));
    assert.deepEqual(
      said.filter((line) => !line.startsWith('Replay')),
      [
        'FAIL tests/test_bank.py::TestBank::test_two_deposits: fails on schedule N',
        'ok   tests/test_bank.py::TestBank::test_alone: passes; it has one thread, so there is only one schedule',
        'FAIL tests/test_bank.py::TestBank::test_wrong: fails on every schedule tried (1 schedule)',
        'skip tests/test_bank.py::TestBank::test_later: skipped: not yet',
        "??   tests/test_bank.py::test_with_fixture: can't be run: test_with_fixture wants the fixture 'tmp_path': Weft runs tests without pytest, so it has no fixtures",
      ],
    );
    assert.match(stdout, /AssertionError: 1 != 2 \(test_bank\.py:13\)/);
    assert.equal(status, 1);
  });

  it('gives the program its arguments and its input', () => {
    const { stdout, status } = weft('check', '--stdin', 'in.txt', 'echo.py', '--', '--json', 'b c');
    assert.match(stdout, /AssertionError: \['--json', 'b c'\] one two /, stdout);
    assert.match(stdout, /weft run --schedule weft\S+ echo\.py --json 'b c' < in\.txt$/m);
    assert.equal(status, 1);
    assert.equal(weft('check', '--merge', 'in.txt', '--', 'a').status, 2);
  });

  it('ends with 4 when there was no time for all schedules', () => {
    const { stdout, status } = weft('check', '--exhaustive', '--budget', '1s', 'many.py');
    assert.match(
      stdout,
      /^\?\? {3}many\.py: incomplete: [\d,]+ schedules? explored before the time/,
    );
    assert.equal(status, 4, stdout);
  });

  it('ends with 2 if there is nothing to check, 3 without a verdict', () => {
    assert.equal(weft('check', 'nowhere.py').status, 2);
    const gone = weft('check', 'tests/test_bank.py::TestBank::test_gone');
    assert.match(gone.stdout, /can't be run: test_bank has no test TestBank\.test_gone/);
    assert.equal(gone.status, 3);
  });
});
