// `weft run`, `weft replay`, and how recordings are read.

import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';

import { UserError } from '../core/base/errors.ts';
import { parseRecording } from '../core/recording/reader.ts';
import type { LoadedRecording } from '../core/recording/recording.ts';
import { EXIT_FAILURE } from '../session/exitCode.ts';
import { nodeFiles } from '../session/nodeFiles.ts';
import { startNodeRuntime } from '../session/nodeRuntime.ts';
import type { SessionContext } from '../session/openSession.ts';
import { recordedReader, replayOptions, stopStep } from '../session/savedRun.ts';
import type { ReplayCommand, RunCommand } from './commandLine.ts';
import { execute } from './execute.ts';
import type { Terminal } from './terminal.ts';

/** Beside the bundle of this file. */
const WORKER = new URL('./worker.mjs', import.meta.url);

const context: SessionContext = {
  reader: nodeFiles,
  now: () => Date.now(),
  startRuntime: () => startNodeRuntime({ worker: WORKER }),
  onDeadlock: 'end',
};

/** @returns the exit code. @throws UserError */
export async function run(command: RunCommand, terminal: Terminal): Promise<number> {
  const { script, test, args, seed, strategy, speed, limits } = command;
  const { json, trace, printSchedule, predictions } = command;
  const schedule = command.schedule && (await scheduleText(command.schedule));
  const options = {
    script: resolve(script),
    argv0: script,
    test,
    args,
    cwd: process.cwd(),
    seed,
    strategy,
    schedule,
    speed,
    limits,
    detectRaces: command.races,
  };
  const { exitCode } = await execute(
    { run: options, json, trace, printSchedule, predictions },
    context,
    terminal,
  );
  return exitCode;
}

/** Runs the recorded program again, as it was then. @returns the exit code. @throws UserError */
export async function replay(command: ReplayCommand, terminal: Terminal): Promise<number> {
  const recording = await readRecording(command.file);
  const reader = recordedReader(nodeFiles, recording.sources);
  const { speed, limits, json, trace } = command;
  const run = { ...replayOptions(recording), speed, limits };
  const stopAt = stopStep(recording.trace);
  const shown = { json, printSchedule: false, predictions: true };
  const options = { run, ...shown, trace, replayed: command.file, stopAt };
  const compared = { ...context, reader, recorded: recording };
  const { session, exitCode } = await execute(options, compared, terminal);
  for (const file of reader.changed) {
    terminal.say(`${file} has changed since the recording; the recorded text was run.`);
  }
  const { notice } = session;
  if (terminal.interruptCode !== undefined || notice === undefined) return exitCode;
  // Otherwise it was said when it happened.
  if (json) terminal.say(notice);
  return EXIT_FAILURE;
}

/** A schedule's text is never the name of a file that exists. */
async function scheduleText(given: string): Promise<string> {
  return given.endsWith('.weft') || (await isFile(given))
    ? (await readRecording(given)).schedule
    : given;
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/** @throws UserError */
export async function readRecording(path: string): Promise<LoadedRecording> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`The recording can't be read: ${reason}`);
  }
  return parseRecording(bytes);
}
