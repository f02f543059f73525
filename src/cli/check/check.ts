// `weft check`: explores each target, one after the other, and reports.

import { readFile, writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';

import { UserError } from '../../core/base/errors.ts';
import { mergeReports } from '../../core/exploration/merge.ts';
import {
  parseReport,
  REPORT_VERSION,
  targetName,
  type CheckReport,
  type CheckResult,
  type CheckTarget,
} from '../../core/exploration/report.ts';
import { resultText, summaryText } from '../../core/exploration/reportText.ts';
import type { InputLine } from '../../core/trace/inputLines.ts';
import { serializeRecording } from '../../core/recording/writer.ts';
import { EXIT_STOPPED } from '../../session/exitCode.ts';
import { Exploration, type ExplorationEnd } from '../../session/exploration/exploration.ts';
import { prepareLaunch } from '../../session/launch.ts';
import { nodeFiles } from '../../session/nodeFiles.ts';
import { startNodeRuntime } from '../../session/nodeRuntime.ts';
import { ReusingPool } from '../../session/reusingPool.ts';
import { recordingOf } from '../../session/savedRun.ts';
import type { Terminal } from '../terminal.ts';
import type { CheckCommand } from './checkOptions.ts';
import { junitXml } from './junit.ts';
import { ProgressLine } from './progressLine.ts';
import { sarifLog } from './sarif.ts';
import { checkTargets } from './targets.ts';

/** Beside the bundle of this file. */
const WORKER = new URL('./worker.mjs', import.meta.url);
/** What the clock of each run shows at first, so that a search is the same tomorrow. */
const START_TIME = Date.UTC(2026, 0, 1);

const EXIT_FAILED = 1;
const EXIT_NO_VERDICT = 3;
const EXIT_INCOMPLETE = 4;

/** @returns the exit code. @throws UserError */
export async function check(
  command: CheckCommand,
  version: string,
  terminal: Terminal,
): Promise<number> {
  const report = command.merge
    ? await merged(command, terminal)
    : await explored(command, version, terminal);
  if (command.sarif !== undefined) {
    await save(command.sarif, `${JSON.stringify(sarifLog(report, process.cwd()), undefined, 2)}\n`);
  }
  if (command.junit !== undefined) await save(command.junit, junitXml(report));
  if (command.json) terminal.out(`${JSON.stringify(report, undefined, 2)}\n`);
  else terminal.out(`${summaryText(report)}\n`);
  return terminal.interruptCode === undefined ? exitCode(report) : EXIT_STOPPED;
}

async function merged({ paths, json }: CheckCommand, terminal: Terminal): Promise<CheckReport> {
  const texts = await Promise.all(paths.map((path) => readText(path)));
  const report = mergeReports(texts.map((text, index) => parseReport(text, paths[index] ?? '')));
  if (!json) for (const result of report.results) terminal.out(`${resultText(result)}\n`);
  return report;
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`${path} can't be read: ${reason}`);
  }
}

async function explored(
  command: CheckCommand,
  version: string,
  terminal: Terminal,
): Promise<CheckReport> {
  const { args, stdin } = command;
  const input = stdin === undefined ? [] : inputLines(await readText(stdin));
  const targets = (await checkTargets(command.paths)).map((target) => ({
    ...target,
    ...(args.length > 0 && { args }),
    ...(stdin !== undefined && { stdin }),
  }));
  if (command.expectSchedule !== undefined && targets.length !== 1) {
    throw new UserError('--expect-schedule is of one script or one test: name only that.');
  }
  const pool = new ReusingPool(() => startNodeRuntime({ worker: WORKER }));
  const results: CheckResult[] = [];
  let hasTrace = false;
  try {
    for (const target of targets) {
      if (terminal.interruptCode !== undefined) break;
      const { result, runs } = await explore({ target, command, input }, pool, terminal);
      results.push(result);
      if (!command.json) terminal.out(`${resultText(result)}\n`);
      const [run] = runs;
      if (command.trace === undefined || run === undefined || hasTrace) continue;
      hasTrace = true;
      await save(command.trace, serializeRecording(recordingOf(run)));
    }
  } finally {
    pool.dispose();
  }
  const { index, count } = command.shard;
  return {
    version: REPORT_VERSION,
    tool: { name: 'weft', version },
    seed: command.seed,
    ...(count > 1 && { shard: `${index}/${count}` }),
    results,
  };
}

interface Job {
  readonly target: CheckTarget;
  readonly command: CheckCommand;
  readonly input: readonly InputLine[];
}

async function explore(
  { target, command, input }: Job,
  pool: ReusingPool,
  terminal: Terminal,
): Promise<ExplorationEnd> {
  const { seed, schedules, seconds, isExhaustive, preemptions } = command;
  const { shard, workers, stepLimit } = command;
  const { launch } = await prepareLaunch(
    {
      script: resolve(target.file),
      argv0: target.file,
      ...{ test: target.test, args: target.args, input },
      cwd: process.cwd(),
      startTime: START_TIME,
      seed,
      limits: { steps: stepLimit },
    },
    { reader: nodeFiles, now: () => START_TIME },
  );
  const exploration = new Exploration(
    {
      target,
      launch,
      title: basename(target.file),
      budget: { schedules, seconds, isExhaustive, preemptions },
      ...{ seed, shard, workers },
    },
    { take: pool.take, now: () => performance.now() },
  );
  const line = new ProgressLine(targetName(target));
  exploration.onProgress((progress) => line.show(progress));
  terminal.onInterrupt(() => exploration.cancel());
  try {
    const { expectSchedule } = command;
    if (expectSchedule !== undefined) return await exploration.expect(expectSchedule);
    return await exploration.run();
  } finally {
    line.clear();
    exploration.dispose();
  }
}

async function save(path: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeFile(path, content);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`${path} can't be written: ${reason}`);
  }
}

/** The last line may have no end. */
function inputLines(text: string): InputLine[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => ({ line }));
}

function exitCode({ results }: CheckReport): number {
  const has = (...kinds: CheckResult['verdict']['kind'][]): boolean =>
    results.some(({ verdict }) => kinds.includes(verdict.kind));
  if (has('failed')) return EXIT_FAILED;
  if (has('unusable', 'nondeterministic')) return EXIT_NO_VERDICT;
  return has('incomplete') ? EXIT_INCOMPLETE : 0;
}
