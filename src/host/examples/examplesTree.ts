// The Examples view: concepts, and beneath them their examples. A click opens, the inline
// button runs.

import * as vscode from 'vscode';
import { COMMANDS, EXAMPLE_ITEM } from '../ids.ts';
import { type Example, type ExampleGroup, groupByConcept } from './catalogue.ts';
import { ExampleFiles } from './exampleFiles.ts';

export type ExampleNode =
  | { readonly kind: 'group'; readonly group: ExampleGroup }
  | { readonly kind: 'example'; readonly example: Example };

export class ExamplesTree implements vscode.TreeDataProvider<ExampleNode> {
  private readonly files: ExampleFiles;

  constructor(files: ExampleFiles) {
    this.files = files;
  }

  async getChildren(node?: ExampleNode): Promise<ExampleNode[]> {
    if (node?.kind === 'example') return [];
    if (node) return node.group.examples.map((example) => ({ kind: 'example', example }));
    const groups = groupByConcept(await this.files.all());
    return groups.map((group) => ({ kind: 'group', group }));
  }

  getTreeItem(node: ExampleNode): vscode.TreeItem {
    return node.kind === 'group' ? groupItem(node.group) : exampleItem(node);
  }
}

function groupItem(group: ExampleGroup): vscode.TreeItem {
  const item = new vscode.TreeItem(group.concept, vscode.TreeItemCollapsibleState.Expanded);
  item.id = group.concept;
  return item;
}

function exampleItem(node: ExampleNode & { kind: 'example' }): vscode.TreeItem {
  const { example } = node;
  const item = new vscode.TreeItem(example.title, vscode.TreeItemCollapsibleState.None);
  item.id = example.file;
  item.description = example.file;
  item.tooltip = `${example.description}\n${example.file}`;
  item.accessibilityInformation = { label: `${example.title}. ${example.description}` };
  item.resourceUri = ExampleFiles.uriOf(example);
  item.iconPath = new vscode.ThemeIcon('file-code');
  item.contextValue = EXAMPLE_ITEM;
  item.command = { command: COMMANDS.openExample, title: 'Open Example', arguments: [node] };
  return item;
}
