// A run as a recording, and the way back: what must be given to run it again.

import type { Step } from '../core/base/ids.ts';
import { UserError } from '../core/base/errors.ts';
import type { Recording, Sources } from '../core/recording/recording.ts';
import { linesRead } from '../core/trace/inputLines.ts';
import type { Trace } from '../core/trace/trace.ts';
import type { RunOptions } from './launch.ts';
import type { DirectoryEntry, FileReader } from './sandboxFiles.ts';
import { childOf, lastPart, parentOf } from './sandboxPath.ts';
import type { ShownSession } from './shownSession.ts';

/** The run so far, for saving; the schedule is empty if the worker died without telling it. */
export function recordingOf(session: ShownSession): Recording {
  const { trace, title, sources, names, findings } = session;
  return { trace, title, schedule: session.end?.schedule ?? '', sources, names, findings };
}

/** @throws UserError if the recording has no schedule. */
export function replayOptions({ trace, schedule }: Recording): RunOptions {
  if (schedule === '') {
    throw new UserError('This run ended before its schedule was saved, so it can’t be replayed.');
  }
  const { script, argv0, test, args, cwd, env, detectRaces } = trace.header;
  const some = { ...(test !== undefined && { test }), ...(detectRaces && { detectRaces }) };
  const input = linesRead(trace.events());
  return { script, argv0, ...some, args, cwd, env, schedule, input };
}

export interface RecordedReader extends FileReader {
  /** Sources that are another text now; known once they have been read. */
  readonly changed: ReadonlySet<string>;
}

/** The files of today, except that the recorded sources are as they were. */
export function recordedReader(reader: FileReader, sources: Sources): RecordedReader {
  const changed = new Set<string>();
  const recorded = new Map(
    Object.entries(sources).map(([path, text]) => [path, new TextEncoder().encode(text)]),
  );
  return {
    changed,
    async list(folder) {
      const entries = await listed(reader, folder);
      const names = new Set(entries.map((entry) => entry.name));
      const missing = [...recorded.keys()].filter((path) => isMissingIn(folder, path, names));
      return [
        ...entries,
        ...missing.map((path) => ({ name: lastPart(path), kind: 'file' as const })),
      ];
    },
    async size(file) {
      return recorded.get(file)?.byteLength ?? (await reader.size(file));
    },
    async read(file) {
      const content = recorded.get(file);
      if (content === undefined) return reader.read(file);
      if (!(await isSame(reader, file, content))) changed.add(file);
      return content;
    },
  };
}

async function listed(reader: FileReader, folder: string): Promise<readonly DirectoryEntry[]> {
  try {
    return await reader.list(folder);
  } catch {
    return []; // The folder is gone; what was recorded of it is enough to replay.
  }
}

function isMissingIn(folder: string, path: string, names: ReadonlySet<string>): boolean {
  const isThere = names.has(lastPart(path));
  return !isThere && parentOf(path) === folder && childOf(folder, lastPart(path)) === path;
}

async function isSame(reader: FileReader, file: string, content: Uint8Array): Promise<boolean> {
  try {
    const now = await reader.read(file);
    return now.length === content.length && now.every((byte, index) => byte === content[index]);
  } catch {
    return false; // deleted since
  }
}

/**
 * Where a replay of a stopped run has to be stopped, since nobody stops it this time; undefined
 * if the run ended by itself.
 */
export function stopStep(trace: Trace): Step | undefined {
  const last = (trace.length - 1) as Step;
  const event = trace.eventAt(last);
  return event?.kind === 'end' && event.outcome.kind === 'stopped' ? last : undefined;
}

/** The first step at which two traces differ, before `end`; undefined if they are identical. */
export function firstDifference(one: Trace, other: Trace, end?: Step): Step | undefined {
  const common = Math.min(one.length, other.length, end ?? Infinity);
  for (let step = 0 as Step; step < common; step++) {
    const [a, b] = [one.eventAt(step), other.eventAt(step)];
    if (JSON.stringify(a) !== JSON.stringify(b)) return step;
  }
  const isAll = common === end || one.length === other.length;
  return isAll ? undefined : (common as Step);
}
