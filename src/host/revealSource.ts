// Opens the source of a run at a position.

import * as vscode from 'vscode';
import { UserError } from '../core/base/errors.ts';
import type { Place } from './place.ts';
import type { Run } from './runs.ts';

export interface SourcePosition {
  /** As in the trace. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
}

/** @throws UserError if there is no such file, as for the standard library inside Weft. */
export async function revealSource(
  run: Run | undefined,
  at: SourcePosition,
  options?: FocusOptions,
): Promise<void> {
  if (run) await revealPlace(run.place, at, options);
}

/** `viewColumn` is for a document that is not in sight yet. */
type FocusOptions = Pick<vscode.TextDocumentShowOptions, 'preserveFocus' | 'viewColumn'>;

/** @throws UserError as `revealSource` does */
export async function revealPlace(
  place: Place,
  at: SourcePosition,
  options: FocusOptions = {},
): Promise<void> {
  const document = await open(place.uriOf(at.file), at.file);
  const position = new vscode.Position(at.line - 1, at.column - 1);
  const editor = await vscode.window.showTextDocument(document, {
    selection: new vscode.Range(position, position),
    ...options,
    viewColumn: columnOf(document) ?? options.viewColumn ?? vscode.ViewColumn.Active,
  });
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

async function open(uri: vscode.Uri, file: string): Promise<vscode.TextDocument> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    throw new UserError(
      `${file} can't be opened: it is part of the Python inside Weft, or was moved since the run.`,
    );
  }
}

/** Where the document is open already. */
function columnOf(document: vscode.TextDocument): vscode.ViewColumn | undefined {
  return vscode.window.visibleTextEditors.find((editor) => editor.document === document)
    ?.viewColumn;
}
