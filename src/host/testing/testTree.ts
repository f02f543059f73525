// The items of VS Code's Test Explorer: a file, its classes, their tests.

import * as vscode from 'vscode';
import type { PythonTest } from '../../core/analysis/pythonTests.ts';

/** A test that can be run; what has children is none. */
export interface TestPlace {
  readonly uri: vscode.Uri;
  /** As `weft run --test` takes it. */
  readonly test: string;
}

export class TestTree {
  private readonly controller: vscode.TestController;
  private readonly places = new WeakMap<vscode.TestItem, TestPlace>();

  constructor(controller: vscode.TestController) {
    this.controller = controller;
  }

  /** Makes the items of a file anew; none if it has no tests. */
  update(uri: vscode.Uri, tests: readonly PythonTest[]): void {
    if (tests.length === 0) return this.remove(uri);
    const file = this.controller.createTestItem(uri.toString(), fileName(uri), uri);
    file.description = folderOf(uri);
    file.children.replace(this.itemsOf(uri, tests));
    this.controller.items.add(file);
  }

  remove(uri: vscode.Uri): void {
    this.controller.items.delete(uri.toString());
  }

  placeOf(item: vscode.TestItem): TestPlace | undefined {
    return this.places.get(item);
  }

  /** The tests that a request is about, in the order of the tree. */
  testsOf({ include, exclude = [] }: vscode.TestRunRequest): vscode.TestItem[] {
    const found: vscode.TestItem[] = [];
    const add = (item: vscode.TestItem): void => {
      if (exclude.includes(item)) return;
      if (this.places.has(item)) found.push(item);
      for (const [, child] of item.children) add(child);
    };
    if (include) include.forEach(add);
    else for (const [, item] of this.controller.items) add(item);
    return [...new Set(found)];
  }

  private itemsOf(uri: vscode.Uri, tests: readonly PythonTest[]): vscode.TestItem[] {
    const items: vscode.TestItem[] = [];
    const owners = new Map<string, vscode.TestItem>();
    for (const test of tests) {
      const item = this.item(uri, test.id, test.name, test.line);
      this.places.set(item, { uri, test: test.id });
      if (test.owner === undefined) {
        items.push(item);
        continue;
      }
      let owner = owners.get(test.owner);
      if (!owner) {
        owner = this.item(uri, test.owner, test.owner, test.ownerLine ?? test.line);
        owners.set(test.owner, owner);
        items.push(owner);
      }
      owner.children.add(item);
    }
    return items;
  }

  private item(uri: vscode.Uri, id: string, label: string, line: number): vscode.TestItem {
    const item = this.controller.createTestItem(`${uri.toString()}::${id}`, label, uri);
    item.range = new vscode.Range(line - 1, 0, line - 1, 0);
    return item;
  }
}

function fileName({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function folderOf(uri: vscode.Uri): string {
  const path = vscode.workspace.asRelativePath(uri);
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}
