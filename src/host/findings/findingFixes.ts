// Quick fixes on the entries that findings have in the Problems panel. What to change is known to
// core/analysis/fixes; every change is shown by VS Code before it is made.

import * as vscode from 'vscode';
import type { FileEdit, Fix } from '../../core/analysis/fixes/fixesFor.ts';
import { toSandboxPath } from '../../session/sandboxPath.ts';
import { COMMANDS, EXAMPLE_SCHEME } from '../ids.ts';
import type { ProblemsPanel, ShownProblem } from './problemsPanel.ts';
import { documentAt } from './spanRange.ts';

const { QuickFix } = vscode.CodeActionKind;

export class FindingFixes implements vscode.CodeActionProvider, vscode.Disposable {
  private readonly problems: ProblemsPanel;
  private readonly registration: vscode.Disposable;

  constructor(problems: ProblemsPanel) {
    this.problems = problems;
    this.registration = vscode.languages.registerCodeActionsProvider({ language: 'python' }, this, {
      providedCodeActionKinds: [QuickFix],
    });
  }

  dispose(): void {
    this.registration.dispose();
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
  ): Promise<vscode.CodeAction[]> {
    const actions = this.problems.at(document, range).map((problem) => actionsFor(problem));
    return (await Promise.all(actions)).flat();
  }
}

async function actionsFor(problem: ShownProblem): Promise<vscode.CodeAction[]> {
  const fixes = await fixActions(problem);
  const { id } = problem.finding;
  const explain = action('Explain this finding', problem);
  explain.command = { command: COMMANDS.explainFinding, title: explain.title, arguments: [id] };
  const copy = action('Copy the explanation', problem);
  copy.command = { command: COMMANDS.copyExplanation, title: copy.title, arguments: [id] };
  return [...fixes, explain, copy];
}

async function fixActions(problem: ShownProblem): Promise<vscode.CodeAction[]> {
  const sources = sourcesOf(problem);
  const { fixesFor } = await import('../../core/analysis/fixes/fixesFor.ts');
  const fixes = fixesFor(problem.finding, sources);
  if (fixes.length === 0) return [];
  // An example can't be written to.
  if (problem.document.scheme === EXAMPLE_SCHEME) return [copyAction(problem)];
  const applicable = fixes.map(async (fix) => {
    const isCurrent = await Promise.all(filesOf(fix).map(isAsItRan));
    return isCurrent.every(Boolean) ? [fixAction(problem, fix)] : [];
  });
  return (await Promise.all(applicable)).flat();

  async function isAsItRan(file: string): Promise<boolean> {
    const document = await documentAt(problem.place.uriOf(file));
    return document?.getText() === sources.get(file);
  }
}

/** By the paths of the trace: the texts that the finding is about, as they ran. */
function sourcesOf({ finding, sources }: ShownProblem): ReadonlyMap<string, string> {
  const files = finding.sites.flatMap(({ stack }) => stack.map(({ file }) => file));
  const texts = [...new Set(files)].flatMap((file): [string, string][] => {
    const text = sources[toSandboxPath(file)];
    return text === undefined ? [] : [[file, text]];
  });
  return new Map(texts);
}

function filesOf({ edits }: Fix): readonly string[] {
  return [...new Set(edits.map(({ file }) => file))];
}

function action(title: string, { diagnostic }: ShownProblem): vscode.CodeAction {
  const made = new vscode.CodeAction(title, QuickFix);
  made.diagnostics = [diagnostic];
  return made;
}

function fixAction(problem: ShownProblem, fix: Fix): vscode.CodeAction {
  const made = action(fix.title, problem);
  made.isPreferred = fix.isPreferred;
  made.edit = new vscode.WorkspaceEdit();
  const shown = { needsConfirmation: true, label: fix.title, description: problem.finding.title };
  for (const { file, range, newText } of fix.edits) {
    made.edit.replace(problem.place.uriOf(file), rangeOf(range), newText, shown);
  }
  return made;
}

function rangeOf({ line, column, endLine, endColumn }: FileEdit['range']): vscode.Range {
  return new vscode.Range(line - 1, column - 1, endLine - 1, endColumn - 1);
}

function copyAction(problem: ShownProblem): vscode.CodeAction {
  const made = action('Copy the example to the workspace, to fix it there', problem);
  made.command = {
    command: COMMANDS.copyExample,
    title: made.title,
    arguments: [problem.document],
  };
  return made;
}
