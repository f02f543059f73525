// `Weft: Find Deadlocks and Races`, on a script or one of its tests, and `Prove It` on a prediction.

import * as vscode from 'vscode';
import { UserError } from '../../core/base/errors.ts';
import { currentPythonDocument } from '../debugConfiguration.ts';
import { COMMANDS } from '../ids.ts';
import { Place } from '../place.ts';
import type { Runs } from '../runs.ts';
import type { Explorations, Subject } from './explorations.ts';
import type { ResultPanels } from './resultPanels.ts';

export interface ExploreCommandsOptions {
  readonly explorations: Explorations;
  readonly results: ResultPanels;
  readonly runs: Runs;
}

export function exploreCommands({ explorations, results, runs }: ExploreCommandsOptions) {
  let isBusy = false;
  const explore = async (subject: Subject): Promise<void> => {
    if (isBusy) throw new UserError('An exploration is going on. Cancel it, or wait for its end.');
    isBusy = true;
    try {
      results.show(subject, await explorations.explore(subject));
    } finally {
      isBusy = false;
    }
  };
  return {
    [COMMANDS.findFailures]: async (file?: unknown) => {
      const document =
        file instanceof vscode.Uri
          ? await vscode.workspace.openTextDocument(file)
          : currentPythonDocument();
      const subject = await subjectIn(document);
      if (subject) await explore(subject);
    },
    [COMMANDS.proveFinding]: () => explore(subjectOf(runs)),
  };
}

/** What the active run was of. */
function subjectOf({ active }: Runs): Subject {
  if (!active) throw new UserError('Nothing has run yet. Run a Python file first.');
  const { test, args, cwd, env } = active.session.header;
  const launch = { args, cwd, ...(env && { env }) };
  return { place: active.place, test, title: test ?? active.session.title, launch };
}

/** The test that the cursor is in; of a file with tests and the cursor elsewhere the user's choice. */
async function subjectIn(document: vscode.TextDocument): Promise<Subject | undefined> {
  const place = new Place(document.uri);
  const script = { place, test: undefined, title: nameOf(document.uri) };
  const { testsIn } = await import('../../core/analysis/pythonTests.ts');
  const tests = testsIn(document.getText());
  if (tests.length === 0) return script;
  const editor = vscode.window.activeTextEditor;
  const line = editor?.document === document ? editor.selection.active.line + 1 : 0;
  const here = tests.find((test) => test.line <= line && line <= test.endLine);
  if (here) return { place, test: here.id, title: here.id };
  const picked = await vscode.window.showQuickPick(
    [
      ...tests.map(({ id }) => ({ label: `$(beaker) ${id}`, test: id, title: id })),
      { label: `$(file-code) ${script.title}`, description: 'the whole script', ...script },
    ],
    { title: 'Find Deadlocks and Races', placeHolder: 'Which test?' },
  );
  return picked && { place, test: picked.test, title: picked.title };
}

function nameOf({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
