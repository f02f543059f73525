// `weft check` on the command line.

import { availableParallelism } from 'node:os';

import { InvalidArgumentError, Option, type Command } from 'commander';

import type { Shard } from '../../core/exploration/blocks.ts';

export interface CheckCommand {
  readonly kind: 'check';
  /** Scripts, files with tests, folders, `file::Class::test`. */
  readonly paths: readonly string[];
  /** Of the scripts and tests. */
  readonly args: readonly string[];
  /** A file with what they read from stdin; undefined: it is empty. */
  readonly stdin: string | undefined;
  /** For each target. Seconds; Infinity: no limit. */
  readonly seconds: number;
  readonly schedules: number;
  readonly isExhaustive: boolean;
  /** Only schedules with so few preemptions; undefined: all. */
  readonly preemptions: number | undefined;
  readonly seed: number;
  readonly shard: Shard;
  readonly workers: number;
  /** Events of one run. */
  readonly stepLimit: number;
  /** Print the report as JSON instead of text. */
  readonly json: boolean;
  /** Files to write. */
  readonly sarif: string | undefined;
  readonly junit: string | undefined;
  readonly trace: string | undefined;
  /** Reports of shards to merge; nothing is run. */
  readonly merge: boolean;
  /** A schedule that failed once. */
  readonly expectSchedule: string | undefined;
}

const DEFAULT_SCHEDULES = 1_000;
const DEFAULT_SECONDS = 60;
const DEFAULT_STEPS = 200_000;

const HELP = `
A PATH is a script, a file of tests (test_*.py, *_test.py: unittest.TestCase classes and functions in
the style of pytest, each explored by itself), one test (test_bank.py::TestBank::test_transfer), or a
folder with such files. What follows "--" are arguments of the scripts: weft check bank.py -- --accounts 3

Exit codes:
  0    nothing found: verified, or not proved within the budget (the report says which)
  1    a schedule was found that fails
  2    wrong usage, or a file can't be read
  3    no verdict: a test that can't be run here, or a program that is not deterministic
  4    incomplete: --exhaustive was asked for, and the time was up before all schedules were tried
  125  Weft itself failed
  130  stopped by Ctrl+C; what was found until then is reported

The same seed gives the same report, whatever --workers is, unless the time is up first.
`;

interface CheckFlags {
  readonly budget: number;
  readonly schedules: number;
  readonly exhaustive?: boolean;
  readonly preemptions?: number;
  readonly seed: number;
  readonly shard: Shard;
  readonly workers: number;
  readonly stepLimit: number;
  readonly json?: boolean;
  readonly sarif?: string;
  readonly junit?: string;
  readonly trace?: string;
  readonly merge?: boolean;
  readonly expectSchedule?: string;
  readonly stdin?: string;
}

/** What follows `--` is the program's, even if it looks like an option of ours. */
export function withoutProgramArgs(args: readonly string[]): {
  readonly own: readonly string[];
  readonly programArgs: readonly string[];
} {
  const end = args[0] === 'check' ? args.indexOf('--') : -1;
  if (end < 0) return { own: args, programArgs: [] };
  return { own: args.slice(0, end), programArgs: args.slice(end + 1) };
}

export function addCheck(
  program: Command,
  args: readonly string[],
  done: (command: CheckCommand) => void,
): void {
  program
    .command('check')
    .description('Search for the schedule that breaks a script or a test.')
    .argument('<path...>', 'scripts, files with tests, folders, file::Class::test')
    .usage('[options] <path...> [-- <args...>]')
    .addOption(
      new Option('--budget <time>', 'time for each script or test: 30s, 5m, none')
        .argParser(seconds)
        .default(DEFAULT_SECONDS, '60s'),
    )
    .option('--schedules <n>', 'schedules for each script or test', whole, DEFAULT_SCHEDULES)
    .option('--exhaustive', 'try all schedules there are, however many, within the time')
    .option('--preemptions <k>', 'of all there are, those with at most so many', natural)
    .option('--seed <n>', 'another seed is another search', natural, 0)
    .addOption(
      new Option('--shard <i/n>', 'run only a part of the schedules, for a matrix of CI jobs')
        .argParser(shard)
        .default({ index: 1, count: 1 }, '1/1'),
    )
    .option('--workers <n>', 'runs at once (default: one a core)', whole, availableParallelism())
    .option('--stdin <file>', 'what the programs read from stdin (default: nothing)')
    .option('--step-limit <n>', 'end a run with more events', whole, DEFAULT_STEPS)
    .option('--json', 'print the report as JSON')
    .option('--sarif <file>', 'write a SARIF 2.1.0 log, for code scanning')
    .option('--junit <file>', 'write JUnit XML, for the test reports of a CI system')
    .option('--trace <file>', 'save the run of the first failure, for "weft replay"')
    .option('--merge', 'the paths are reports of --json: merge them')
    .option('--expect-schedule <text>', 'run this schedule, which failed once: does it still?')
    .addHelpText('after', HELP)
    .action((paths: string[], flags: CheckFlags, command: Command) => {
      if (flags.merge && args.length > 0) {
        command.error('error: --merge runs nothing, so it takes no arguments of a program');
      }
      const { budget, exhaustive = false, preemptions, json = false, merge = false } = flags;
      const { schedules, seed, workers, stepLimit, sarif, junit, trace, expectSchedule, stdin } =
        flags;
      done({
        kind: 'check',
        ...{ paths, args, stdin },
        seconds: budget,
        ...{ schedules: exhaustive ? Infinity : schedules, isExhaustive: exhaustive, preemptions },
        ...{ seed, shard: flags.shard, workers, stepLimit },
        ...{ json, sarif, junit, trace, merge, expectSchedule },
      });
    });
}

const UNITS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };

function seconds(text: string): number {
  if (text === 'none') return Infinity;
  const [, number = '', unit = 's'] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text) ?? [];
  const value = Number(number) * (UNITS[unit] ?? 1);
  // Longer than a timer of Node's can be.
  if (number !== '' && value > 0 && value < 2_000_000) return value;
  throw new InvalidArgumentError('It must be a time such as 30s, 5m or 1h, or "none".');
}

function natural(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value < 2 ** 31) return value;
  throw new InvalidArgumentError(`It must be an integer from 0 to ${2 ** 31 - 1}.`);
}

function whole(text: string): number {
  const value = natural(text);
  if (value > 0) return value;
  throw new InvalidArgumentError('It must be at least 1.');
}

function shard(text: string): Shard {
  const [, index = 0, count = 0] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (index >= 1 && index <= count) return { index, count };
  throw new InvalidArgumentError('It must be like 2/4: the second of four parts.');
}
