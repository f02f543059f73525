// The recordings that are open in this window: loads each once, and gives out its texts as
// read-only documents.

import * as vscode from 'vscode';
import { UserError } from '../../core/base/errors.ts';
import type { LoadedRecording, Sources } from '../../core/recording/recording.ts';
import type { FileReader } from '../../session/sandboxFiles.ts';
import { parentOf } from '../../session/sandboxPath.ts';
import { recordedReader } from '../../session/savedRun.ts';
import { EXAMPLE_SCHEME } from '../ids.ts';
import type { RecordedRun } from '../runs.ts';
import { scriptFiles } from '../scriptFiles.ts';
import { RecordedPlace, recordingAddress } from './recordedPlace.ts';

export class Recordings {
  private readonly runs = new Map<string, Promise<RecordedRun>>();

  /** Reads the file anew. @throws UserError if it is no recording that can be read. */
  load(file: vscode.Uri): Promise<RecordedRun> {
    const run = loadRun(file);
    this.runs.set(file.toString(), run);
    // Whoever asked is told; the next one reads again.
    run.catch(() => this.runs.delete(file.toString()));
    return run;
  }

  /** The run of a recording, read before or now. */
  get(address: string): Promise<RecordedRun> {
    return this.runs.get(address) ?? this.load(vscode.Uri.parse(address));
  }

  forget(file: vscode.Uri): void {
    this.runs.delete(file.toString());
  }

  /** The text behind a document that `recordedUri` names. */
  async textAt(uri: vscode.Uri): Promise<string | undefined> {
    return (await this.sourcesOf(uri))[uri.path];
  }

  async namesIn(folder: vscode.Uri): Promise<readonly string[]> {
    const paths = Object.keys(await this.sourcesOf(folder));
    return paths.filter((path) => parentOf(path) === folder.path);
  }

  private async sourcesOf(uri: vscode.Uri): Promise<Sources> {
    return (await this.get(recordingAddress(uri))).session.sources;
  }
}

async function loadRun(file: vscode.Uri): Promise<RecordedRun> {
  // Loaded when it is needed first: activation must be fast.
  const [{ parseRecording }, { RecordedSession }] = await Promise.all([
    import('../../core/recording/reader.ts'),
    import('../../session/recordedSession.ts'),
  ]);
  const recording = parseRecording(await bytesOf(file));
  const { header } = recording.trace;
  const place = new RecordedPlace(file, header.script, await unchangedFiles(recording));
  const session = new RecordedSession(recording);
  return { debugSession: undefined, session, place, file };
}

async function bytesOf(file: vscode.Uri): Promise<Uint8Array> {
  try {
    return await vscode.workspace.fs.readFile(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`The recording can't be read: ${reason}`);
  }
}

/** Files on this machine that have the recorded text, by their path in the sandbox. */
async function unchangedFiles({
  sources,
}: LoadedRecording): Promise<ReadonlyMap<string, vscode.Uri>> {
  const found = Object.entries(sources).map(async ([path, text]) => {
    for (const scheme of ['file', EXAMPLE_SCHEME]) {
      const uri = vscode.Uri.from({ scheme, path });
      if ((await textOf(uri)) === text) return [[path, uri] as const];
    }
    return [];
  });
  return new Map((await Promise.all(found)).flat());
}

async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined; // It is not on this machine.
  }
}

/** What a replay runs: the recorded texts, and what else is beside a script that is unchanged. */
export function replayReader({ place, session }: RecordedRun): FileReader {
  const isHere = place.script.scheme === 'file';
  return recordedReader(isHere ? scriptFiles(place) : NO_FILES, session.sources);
}

const NO_FILES: FileReader = {
  list: () => Promise.resolve([]),
  size: (file) => Promise.reject(new Error(`${file} is not in the recording`)),
  read: (file) => Promise.reject(new Error(`${file} is not in the recording`)),
};
