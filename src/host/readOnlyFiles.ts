// A file system of ours that can only be read, as VS Code wants it: it refuses all else.

import * as vscode from 'vscode';

/** What there is to read, by URIs of the scheme that it is registered for. */
export type ReadableFiles = Pick<vscode.FileSystemProvider, 'stat' | 'readDirectory' | 'readFile'>;

export function readOnlyFiles(files: ReadableFiles): vscode.FileSystemProvider {
  const nothing = (): vscode.Disposable => ({ dispose: () => {} });
  const refuse = (uri: vscode.Uri): never => {
    throw vscode.FileSystemError.NoPermissions(uri);
  };
  return {
    stat: (uri) => files.stat(uri),
    readDirectory: (uri) => files.readDirectory(uri),
    readFile: (uri) => files.readFile(uri),
    // The files never change; the API wants an event all the same.
    onDidChangeFile: nothing,
    watch: nothing,
    createDirectory: refuse,
    writeFile: refuse,
    delete: refuse,
    rename: refuse,
  };
}
