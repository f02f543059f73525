// Where a run's files are: paths in traces and in the sandbox ⇄ documents of the editor. A run
// reads from one file system (the disk, the examples, a virtual workspace), that of its script.

import type * as vscode from 'vscode';
import { toSandboxPath } from '../session/sandboxPath.ts';

const WINDOWS_DRIVE = /^\/[a-zA-Z]:(\/|$)/;

/** Where the files of one run are. */
export type RunPlace = Pick<Place, 'script' | 'path' | 'uriOf' | 'pathOf'>;

export class Place {
  /** The script's document. */
  readonly script: vscode.Uri;
  /** Its path in the sandbox. */
  readonly path: string;

  constructor(script: vscode.Uri) {
    this.script = script;
    this.path = sandboxPathOf(script);
  }

  /** @param file as in a trace, in the sandbox or on the host. */
  uriOf(file: string): vscode.Uri {
    const path = toSandboxPath(file);
    if (samePath(path, this.path)) return this.script;
    const scheme = this.script.scheme === 'untitled' ? 'file' : this.script.scheme;
    return this.script.with({ scheme, path });
  }

  /** The path in the sandbox; undefined if the document belongs to another file system. */
  pathOf(uri: vscode.Uri): string | undefined {
    const isScript = uri.toString() === this.script.toString();
    if (isScript) return this.path;
    return uri.scheme === this.script.scheme ? sandboxPathOf(uri) : undefined;
  }
}

/** Untitled documents have a path without a folder; all others an absolute one. */
function sandboxPathOf(uri: vscode.Uri): string {
  const path = uri.path.startsWith('/') ? uri.path : `/${uri.path}`;
  // VS Code writes drive letters in lower case, Python in upper case.
  return WINDOWS_DRIVE.test(path) ? `/${path.charAt(1).toUpperCase()}${path.slice(2)}` : path;
}

function samePath(a: string, b: string): boolean {
  if (WINDOWS_DRIVE.test(a)) return a.toLowerCase() === b.toLowerCase();
  return a === b;
}
