// `weft export`: a recording in another format, to a file or to stdout. Runs no Python.

import { open, readFile } from 'node:fs/promises';

import { UserError } from '../core/base/errors.ts';
import type { Step } from '../core/base/ids.ts';
import type { ExportedRun } from '../core/export/exportedRun.ts';
import { exportRun, type HtmlPage } from '../core/export/formats.ts';
import type { StepRange } from '../core/export/mermaid.ts';
import { readHtmlParts } from '../core/export/timelineHtml.ts';
import type { Recording } from '../core/recording/recording.ts';
import { serializeRecording } from '../core/recording/writer.ts';
import type { Trace } from '../core/trace/trace.ts';
import { exportedRecording } from '../session/exportedRun.ts';
import { readRecording } from './commands.ts';
import type { ExportCommand } from './exportOptions.ts';
import type { Terminal } from './terminal.ts';
import { mustNotReplace } from './traceFile.ts';

/** Beside the bundle of this file. */
const PAGES = new URL('./webview/', import.meta.url);
/** Characters that are written at once. */
const CHUNK = 1 << 20;

/** @returns the exit code. @throws UserError */
export async function exportRecording(command: ExportCommand, terminal: Terminal): Promise<number> {
  if (command.output !== undefined) await mustNotReplace(command.output, command.file);
  const recording = await readRecording(command.file);
  if (recording.damage) terminal.say(recording.damage.text);
  const range = rangeOf(command, recording.trace);
  const run = exportedRecording(recording);
  const page = command.format === 'html' ? await htmlPage(recording, run) : undefined;
  const { pieces, notice } = exportRun(run, command.format, { range, page });
  if (command.output === undefined) for (const text of chunks(pieces)) terminal.out(text);
  else await write(command.output, pieces);
  if (notice !== undefined) terminal.say(`${notice} (--steps)`);
  return 0;
}

/** The page needs names and findings in the file, which old recordings do not have. */
async function htmlPage(recording: Recording, run: ExportedRun): Promise<HtmlPage> {
  const { names, findings } = run;
  const parts = await readHtmlParts((name) => readFile(new URL(name, PAGES)));
  return { parts, recording: serializeRecording({ ...recording, names, findings }) };
}

function rangeOf({ steps, format }: ExportCommand, trace: Trace): StepRange | undefined {
  if (steps === undefined) return undefined;
  if (format !== 'mermaid') {
    throw new UserError(`--steps is for mermaid; the ${format} export always has the whole run.`);
  }
  const [from, to] = steps;
  if (from >= trace.length) {
    throw new UserError(`The recording has ${trace.length} steps: there is no step ${from}.`);
  }
  return { from: from as Step, to: Math.min(to, trace.length) as Step };
}

async function write(path: string, pieces: Iterable<string>): Promise<void> {
  try {
    const file = await open(path, 'w');
    try {
      for (const text of chunks(pieces)) await file.write(text);
    } finally {
      await file.close();
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`The export can't be written: ${reason}`);
  }
}

/** Many small pieces would be many small writes. */
function* chunks(pieces: Iterable<string>): Generator<string> {
  let text = '';
  for (const piece of pieces) {
    text += piece;
    if (text.length < CHUNK) continue;
    yield text;
    text = '';
  }
  yield text;
}
