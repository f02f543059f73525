// From a position in the trace to one in the editor, which counts characters from 0.

import * as vscode from 'vscode';
import { textColumn } from '../../core/analysis/textColumn.ts';
import type { RunPlace } from '../place.ts';
import type { Span } from './problems.ts';

/** To the end of its first line. Undefined if there is no such file or line. */
export async function rangeOfSpan(place: RunPlace, span: Span): Promise<vscode.Range | undefined> {
  const document = await documentAt(place.uriOf(span.file));
  if (!document || span.line > document.lineCount) return undefined;
  const { text } = document.lineAt(span.line - 1);
  const start = textColumn(text, span.column) - 1;
  const end = span.endLine > span.line ? text.length : textColumn(text, span.endColumn) - 1;
  return new vscode.Range(span.line - 1, start, span.line - 1, end);
}

/** Undefined if it can't be opened: it was moved since the run. */
export async function documentAt(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return undefined; // There is nothing to mark, and nothing to fix.
  }
}
