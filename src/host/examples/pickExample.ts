// The quick pick of `Run Threading Example` and its relatives.

import * as vscode from 'vscode';
import { type Example, groupByConcept } from './catalogue.ts';

interface ExampleItem extends vscode.QuickPickItem {
  readonly example: Example | undefined;
}

/** @returns undefined if the user changes their mind. */
export async function pickExample(
  examples: readonly Example[],
  title: string,
): Promise<Example | undefined> {
  const picked = await vscode.window.showQuickPick(itemsOf(examples), {
    title,
    placeHolder: 'Search by name, concept or what there is to see',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.example;
}

function itemsOf(examples: readonly Example[]): ExampleItem[] {
  return groupByConcept(examples).flatMap((group): ExampleItem[] => [
    { label: group.concept, kind: vscode.QuickPickItemKind.Separator, example: undefined },
    ...group.examples.map((example) => ({
      label: example.title,
      description: example.file,
      detail: example.description,
      example,
    })),
  ]);
}
