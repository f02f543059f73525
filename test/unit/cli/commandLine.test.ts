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
      test: undefined,
      args: [],
      seed: undefined,
      strategy: undefined,
      schedule: undefined,
      printSchedule: false,
      predictions: true,
      races: false,
      speed: 'max',
      limits: {},
      trace: undefined,
      json: false,
    });
  });

  it('takes options before the script', () => {
    const { command } = read(
      ...['run', '--seed', '7', '--strategy', 'random', '--schedule', 'weft1_1_1_1_'],
      ...[
        '--speed',
        '2.5',
        '--trace',
        't.weft',
        '--json',
        '--print-schedule',
        '--no-predictions',
        '--races',
        'a.py',
      ],
    );
    assert.deepEqual(command, {
      kind: 'run',
      script: 'a.py',
      test: undefined,
      args: [],
      seed: 7,
      strategy: 'random',
      schedule: 'weft1_1_1_1_',
      printSchedule: true,
      predictions: false,
      races: true,
      speed: 2.5,
      limits: {},
      trace: 't.weft',
      json: true,
    });
  });

  it('leaves everything after the script to the script', () => {
    const { command } = read('run', 'a.py', '--seed', '7', '-h', '--', 'x');
    assert.ok(command.kind === 'run');
    assert.deepEqual([command.seed, command.args], [undefined, ['--seed', '7', '-h', '--', 'x']]);
  });

  it('takes limits in the units of the settings', () => {
    const { command } = read(
      ...['run', '--output-limit', '0.5', '--step-limit', '10', '--thread-limit', '3'],
      ...['--memory-limit', '64', 'a.py'],
    );
    assert.ok(command.kind === 'run');
    assert.deepEqual(command.limits, {
      ...{ outputBytes: 500_000, steps: 10, threads: 3, memoryBytes: 64 * 2 ** 20 },
    });
  });

  it('replays a file', () => {
    assert.deepEqual(read('replay', '--speed', 'real', 'a.weft').command, {
      kind: 'replay',
      file: 'a.weft',
      speed: 'real',
      limits: {},
      trace: undefined,
      json: false,
    });
  });

  it('serves the debug adapter over stdio, or at a port', () => {
    const host = '127.0.0.1';
    assert.deepEqual(read('dap').command, { kind: 'dap', port: undefined, host });
    assert.deepEqual(read('dap', '--port', '0').command, { kind: 'dap', port: 0, host });
    const { command } = read('dap', '--port', '4711', '--host', '::1');
    assert.deepEqual(command, { kind: 'dap', port: 4711, host: '::1' });
  });

  for (const [args, message] of [
    [[], /Usage: weft/],
    [['run'], /missing required argument 'script'/],
    [['run', '--no-such', 'a.py'], /unknown option '--no-such'/],
    [['run', '--seed', '-1', 'a.py'], /integer from 0 to 2147483647/],
    [['run', '--seed', '2147483648', 'a.py'], /integer from 0 to 2147483647/],
    [['run', '--speed', '0', 'a.py'], /"real", "max" or a positive number/],
    [['run', '--step-limit', 'many', 'a.py'], /positive number/],
    [['run', '--strategy', 'x', 'a.py'], /Allowed choices are roundRobin, random/],
    [['replay', 'a.weft', 'b.weft'], /too many arguments/],
    [['dap', '--port', '65536'], /integer from 0 to 65535/],
    [['dap', 'a.py'], /too many arguments/],
    [['debug'], /unknown command 'debug'/],
  ] as const) {
    it(`refuses "weft ${args.join(' ')}"`, () => {
      const { command, out, err } = read(...args);
      assert.deepEqual(command, { kind: 'done', exitCode: 2 });
      assert.match(err, message);
      assert.equal(out, '');
    });
  }

  it('exports a recording in a format that must be named', () => {
    const { command } = read('export', 'a.weft', '-f', 'mermaid', '--steps', '10-20');
    const asked = { kind: 'export', file: 'a.weft', format: 'mermaid', output: undefined };
    assert.deepEqual(command, { ...asked, steps: [10, 20] });
    for (const args of [[], ['-f', 'pdf'], ['-f', 'mermaid', '--steps', '20-10']]) {
      const { command: refused, err } = read('export', 'a.weft', ...args);
      assert.deepEqual(refused, { kind: 'done', exitCode: 2 });
      assert.notEqual(err, '');
    }
  });

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
