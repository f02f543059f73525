// Where a range of a document is after an edit. Pure, with the editor's positions as plain data.

export interface Position {
  /** From 0, both. */
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface TextChange {
  readonly range: Range;
  readonly text: string;
}

/** @returns undefined if the edit touches one of the range's own lines before or inside it */
export function movedRange(range: Range, { range: changed, text }: TextChange): Range | undefined {
  if (isBefore(range.end, changed.start)) return range;
  const newLines = text.split('\n').length - 1;
  const endsAbove = changed.end.line < range.start.line;
  const isWholeLines =
    changed.end.line === range.start.line &&
    changed.end.character === 0 &&
    (text === '' ? changed.start.character === 0 : text.endsWith('\n'));
  if (!endsAbove && !isWholeLines) return undefined;
  return shifted(range, newLines - (changed.end.line - changed.start.line));
}

function isBefore(one: Position, other: Position): boolean {
  return one.line < other.line || (one.line === other.line && one.character <= other.character);
}

function shifted({ start, end }: Range, lines: number): Range {
  if (lines === 0) return { start, end };
  return {
    start: { ...start, line: start.line + lines },
    end: { ...end, line: end.line + lines },
  };
}
