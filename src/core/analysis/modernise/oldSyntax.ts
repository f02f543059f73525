// Other syntax that Python 3 has dropped: `except X, e`, `raise X, "…"`, exec, <>, `x`, 10L.

import { between, error, insertAfter, replace, type Diagnostic } from './diagnostic.ts';
import { outerIndex, type Statement, type Token } from './pythonTokens.ts';

export function oldSyntax(
  statements: readonly Statement[],
  tokens: readonly Token[],
): Diagnostic[] {
  return [
    ...statements.flatMap((statement) => oldStatement(statement)),
    ...tokens.flatMap((token) => oldToken(token)),
    ...backticks(tokens),
  ];
}

function oldStatement({ tokens, end }: Statement): Diagnostic[] {
  switch (tokens[0]?.text) {
    case 'except':
      return end === ':' ? oldExcept(tokens) : [];
    case 'raise':
      return oldRaise(tokens);
    case 'exec':
      return oldExec(tokens);
    default:
      return [];
  }
}

/**
 * `except X, e:`. Since 3.14 that means "X or e" (PEP 758), so the second must look like a
 * variable: classes begin with a capital letter.
 */
function oldExcept(tokens: readonly Token[]): Diagnostic[] {
  const comma = tokens.at(-2);
  const name = tokens.at(-1);
  const before = tokens.at(-3);
  const isTarget = name?.kind === 'name' && /^[a-z_]/.test(name.text);
  if (!before || comma?.text !== ',' || !isTarget || comma.depth > 0) return [];
  if (outerIndex(tokens, ',') !== tokens.length - 2) return [];
  const message = 'In Python 3 write “as” before the name of the exception.';
  return [error({ from: comma.from, to: name.to }, message, [between(before, name, ' as ')])];
}

/** `raise X, "text"` and `raise X, "text", traceback` */
function oldRaise(tokens: readonly Token[]): Diagnostic[] {
  const at = outerIndex(tokens, ',');
  const [raise] = tokens;
  const [type, comma, value, last] = [tokens[at - 1], tokens[at], tokens[at + 1], tokens.at(-1)];
  if (!raise || at < 2 || !type || !comma || !value || !last) return [];
  const second = outerIndex(tokens, ',', at + 1);
  const [beforeSecond, traceback] = [tokens[second - 1], tokens[second + 1]];
  const edits = [between(type, value, '('), insertAfter(last, ')')];
  if (second > 0 && beforeSecond && traceback) {
    edits.push(between(beforeSecond, traceback, ').with_traceback('));
  }
  const message = 'In Python 3 an exception gets its text in parentheses.';
  return [error({ from: raise.from, to: last.to }, message, edits)];
}

/** `exec code` and `exec code in namespace` */
function oldExec(tokens: readonly Token[]): Diagnostic[] {
  const [exec, first] = tokens;
  const last = tokens.at(-1);
  const isCode = first?.kind === 'string' || first?.kind === 'name';
  if (!exec || !first || !last || !isCode) return [];
  const at = outerIndex(tokens, 'in');
  const [before, scope] = [tokens[at - 1], tokens[at + 1]];
  const edits = [between(exec, first, '('), insertAfter(last, ')')];
  if (at > 1 && before && scope) edits.push(between(before, scope, ', '));
  const message = 'In Python 3 exec is a function and needs parentheses.';
  return [error({ from: exec.from, to: last.to }, message, edits)];
}

function oldToken(token: Token): Diagnostic[] {
  if (token.text === '<>') {
    return [error(token, 'In Python 3 “not equal” is written !=.', [replace(token, '!=')])];
  }
  if (token.kind === 'string') return rawUnicode(token);
  return token.kind === 'number' ? oldNumber(token) : [];
}

/** `10L`, `0755` and both together */
function oldNumber(token: Token): Diagnostic[] {
  const digits = token.text.replace(/[lL]$/, '');
  const isOctal = /^0[0-7]*[1-7][0-7]*$/.test(digits);
  const modern = isOctal ? `0o${digits.replace(/^0+/, '')}` : digits;
  if (modern === token.text || !/^\w+$/.test(digits)) return [];
  return [error(token, `In Python 3 this number is written ${modern}.`, [replace(token, modern)])];
}

function rawUnicode(token: Token): Diagnostic[] {
  if (!/^ur/i.test(token.text)) return [];
  const prefix = { from: token.from, to: token.from + 2 };
  return [error(token, 'In Python 3 a raw text begins with r only.', [replace(prefix, 'r')])];
}

function backticks(tokens: readonly Token[]): Diagnostic[] {
  const ticks = tokens.filter((token) => token.text === '`');
  const found: Diagnostic[] = [];
  for (let index = 0; index + 1 < ticks.length; index += 2) {
    const [open, close] = [ticks[index], ticks[index + 1]];
    if (!open || !close) break;
    const range = { from: open.from, to: close.to };
    const edits = [replace(open, 'repr('), replace(close, ')')];
    found.push(error(range, 'In Python 3 backticks are written repr(…).', edits));
  }
  return found;
}
