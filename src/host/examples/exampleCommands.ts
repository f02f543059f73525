// Commands about the examples. Each takes the example of a tree row, an editor or a file name,
// and asks when it gets none.

import * as vscode from 'vscode';
import { UserError } from '../../core/base/errors.ts';
import { COMMANDS } from '../ids.ts';
import { runDocument } from '../launchRun.ts';
import { PanelView } from '../panelView.ts';
import type { Example } from './catalogue.ts';
import { copyExample } from './copyExample.ts';
import { ExampleFiles } from './exampleFiles.ts';
import type { ExampleNode } from './examplesTree.ts';
import { pickExample } from './pickExample.ts';

/** What menus pass: a row of the tree, a document, a file name. */
type Argument = ExampleNode | vscode.Uri | string | undefined;

export function exampleCommands(files: ExampleFiles) {
  const chosen = async (argument: Argument, title: string) =>
    (await exampleOf(argument, files)) ?? pickExample(await files.all(), title);
  return {
    [COMMANDS.runExample]: async (argument?: Argument) => {
      const example = await chosen(argument, 'Run Threading Example');
      if (example) await runExample(example);
    },
    [COMMANDS.openExample]: async (argument?: Argument) => {
      const example = await chosen(argument, 'Open Example');
      if (example) await show(ExampleFiles.uriOf(example));
    },
    [COMMANDS.copyExample]: async (argument?: Argument) => {
      const open = vscode.window.activeTextEditor?.document.uri;
      const example = await chosen(argument ?? open, 'Copy Example to Workspace');
      const copy = example && (await copyExample(example));
      if (copy) await show(copy, { preview: false });
    },
  };
}

async function exampleOf(argument: Argument, files: ExampleFiles): Promise<Example | undefined> {
  if (argument === undefined) return undefined;
  if (argument instanceof vscode.Uri) return files.find(argument);
  if (typeof argument !== 'string')
    return argument.kind === 'example' ? argument.example : undefined;
  const example = (await files.all()).find(({ file }) => file === argument);
  if (!example) throw new UserError(`There is no example ${argument}.`);
  return example;
}

async function runExample(example: Example): Promise<void> {
  const uri = ExampleFiles.uriOf(example);
  await PanelView.reveal();
  await show(uri);
  await runDocument(uri);
}

async function show(uri: vscode.Uri, options: { preview?: boolean } = {}): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, options);
}
