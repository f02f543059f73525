// Python 2's print statement becomes a call of the function.

import { between, error, insertAfter, replace, type Diagnostic, type Span } from './diagnostic.ts';
import { closingIndex, outerIndex, type Statement, type Token } from './pythonTokens.ts';

const MESSAGE = 'In Python 3 print is a function and needs parentheses.';
/** After the name `print` these make an expression of it. */
const BINARY_WORDS = ['in', 'is', 'and', 'or', 'not', 'if', 'else', 'for'];

/** @param moved the text of an expression that moves to another place, modernised */
export function printStatements(
  statements: readonly Statement[],
  moved: (span: Span) => string,
): Diagnostic[] {
  return statements.flatMap(({ tokens }) => {
    const [print, first] = tokens;
    if (print?.kind !== 'name' || print.text !== 'print') return [];
    if (first === undefined) return [error(print, MESSAGE, [insertAfter(print, '()')])];
    if (first.text === '>>') return redirected(tokens, moved);
    return isArgument(first, tokens) ? [printed(tokens, 1, '')] : [];
  });
}

function isArgument(first: Token, tokens: readonly Token[]): boolean {
  if (first.kind === 'string' || first.kind === 'number') return true;
  if (first.kind === 'name') return !BINARY_WORDS.includes(first.text) || first.text === 'not';
  if (first.text === '(') return !isCall(tokens);
  return ['[', '{', '-', '+', '~', '`'].includes(first.text);
}

/** `print (a) % b` is no call: in Python 3 it takes the remainder of what print returns. */
function isCall(tokens: readonly Token[]): boolean {
  const close = closingIndex(tokens, 1);
  const following = close === undefined ? undefined : tokens[close + 1];
  return !['%', '+', '*', '.', '['].includes(following?.text ?? '');
}

/** The arguments begin at `start`; `extra` are further arguments as text. */
function printed(tokens: readonly Token[], start: number, extra: string): Diagnostic {
  const [print, second] = tokens;
  const first = tokens[start];
  const last = tokens.at(-1);
  if (!print || !second || !first || !last) throw new Error('internal error: nothing is printed');
  const closing =
    last.text === ',' ? replace(last, `, end=' '${extra})`) : insertAfter(last, `${extra})`);
  const range = { from: print.from, to: last.to };
  return error(range, MESSAGE, [between(print, first, '('), closing]);
}

/** `print >>file, a, b` */
function redirected(tokens: readonly Token[], moved: (span: Span) => string): Diagnostic[] {
  const [print] = tokens;
  const target = tokens[2];
  const last = tokens.at(-1);
  if (!print || !target || !last) return [];
  const comma = outerIndex(tokens, ',', 2);
  const targetEnd = tokens[comma < 0 ? tokens.length - 1 : comma - 1] ?? target;
  const file = `file=${moved({ from: target.from, to: targetEnd.to })}`;
  if (comma >= 0 && tokens[comma + 1]) return [printed(tokens, comma + 1, `, ${file}`)];
  const range = { from: print.from, to: last.to };
  return [error(range, MESSAGE, [{ from: print.to, to: last.to, text: `(${file})` }])];
}
