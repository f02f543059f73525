// The command as a process, with a scripted worker: streams, signals and exit codes.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { parseRecording } from '../../../src/core/recording/reader.ts';
import {
  finished,
  printed,
  scriptedCommand,
  type ScriptedCommand,
} from '../../support/cli/scriptedCommand.ts';

describe('the weft process', () => {
  let command: ScriptedCommand;

  before(async () => {
    command = await scriptedCommand();
  });

  after(() => command.dispose());

  it("passes the script's output on, and ends with its exit code", async () => {
    assert.deepEqual(await command.run(['run', 'main.py', 'out=a', 'err=b', 'out=c', 'exit=3']), {
      stdout: 'a\nc\n',
      stderr: 'b\n',
      exitCode: 3,
    });
  });

  it('gives the script the lines of its stdin, then the end of file', async () => {
    const args = ['run', 'main.py', 'ask', 'ask', 'ask', 'exit=0'];
    const { stdout } = await command.run(args, 'one\r\ntwo');
    assert.equal(stdout, 'got one\ngot two\ngot undefined\n');
  });

  it('ends without waiting for a stdin that nobody reads', async () => {
    const child = command.start(['run', 'main.py', 'exit=0']);
    assert.equal((await finished(child)).exitCode, 0);
  });

  for (const [step, exitCode, message] of [
    ['limit=Too much output.', 124, /^weft: Too much output\.\n$/],
    ['limit=Raise the setting "weft.stepLimit".', 124, /Raise the option --step-limit\./],
    ['crash=no stack', 125, /^weft: The run ended because the interpreter failed: no stack\n$/],
    ['deadlock', 123, /^weft: Deadlock: nobody can ever run again\.\n$/],
  ] as const) {
    it(`ends with ${exitCode} after ${step}`, async () => {
      const result = await command.run(['run', 'main.py', step]);
      assert.equal(result.exitCode, exitCode);
      assert.match(result.stderr, message);
    });
  }

  for (const [signal, exitCode] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    it(`stops the run on ${signal}, even if it does not obey`, async () => {
      const child = command.start(['run', 'main.py', 'out=ready', 'hang']);
      const end = finished(child);
      await printed(child);
      child.kill(signal);
      assert.deepEqual(await end, { stdout: 'ready\n', stderr: '', exitCode });
    });
  }

  it('takes two signals at once for one, and saves the trace of the stopped run', async () => {
    const child = command.start(['run', '--trace', 's.weft', 'main.py', 'out=ready', 'hang']);
    const end = finished(child);
    await printed(child);
    child.kill('SIGINT');
    child.kill('SIGINT');
    assert.equal((await end).exitCode, 130);
    const { trace } = parseRecording(readFileSync(join(command.folder, 's.weft')));
    assert.deepEqual(trace.worldAt(trace.length).outcome, { kind: 'stopped' });
  });

  it('prints the schedule if it is asked for', async () => {
    const { stderr } = await command.run(['run', '--print-schedule', 'main.py', 'exit=0']);
    assert.equal(stderr, 'weft1_0_1_1_\n');
  });

  it('prints JSON lines and nothing else', async () => {
    const { stdout, stderr } = await command.run(['run', '--json', 'main.py', 'out=a', 'exit=3']);
    const [header, output, end, result] = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual([header.kind, header.args], ['header', ['out=a', 'exit=3']]);
    assert.deepEqual(output, {
      ...{ step: 0, time: 0, by: 1, kind: 'output', stream: 'stdout', text: 'a\n' },
    });
    assert.equal(end.kind, 'end');
    assert.deepEqual(result, {
      kind: 'result',
      outcome: { kind: 'exited', exitCode: 3 },
      exitCode: 3,
      schedule: 'weft1_0_1_1_',
      findings: [],
    });
    assert.equal(stderr, '');
  });

  describe('with a saved trace', () => {
    const record = async (name: string) => {
      const args = ['run', '--trace', name, 'main.py', 'ask', 'out=a', 'exit=3'];
      assert.equal((await command.run(args, 'Ada\n')).exitCode, 3);
    };

    it('replays it with the same arguments and schedule', async () => {
      await record('a.weft');
      const { stdout, exitCode } = await command.run(['replay', 'a.weft'], 'Ada\n');
      assert.deepEqual([stdout, exitCode], ['got Ada\na\n', 3]);
    });

    it('says where a replay differs', async () => {
      await record('b.weft');
      const { stderr, exitCode } = await command.run(['replay', 'b.weft'], 'Bob\n');
      assert.equal(exitCode, 125);
      assert.match(stderr, /The replay leaves its recording at step 0 .*Ada.* Now: .*Bob/s);
    });

    it('runs the recorded text of a script that has changed, and says so', async () => {
      await record('c.weft');
      const script = join(command.folder, 'main.py');
      const text = readFileSync(script, 'utf8');
      writeFileSync(script, 'changed');
      const { stderr, exitCode } = await command.run(['replay', 'c.weft'], 'Ada\n');
      writeFileSync(script, text);
      assert.equal(exitCode, 3);
      assert.match(stderr, /main\.py has changed since the recording/);
    });

    it('takes the schedule out of it', async () => {
      await record('d.weft');
      const args = ['run', '--schedule', 'd.weft', '--json', 'main.py', 'exit=0'];
      const [header = ''] = (await command.run(args)).stdout.split('\n');
      assert.equal(JSON.parse(header).strategy, 'replay');
    });

    it('replaces an earlier trace by a whole one', async () => {
      await record('again.weft');
      const first = readFileSync(join(command.folder, 'again.weft'));
      const args = ['run', '--trace', 'again.weft', 'main.py', 'out=another', 'exit=0'];
      assert.equal((await command.run(args)).exitCode, 0);
      const second = readFileSync(join(command.folder, 'again.weft'));
      assert.notDeepEqual(second, first);
      assert.deepEqual(parseRecording(second).trace.header.args, ['out=another', 'exit=0']);
    });

    it('replaces no other file, and not what is replayed or exported; nothing runs then', async () => {
      await record('e.weft');
      const saved = readFileSync(join(command.folder, 'e.weft'));
      const svg = ['export', 'e.weft', '--format', 'svg', '-o', './e.weft'];
      for (const [args, message] of [
        [
          ['run', '--trace', 'main.py', 'main.py', 'out=a'],
          /main\.py is there already and is no rec/,
        ],
        [['run', '--trace', '.', 'main.py', 'out=a'], /\. is a folder/],
        [['run', '--trace', 'none/a.weft', 'main.py', 'out=a'], /trace can't be saved: .*ENOENT/],
        [['replay', 'e.weft', '--trace', '../work/e.weft'], /e\.weft would be replaced/],
        [svg, /e\.weft would be replaced/],
      ] as const) {
        const { stdout, stderr, exitCode } = await command.run(args);
        assert.deepEqual([stdout, exitCode], ['', 2]);
        assert.match(stderr, message);
      }
      assert.deepEqual(readFileSync(join(command.folder, 'e.weft')), saved);
      assert.equal(readFileSync(join(command.folder, 'main.py'), 'utf8'), 'pass\n');
    });

    it('says that a file is none', async () => {
      const { stderr, exitCode } = await command.run(['replay', 'main.py']);
      assert.equal(exitCode, 2);
      assert.match(stderr, /^weft: This is not a recording/);
    });

    it('says that a file is missing', async () => {
      const { stderr, exitCode } = await command.run(['replay', 'none.weft']);
      assert.equal(exitCode, 2);
      assert.match(stderr, /^weft: The recording can't be read: ENOENT/);
    });

    it('exports it to stdout', async () => {
      await record('e.weft');
      const { stdout, stderr, exitCode } = await command.run([
        'export',
        'e.weft',
        '-f',
        'markdown',
      ]);
      assert.deepEqual([stderr, exitCode], ['', 0]);
      assert.match(stdout, /^# main\.py\n[^]*\| Outcome \| ended, exit code 3 \|/);
    });

    it('exports it to a file', async () => {
      await record('f.weft');
      const args = ['export', 'f.weft', '--format', 'perfetto', '--output', 'f.json'];
      const { stdout, exitCode } = await command.run(args);
      assert.deepEqual([stdout, exitCode], ['', 0]);
      const text = readFileSync(join(command.folder, 'f.json'), 'utf8');
      assert(JSON.parse(text).traceEvents.length > 3);
    });

    it('exports only steps that it has, and only to a diagram', async () => {
      await record('g.weft');
      const few = await command.run(['export', 'g.weft', '-f', 'mermaid', '--steps', '0-2']);
      assert.match(few.stdout, /^sequenceDiagram\n {2}accTitle: main\.py, steps 0 to 2\n/);
      const none = await command.run(['export', 'g.weft', '-f', 'mermaid', '--steps', '900-999']);
      assert.match(none.stderr, /there is no step 900/);
      const other = await command.run(['export', 'g.weft', '-f', 'perfetto', '--steps', '0-2']);
      assert.deepEqual([none.exitCode, other.exitCode], [2, 2]);
      assert.match(other.stderr, /--steps is for mermaid/);
    });

    it("says that an export can't be written", async () => {
      await record('h.weft');
      const args = ['export', 'h.weft', '-f', 'mermaid', '-o', 'no/such/h.mmd'];
      const { stderr, exitCode } = await command.run(args);
      assert.equal(exitCode, 2);
      assert.match(stderr, /^weft: The export can't be written: ENOENT/);
    });

    it("says that it can't be saved", async () => {
      const args = ['run', '--trace', 'no/such/folder.weft', 'main.py', 'exit=0'];
      const { stderr, exitCode } = await command.run(args);
      assert.equal(exitCode, 2);
      assert.match(stderr, /^weft: The trace can't be saved: ENOENT/);
    });
  });

  it('tells its version', async () => {
    assert.deepEqual(await command.run(['--version']), {
      ...{ stdout: '1.2.3\n', stderr: '', exitCode: 0 },
    });
  });

  it('says in one line that a script is missing', async () => {
    const { stderr, exitCode } = await command.run(['run', 'none.py']);
    assert.equal(exitCode, 2);
    assert.match(stderr, /^weft: The script .*none\.py can't be read: ENOENT.*\n$/);
  });
});
