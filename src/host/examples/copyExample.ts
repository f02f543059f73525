// Copies an example to where the user can edit it. Never overwrites without asking.

import * as vscode from 'vscode';
import type { Example } from './catalogue.ts';
import { ExampleFiles } from './exampleFiles.ts';

/** @returns the copy, or undefined if the user changes their mind. */
export async function copyExample(example: Example): Promise<vscode.Uri | undefined> {
  const target = await askForTarget(example);
  if (!target) return undefined;
  const content = await vscode.workspace.fs.readFile(ExampleFiles.uriOf(example));
  await vscode.workspace.fs.writeFile(target, content);
  return target;
}

async function askForTarget(example: Example): Promise<vscode.Uri | undefined> {
  const folder = await askForFolder();
  if (folder === 'cancelled') return undefined;
  if (folder === 'none') return askForFile(example.file);
  const target = vscode.Uri.joinPath(folder.uri, example.file);
  return (await exists(target)) ? askToReplace(target, folder.name) : target;
}

async function askForFolder(): Promise<vscode.WorkspaceFolder | 'none' | 'cancelled'> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(isWritable);
  const [first, second] = folders;
  if (!first) return 'none';
  if (!second) return first;
  const placeHolder = 'Folder to copy the example to';
  return (await vscode.window.showWorkspaceFolderPick({ placeHolder })) ?? 'cancelled';
}

function isWritable(folder: vscode.WorkspaceFolder): boolean {
  return vscode.workspace.fs.isWritableFileSystem(folder.uri.scheme) !== false;
}

/** The dialog asks by itself before it lets the user choose a file that exists. */
function askForFile(file: string): Thenable<vscode.Uri | undefined> {
  return vscode.window.showSaveDialog({
    title: 'Copy Example',
    saveLabel: 'Copy',
    defaultUri: vscode.Uri.file(`/${file}`),
    filters: { Python: ['py'] },
  });
}

async function askToReplace(
  target: vscode.Uri,
  folderName: string,
): Promise<vscode.Uri | undefined> {
  const replace = 'Replace';
  const open = 'Open Existing';
  const file = target.path.slice(target.path.lastIndexOf('/') + 1);
  const answer = await vscode.window.showWarningMessage(
    `${file} exists in ${folderName} already.`,
    { modal: true, detail: 'Replacing it loses the changes that you made to it.' },
    replace,
    open,
  );
  if (answer === open) await vscode.window.showTextDocument(target);
  return answer === replace ? target : undefined;
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false; // Not there, or not to be seen: writing will say so.
  }
}
