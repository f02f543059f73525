// A file with the edits of a fix made, as an editor makes them.

import { applyEdits } from '../../src/core/analysis/modernise.ts';
import type { FileEdit } from '../../src/core/analysis/fixes/fixesFor.ts';

/** @param edits all of one file */
export function applyFix(text: string, edits: readonly FileEdit[]): string {
  const lines = text.split('\n');
  const offset = (line: number, column: number): number =>
    lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
  return applyEdits(
    text,
    edits.map(({ range, newText }) => ({
      from: offset(range.line, range.column),
      to: offset(range.endLine, range.endColumn),
      text: newText,
    })),
  );
}
