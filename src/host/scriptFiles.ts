// Reads the files of a run through the editor, so that examples, virtual workspaces and unsaved
// documents run like files on disk. What the user sees in an editor is what runs.

import * as vscode from 'vscode';
import type { DirectoryEntry, FileReader } from '../session/sandboxFiles.ts';
import type { RunPlace } from './place.ts';

export function scriptFiles(place: RunPlace): FileReader {
  return {
    async list(folder) {
      const entries = await vscode.workspace.fs.readDirectory(place.uriOf(folder));
      return entries.map(([name, type]): DirectoryEntry => ({ name, kind: kindOf(type) }));
    },
    async size(file) {
      return (await vscode.workspace.fs.stat(place.uriOf(file))).size;
    },
    async read(file) {
      const uri = place.uriOf(file);
      const text = unsavedText(uri);
      if (text !== undefined) return new TextEncoder().encode(text);
      return vscode.workspace.fs.readFile(uri);
    },
  };
}

/** Links to folders are left out: they may lead round in a circle. */
function kindOf(type: vscode.FileType): DirectoryEntry['kind'] {
  if (type & vscode.FileType.File) return 'file';
  return type === vscode.FileType.Directory ? 'folder' : 'other';
}

/** What an editor shows of a file, if that is not what is on disk. */
export function unsavedText(uri: vscode.Uri): string | undefined {
  const id = uri.toString();
  const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === id);
  return document && (document.isDirty || document.isUntitled) ? document.getText() : undefined;
}
