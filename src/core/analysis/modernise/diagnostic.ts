// What is out of date at a place in a file, and the edits that bring it up to date.

import type { Token } from './pythonTokens.ts';

/** Replaces the characters from `from` up to, and without, `to`. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export interface Diagnostic {
  /** Offsets in the text, as JavaScript counts. */
  readonly from: number;
  readonly to: number;
  readonly message: string;
  /** `error`: does not work in Python 3.14. `hint`: works, but is deprecated. */
  readonly severity: 'error' | 'hint';
  readonly edits: readonly Edit[];
}

export function error(range: Span, message: string, edits: readonly Edit[]): Diagnostic {
  return { from: range.from, to: range.to, message, severity: 'error', edits };
}

export function hint(range: Span, message: string, edits: readonly Edit[]): Diagnostic {
  return { from: range.from, to: range.to, message, severity: 'hint', edits };
}

export type Span = Pick<Token, 'from' | 'to'>;

export function replace({ from, to }: Span, text: string): Edit {
  return { from, to, text };
}

/** Replaces what is between two tokens. */
export function between(left: Span, right: Span, text: string): Edit {
  return { from: left.to, to: right.from, text };
}

export function insertAfter({ to }: Span, text: string): Edit {
  return { from: to, to, text };
}

/** Edits must not overlap; at the same place they come in their order. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const sorted = [...edits].sort((one, other) => one.from - other.from || one.to - other.to);
  let result = '';
  let position = 0;
  for (const edit of sorted) {
    result += text.slice(position, edit.from) + edit.text;
    position = edit.to;
  }
  return result + text.slice(position);
}
