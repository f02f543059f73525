// Finds what an old program needs to run on Python 3.14: for tutorials from the time of
// Python 2, and for names that threading has lost since.

import { applyEdits, type Diagnostic } from './modernise/diagnostic.ts';
import { oldModules } from './modernise/oldModules.ts';
import { oldNames } from './modernise/oldNames.ts';
import { oldSyntax } from './modernise/oldSyntax.ts';
import { printStatements } from './modernise/printStatements.ts';
import { statementsOf, tokenize } from './modernise/pythonTokens.ts';

export { applyEdits };
export type { Diagnostic, Edit } from './modernise/diagnostic.ts';

/** How a run ended, as its traceback says. */
export interface PythonError {
  /** `SyntaxError`, `AttributeError` … */
  readonly typeName: string;
  readonly message: string;
  /** 1-based. */
  readonly line: number;
}

/** In order of position. The edits of all of them can be applied together. */
export function modernise(text: string): Diagnostic[] {
  const tokens = tokenize(text);
  const statements = statementsOf(tokens);
  const found = [
    ...printStatements(statements, (span) => modernised(text.slice(span.from, span.to))),
    ...oldSyntax(statements, tokens),
    ...oldModules(statements, tokens),
    ...oldNames(statements, tokens),
  ];
  const together = withoutOverlaps(found);
  return together.sort((one, other) => one.from - other.from || one.to - other.to);
}

/** `text` with all edits. */
export function modernised(text: string): string {
  return applyEdits(
    text,
    modernise(text).flatMap(({ edits }) => edits),
  );
}

/** Leaves out what another edit removes or replaces as a whole. */
function withoutOverlaps(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const edits = diagnostics.flatMap((owner) => owner.edits.map((edit) => ({ ...edit, owner })));
  edits.sort((one, other) => one.from - other.from || other.to - one.to);
  const left = new Set(diagnostics);
  let end = 0;
  for (const { from, to, owner } of edits) {
    if (from < end) left.delete(owner);
    else if (left.has(owner)) end = Math.max(end, to);
  }
  return [...left];
}

/** The diagnostic that tells why the program failed, if one does. */
export function causeOf(
  failure: PythonError,
  text: string,
  diagnostics: readonly Diagnostic[],
): Diagnostic | undefined {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (failure.typeName.endsWith('SyntaxError') || failure.typeName === 'IndentationError') {
    return errors.find((diagnostic) => lineOf(text, diagnostic.from) === failure.line);
  }
  const missing = /['‘]([\w.]+)['’](?: is not defined)?\W*$|keyword argument '(\w+)'/.exec(
    failure.message.replace(/\. Did you mean.*$/s, ''),
  );
  const name = missing?.[1] ?? missing?.[2];
  const named = errors.filter(
    ({ from, to }) => name !== undefined && text.slice(from, to).split(/\W+/).includes(name),
  );
  return named.find(({ from }) => lineOf(text, from) === failure.line) ?? named[0];
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
