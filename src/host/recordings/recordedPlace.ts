// Where the files of a recording are: those that are on this machine as they were when it ran are
// the ones to open; of all others there is the recorded text, read-only.

import type * as vscode from 'vscode';
import { toSandboxPath } from '../../session/sandboxPath.ts';
import { RECORDING_SCHEME } from '../ids.ts';
import type { RunPlace } from '../place.ts';

export class RecordedPlace implements RunPlace {
  readonly script: vscode.Uri;
  readonly path: string;
  private readonly file: vscode.Uri;
  /** By path in the sandbox, those that are as they were. */
  private readonly same: ReadonlyMap<string, vscode.Uri>;

  /** @param file the recording. @param script as in its header */
  constructor(file: vscode.Uri, script: string, same: ReadonlyMap<string, vscode.Uri>) {
    this.file = file;
    this.same = same;
    this.path = toSandboxPath(script);
    this.script = this.uriOf(script);
  }

  uriOf(file: string): vscode.Uri {
    const path = toSandboxPath(file);
    return this.same.get(path) ?? recordedUri(this.file, path);
  }

  pathOf(uri: vscode.Uri): string | undefined {
    const isRecorded = recordedUri(this.file, uri.path).toString() === uri.toString();
    if (isRecorded) return uri.path;
    for (const [path, each] of this.same) if (each.toString() === uri.toString()) return path;
    return undefined;
  }
}

/** A text in a recording. The recording's own address is in the query, where no encoding harms it. */
export function recordedUri(file: vscode.Uri, path: string): vscode.Uri {
  const query = Buffer.from(file.toString()).toString('base64url');
  return file.with({ scheme: RECORDING_SCHEME, authority: '', path, query, fragment: '' });
}

/** The address of the recording that a text is in. */
export function recordingAddress(uri: vscode.Uri): string {
  return Buffer.from(uri.query, 'base64url').toString();
}
