// Scripts for an older Python: when a run fails because of that, the file gets diagnostics with
// quick fixes. What is old, and what replaces it, is known to core/analysis/modernise.

import * as vscode from 'vscode';
import { DisposableStore } from '../core/base/disposable.ts';
import type { Diagnostic, Edit } from '../core/analysis/modernise.ts';
import { COMMANDS } from './ids.ts';
import { RunFailures } from './runFailures.ts';
import type { Reporter } from './reporter.ts';
import type { Run, Runs } from './runs.ts';

const SOURCE = 'Weft';
const MODERNISE_ALL = vscode.CodeActionKind.SourceFixAll.append('weft');

/** Loaded when the first script needs it: activation must be fast. */
const analysis = () => import('../core/analysis/modernise.ts');

export class OldPython implements vscode.CodeActionProvider, vscode.Disposable {
  private readonly store = new DisposableStore();
  private readonly shown = this.store.add(vscode.languages.createDiagnosticCollection(SOURCE));

  constructor(runs: Runs, reporter: Reporter) {
    const explain = reporter.detach((run: Run, failures: RunFailures) =>
      this.explain(run, failures),
    );
    const update = reporter.detach(async (document: vscode.TextDocument) => {
      const { modernise } = await analysis();
      if (this.shown.has(document.uri)) this.show(document, modernise(document.getText()));
    });
    this.store.add(
      runs.onOpen((run) => {
        this.shown.delete(run.place.script);
        const failures = new RunFailures(run.session);
        run.session.onEnd(() => explain(run, failures));
      }),
    );
    this.store.add(
      vscode.languages.registerCodeActionsProvider({ language: 'python' }, this, {
        providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, MODERNISE_ALL],
      }),
    );
    this.store.add(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (this.shown.has(document.uri)) update(document);
      }),
    );
    this.store.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => this.shown.delete(uri)));
  }

  dispose(): void {
    this.store.dispose();
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    const shown = this.shown.get(document.uri);
    if (!shown || shown.length === 0) return [];
    const { modernise } = await analysis();
    const found = modernise(document.getText());
    const all = editsOf(found);
    if (context.only && MODERNISE_ALL.intersects(context.only)) {
      return [fix('Modernise the file', MODERNISE_ALL, document, all)];
    }
    const here = found.filter((each) => rangeOf(document, each).intersection(range));
    const quick = vscode.CodeActionKind.QuickFix;
    const actions = here.map((each) => {
      const action = fix(`Modernise this: ${each.message}`, quick, document, each.edits);
      action.diagnostics = [...context.diagnostics].filter(
        ({ message }) => message === each.message,
      );
      return action;
    });
    if (here.length > 0) actions.push(fix('Modernise the whole file', quick, document, all));
    return actions;
  }

  private async explain(run: Run, failures: RunFailures): Promise<void> {
    const { causeOf, modernise } = await analysis();
    for (const failure of failures.found()) {
      const document = await vscode.workspace.openTextDocument(run.place.uriOf(failure.file));
      const found = modernise(document.getText());
      const cause = causeOf(failure, document.getText(), found);
      if (!cause) continue;
      this.show(document, found);
      return offerToModernise(document, cause);
    }
  }

  private show(document: vscode.TextDocument, found: readonly Diagnostic[]): void {
    this.shown.set(
      document.uri,
      found.map((each) => diagnosticOf(document, each)),
    );
  }
}

/** Brings a document up to date; it is left unsaved, to be looked at. */
export async function moderniseDocument(document: vscode.TextDocument): Promise<void> {
  const { modernise } = await analysis();
  const edits = editsOf(modernise(document.getText()));
  if (edits.length === 0) {
    void vscode.window.showInformationMessage('There is nothing in this file to modernise.');
    return;
  }
  await vscode.workspace.applyEdit(workspaceEdit(document, edits));
}

async function offerToModernise(document: vscode.TextDocument, cause: Diagnostic): Promise<void> {
  const modernise = 'Modernise File';
  const file = document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1);
  const text = `${file} is written for an older Python. ${cause.message}`;
  if ((await vscode.window.showWarningMessage(text, modernise)) !== modernise) return;
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand(COMMANDS.moderniseFile);
}

function editsOf(found: readonly Diagnostic[]): readonly Edit[] {
  return found.flatMap(({ edits }) => edits);
}

function fix(
  title: string,
  kind: vscode.CodeActionKind,
  document: vscode.TextDocument,
  edits: readonly Edit[],
): vscode.CodeAction {
  const action = new vscode.CodeAction(title, kind);
  action.edit = workspaceEdit(document, edits);
  return action;
}

function workspaceEdit(
  document: vscode.TextDocument,
  edits: readonly Edit[],
): vscode.WorkspaceEdit {
  const result = new vscode.WorkspaceEdit();
  for (const edit of edits) result.replace(document.uri, rangeOf(document, edit), edit.text);
  return result;
}

function diagnosticOf(document: vscode.TextDocument, found: Diagnostic): vscode.Diagnostic {
  const isError = found.severity === 'error';
  const severity = isError ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Hint;
  const diagnostic = new vscode.Diagnostic(rangeOf(document, found), found.message, severity);
  diagnostic.source = SOURCE;
  if (!isError) diagnostic.tags = [vscode.DiagnosticTag.Deprecated];
  return diagnostic;
}

function rangeOf(
  document: vscode.TextDocument,
  span: { readonly from: number; readonly to: number },
): vscode.Range {
  return new vscode.Range(document.positionAt(span.from), document.positionAt(span.to));
}
