// Keeps the Test Explorer's items true to the files of the workspace and to what is typed.

import * as vscode from 'vscode';
import { DisposableStore } from '../../core/base/disposable.ts';
import { unsavedText } from '../scriptFiles.ts';
import type { TestTree } from './testTree.ts';
import { mayHaveThreads } from './threadedTests.ts';

const PATTERN = '**/{test_*,*_test}.py';
const EXCLUDED = '**/{node_modules,site-packages,.venv,venv,env,__pycache__,.git}/**';
/** Files that are looked at. */
const MOST = 2_000;
/** Milliseconds after the last key. */
const PAUSE = 400;

export class TestFiles implements vscode.Disposable {
  private readonly tree: TestTree;
  private readonly store = new DisposableStore();
  private readonly waiting = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(tree: TestTree, owner: (action: () => Promise<void>) => void) {
    this.tree = tree;
    const watcher = this.store.add(vscode.workspace.createFileSystemWatcher(PATTERN));
    const later = (uri: vscode.Uri): void => this.later(uri, owner);
    this.store.add(watcher.onDidCreate(later));
    this.store.add(watcher.onDidChange(later));
    this.store.add(watcher.onDidDelete((uri) => this.tree.remove(uri)));
    this.store.add(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (isTestFile(document.uri)) later(document.uri);
      }),
    );
    owner(() => this.find());
  }

  dispose(): void {
    for (const timer of this.waiting.values()) clearTimeout(timer);
    this.store.dispose();
  }

  /** All of the workspace. */
  async find(): Promise<void> {
    const files = await vscode.workspace.findFiles(PATTERN, EXCLUDED, MOST);
    for (const uri of files) await this.look(uri);
  }

  private later(uri: vscode.Uri, owner: (action: () => Promise<void>) => void): void {
    const key = uri.toString();
    clearTimeout(this.waiting.get(key));
    const look = (): void => {
      this.waiting.delete(key);
      owner(() => this.look(uri));
    };
    this.waiting.set(key, setTimeout(look, PAUSE));
  }

  private async look(uri: vscode.Uri): Promise<void> {
    const text = await textOf(uri);
    const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri.path;
    const root = folder ?? uri.path.slice(0, uri.path.lastIndexOf('/'));
    const read = (path: string): Promise<string | undefined> => textOf(uri.with({ path }));
    const isOurs = text !== undefined && (await mayHaveThreads(uri.path, root, read));
    if (!isOurs) return this.tree.remove(uri);
    const { testsIn } = await import('../../core/analysis/pythonTests.ts');
    this.tree.update(uri, testsIn(text));
  }
}

function isTestFile({ path }: vscode.Uri): boolean {
  return /\/(test_[^/]*|[^/]*_test)\.py$/.test(path);
}

async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  const unsaved = unsavedText(uri);
  if (unsaved !== undefined) return unsaved;
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined; // A module of the library, or a file that has gone.
  }
}
