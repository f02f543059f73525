// The command line as a value: what was asked for, checked, nothing done yet.

import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';

import type { Limits } from '../core/protocol/worker.ts';
import { addCheck, type CheckCommand, withoutProgramArgs } from './check/checkOptions.ts';
import { addExport, type ExportCommand } from './exportOptions.ts';

interface CommonOptions {
  readonly speed: number | 'real' | 'max';
  readonly limits: Partial<Limits>;
  /** Where to save the trace. */
  readonly trace: string | undefined;
  readonly json: boolean;
}

export interface RunCommand extends CommonOptions {
  readonly kind: 'run';
  readonly script: string;
  /** Run only this test of the file. */
  readonly test: string | undefined;
  readonly args: readonly string[];
  readonly seed: number | undefined;
  readonly strategy: 'roundRobin' | 'random' | undefined;
  /** A schedule's text or the path of a .weft file. */
  readonly schedule: string | undefined;
  readonly printSchedule: boolean;
  /** Say what could happen under another schedule. */
  readonly predictions: boolean;
  /** Watch what threads share. */
  readonly races: boolean;
}

export interface ReplayCommand extends CommonOptions {
  readonly kind: 'replay';
  readonly file: string;
}

export interface DapCommand {
  readonly kind: 'dap';
  /** TCP; undefined is stdin and stdout. */
  readonly port: number | undefined;
  readonly host: string;
}

export type CommandLine =
  | RunCommand
  | ReplayCommand
  | CheckCommand
  | ExportCommand
  | DapCommand
  /** Help, the version, or what is wrong with the command line; it has been printed. */
  | { readonly kind: 'done'; readonly exitCode: number };

export interface Printer {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** As of most commands; Python's own, too. */
export const EXIT_USAGE = 2;

const EXIT_CODES = `
Exit codes:
  0–255  the script's own
  2      wrong usage, or the script can't be read
  123    deadlock: nobody could ever run again
  124    a limit was reached: output, steps, threads or memory
  125    Weft itself failed, or the replay differs from the recording
  130    stopped by Ctrl+C

Deadlocks are explained on stderr, and so are threads that hang while others go on and
trouble that another schedule may bring; these two do not change the exit code.
`;

const JSON_FORMAT = `
With --json every line of stdout is a JSON object:
  {"kind":"header", …}    the run: script, args, cwd, python, seed, startTime, strategy
  {"step", "time", "by", "kind", …, "site"}    an event; time in virtual nanoseconds, by a
                          thread's id (0: the scheduler), site the user's file:line
  {"kind":"result","outcome", "exitCode", "schedule", "findings"}    the last line
`;

const DAP_HINT = `
With --port every connection is a debug session of its own, until Ctrl+C. Who can connect can run
programs in Weft's sandbox with copies of your files, so listen on other addresses than this
machine's own only in a network that you trust.
`;

/** @param args without the interpreter and the program's own path. */
export function readCommandLine(
  args: readonly string[],
  version: string,
  printer: Printer,
): CommandLine {
  let result: CommandLine = { kind: 'done', exitCode: EXIT_USAGE };
  const program = newProgram(version, printer);
  addRun(program, (command) => (result = command));
  addReplay(program, (command) => (result = command));
  const { own, programArgs } = withoutProgramArgs(args);
  addCheck(program, programArgs, (command) => (result = command));
  addExport(program, (command) => (result = command));
  addDap(program, (command) => (result = command));
  try {
    program.parse(own, { from: 'user' });
    return result;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { kind: 'done', exitCode: error.exitCode === 0 ? 0 : EXIT_USAGE };
  }
}

function newProgram(version: string, { out, err }: Printer): Command {
  return new Command('weft')
    .description(
      "Runs Python programs with threads under Weft's scheduler, replays and debugs them.",
    )
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: out, writeErr: err })
    .enablePositionalOptions()
    .helpCommand(false)
    .addHelpText('after', EXIT_CODES);
}

function addRun(program: Command, done: (command: RunCommand) => void): void {
  const run = program
    .command('run')
    .description('Run a Python script. Options of weft come before the script.')
    .argument('<script>', 'the Python file')
    .argument('[args...]', "the script's own arguments")
    .passThroughOptions()
    .addOption(new Option('--seed <n>', 'seed of random and of the schedule').argParser(seed))
    .addOption(
      new Option('--strategy <name>', 'who runs next (default: roundRobin)').choices([
        'roundRobin',
        'random',
      ]),
    )
    .option('--test <name>', 'run only this test of the file: TestBank.test_transfer')
    .option('--schedule <text|file>', 'replay this schedule: its text, or a .weft file')
    .option('--print-schedule', 'print the schedule of the run to stderr')
    .option('--races', 'watch what threads share, and tell data races and lost updates')
    .option('--no-predictions', 'do not say what could happen under another schedule');
  addCommonOptions(run).action((script: string, args: string[], options: RunFlags) => {
    const { test, seed: n, strategy, schedule, printSchedule = false } = options;
    const { predictions, races = false } = options;
    const own = { test, seed: n, strategy, schedule, printSchedule, predictions, races };
    done({ kind: 'run', script, args, ...own, ...commonOf(options) });
  });
}

function addReplay(program: Command, done: (command: ReplayCommand) => void): void {
  const replay = program
    .command('replay')
    .description('Run a recorded run again, and check that the same happens.')
    .argument('<file>', 'a trace that "weft run --trace" has saved');
  addCommonOptions(replay).action((file: string, options: CommonFlags) => {
    done({ kind: 'replay', file, ...commonOf(options) });
  });
}

function addDap(program: Command, done: (command: DapCommand) => void): void {
  program
    .command('dap')
    .description('Serve the Debug Adapter Protocol to an editor, over stdin and stdout.')
    .addOption(new Option('--port <n>', 'listen on a TCP port; 0 takes a free one').argParser(port))
    .option('--host <address>', 'where to listen', '127.0.0.1')
    .addHelpText('after', DAP_HINT)
    .action((options: { readonly port?: number; readonly host: string }) => {
      done({ kind: 'dap', port: options.port, host: options.host });
    });
}

interface CommonFlags {
  readonly speed: number | 'real' | 'max';
  readonly outputLimit?: number;
  readonly stepLimit?: number;
  readonly threadLimit?: number;
  readonly memoryLimit?: number;
  readonly trace?: string;
  readonly json?: boolean;
}

interface RunFlags extends CommonFlags {
  readonly test?: string;
  readonly seed?: number;
  readonly strategy?: 'roundRobin' | 'random';
  readonly schedule?: string;
  readonly printSchedule?: boolean;
  readonly predictions: boolean;
  readonly races?: boolean;
}

function addCommonOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--speed <real|max|n>', 'virtual seconds per second')
        .argParser(speed)
        .default('max'),
    )
    .option('--trace <file>', 'save the trace of the run; replaces an earlier trace, no other file')
    .option('--json', 'print events as JSON lines instead of the output')
    .option('--output-limit <MB>', 'end a run that prints more (default: 10)', positive)
    .option('--step-limit <n>', 'end a run with more events (default: 5000000)', positive)
    .option('--thread-limit <n>', 'threads alive at once (default: 5000)', positive)
    .option('--memory-limit <MB>', 'memory of the interpreter (default: 1024)', positive)
    .addHelpText('after', JSON_FORMAT);
}

function commonOf(flags: CommonFlags): CommonOptions {
  const { speed: chosen, trace, json = false } = flags;
  const { outputLimit, stepLimit, threadLimit, memoryLimit } = flags;
  const limits = {
    ...(outputLimit && { outputBytes: Math.round(outputLimit * 1e6) }),
    ...(stepLimit && { steps: stepLimit }),
    ...(threadLimit && { threads: threadLimit }),
    ...(memoryLimit && { memoryBytes: Math.round(memoryLimit * 2 ** 20) }),
  };
  return { speed: chosen, limits, trace, json };
}

function positive(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value > 0) return value;
  throw new InvalidArgumentError('It must be a positive number.');
}

function port(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value < 2 ** 16) return value;
  throw new InvalidArgumentError('It must be an integer from 0 to 65535.');
}

function seed(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value < 2 ** 31) return value;
  throw new InvalidArgumentError(`It must be an integer from 0 to ${2 ** 31 - 1}.`);
}

function speed(text: string): number | 'real' | 'max' {
  if (text === 'real' || text === 'max') return text;
  const value = Number(text);
  if (text.trim() !== '' && value > 0) return value;
  throw new InvalidArgumentError('It must be "real", "max" or a positive number.');
}
