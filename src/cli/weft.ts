// The `weft` command: reads the command line, runs it, and ends the process with its exit code.

import { readFileSync } from 'node:fs';

import { unreachable, UserError } from '../core/base/errors.ts';
import { EXIT_FAILURE } from '../session/exitCode.ts';
import { hasJspi } from '../session/jspi.ts';
import { RuntimeStartError } from '../session/nodeRuntime.ts';
import { check } from './check/check.ts';
import { EXIT_USAGE, readCommandLine, type CommandLine } from './commandLine.ts';
import { replay, run } from './commands.ts';
import { dap } from './dap.ts';
import { exportRecording } from './exportRecording.ts';
import { otherNode, runUnder } from './reexec.ts';
import { Terminal } from './terminal.ts';

async function main(): Promise<number> {
  const printer = {
    out: (text: string) => process.stdout.write(text),
    err: (text: string) => process.stderr.write(text),
  };
  const command = readCommandLine(process.argv.slice(2), version(), printer);
  if (command.kind === 'done') return command.exitCode;
  const other = hasJspi() || command.kind === 'export' ? undefined : otherNode(process.env);
  if (other !== undefined) return runUnder(other, process.env);
  return perform(command);
}

async function perform(command: Exclude<CommandLine, { kind: 'done' }>): Promise<number> {
  const terminal = new Terminal();
  try {
    return await act(command, terminal);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    terminal.say(error.message);
    return error instanceof RuntimeStartError ? EXIT_FAILURE : EXIT_USAGE;
  } finally {
    terminal.dispose();
  }
}

function act(command: Exclude<CommandLine, { kind: 'done' }>, terminal: Terminal): Promise<number> {
  switch (command.kind) {
    case 'run':
      return run(command, terminal);
    case 'replay':
      return replay(command, terminal);
    case 'check':
      return check(command, version(), terminal);
    case 'export':
      return exportRecording(command, terminal);
    case 'dap':
      return dap(command, terminal);
    default:
      return unreachable(command);
  }
}

/** Of the package that this bundle was built from. */
function version(): string {
  const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return String((JSON.parse(manifest) as { version: unknown }).version);
}

try {
  process.exitCode = await main();
} catch (error) {
  // A bug of Weft's own.
  console.error(error);
  process.exitCode = EXIT_FAILURE;
}
