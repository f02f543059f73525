// The texts in recordings as read-only documents: `weft-recording:/home/ada/greetings.py?…`.

import * as vscode from 'vscode';
import type { ReadableFiles } from '../readOnlyFiles.ts';
import type { Recordings } from './recordings.ts';

export class RecordingFiles implements ReadableFiles {
  private readonly recordings: Recordings;

  constructor(recordings: Recordings) {
    this.recordings = recordings;
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const times = { ctime: 0, mtime: 0, permissions: vscode.FilePermission.Readonly };
    const text = await this.textAt(uri);
    if (text !== undefined)
      return { ...times, type: vscode.FileType.File, size: bytes(text).length };
    const names = await this.recordings.namesIn(uri);
    if (names.length > 0) return { ...times, type: vscode.FileType.Directory, size: 0 };
    throw vscode.FileSystemError.FileNotFound(uri);
  }

  async readDirectory(uri: vscode.Uri): Promise<[string, vscode.FileType][]> {
    const paths = await this.recordings.namesIn(uri);
    return paths.map((path) => [path.slice(path.lastIndexOf('/') + 1), vscode.FileType.File]);
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const text = await this.textAt(uri);
    if (text === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return bytes(text);
  }

  private textAt(uri: vscode.Uri): Promise<string | undefined> {
    return this.recordings.textAt(uri);
  }
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
