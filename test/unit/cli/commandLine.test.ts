import assert from 'node:assert/strict';

import { readCommandLine } from '../../../src/cli/commandLine.ts';

function read(...args: string[]) {
  const text = { out: '', err: '' };
  const command = readCommandLine(args, '1.2.3', {
    out: (piece) => (text.out += piece),
    err: (piece) => (text.err += piece),
  });
  return { command, ...text };
}

describe('the command line', () => {
  it('runs a script as fast as possible if nothing else is said', () => {
    assert.deepEqual(read('run', 'a.py').command, {
      kind: 'run',
      script: 'a.py',
      args: [],
      seed: undefined,
      strategy: undefined,
      schedule: undefined,
      printSchedule: false,
      speed: 'max',
      trace: undefined,
      json: false,
    });
  });

  it('takes options before the script', () => {
    const { command } = read(
      ...['run', '--seed', '7', '--strategy', 'random', '--schedule', 'weft1_1_1_1_'],
      ...['--speed', '2.5', '--trace', 't.weft', '--json', '--print-schedule', 'a.py'],
    );
    assert.deepEqual(command, {
      kind: 'run',
      script: 'a.py',
      args: [],
      seed: 7,
      strategy: 'random',
      schedule: 'weft1_1_1_1_',
      printSchedule: true,
      speed: 2.5,
      trace: 't.weft',
      json: true,
    });
  });

  it('leaves everything after the script to the script', () => {
    const { command } = read('run', 'a.py', '--seed', '7', '-h', '--', 'x');
    assert.ok(command.kind === 'run');
    assert.deepEqual([command.seed, command.args], [undefined, ['--seed', '7', '-h', '--', 'x']]);
  });

  it('replays a file', () => {
    assert.deepEqual(read('replay', '--speed', 'real', 'a.weft').command, {
      kind: 'replay',
      file: 'a.weft',
      speed: 'real',
      trace: undefined,
      json: false,
    });
  });

  for (const [args, message] of [
    [[], /Usage: weft/],
    [['run'], /missing required argument 'script'/],
    [['run', '--no-such', 'a.py'], /unknown option '--no-such'/],
    [['run', '--seed', '-1', 'a.py'], /integer from 0 to 2147483647/],
    [['run', '--seed', '2147483648', 'a.py'], /integer from 0 to 2147483647/],
    [['run', '--speed', '0', 'a.py'], /"real", "max" or a positive number/],
    [['run', '--strategy', 'x', 'a.py'], /Allowed choices are roundRobin, random/],
    [['replay', 'a.weft', 'b.weft'], /too many arguments/],
    [['debug'], /unknown command 'debug'/],
  ] as const) {
    it(`refuses "weft ${args.join(' ')}"`, () => {
      const { command, out, err } = read(...args);
      assert.deepEqual(command, { kind: 'done', exitCode: 2 });
      assert.match(err, message);
      assert.equal(out, '');
    });
  }

  it('explains itself, with the exit codes', () => {
    const { command, out } = read('--help');
    assert.deepEqual(command, { kind: 'done', exitCode: 0 });
    assert.match(out, /123 +deadlock/);
    assert.match(read('run', '--help').out, /"kind":"result"/);
  });

  it('tells its version', () => {
    assert.equal(read('--version').out, '1.2.3\n');
  });
});
