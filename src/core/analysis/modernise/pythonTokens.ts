// Python's tokens, of any version and of broken files too: for old programs that no parser of
// today's Python accepts.

export interface Token {
  readonly kind: 'name' | 'number' | 'string' | 'operator' | 'newline';
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** Number of brackets around it. */
  readonly depth: number;
}

/** A simple statement, or the head of a compound one. */
export interface Statement {
  readonly tokens: readonly Token[];
  /** What came after it: `:` for a head; empty at the end of the line or file. */
  readonly end: ':' | ';' | '';
}

const SKIPPED = /(?:[ \t\f\r]|\\\r?\n|#[^\n]*)+/y;
const STRING_START = /[A-Za-z]{0,3}(?:'''|"""|'|")/y;
const PATTERNS: readonly (readonly [Token['kind'], RegExp])[] = [
  ['name', /[\p{L}_][\p{L}\p{N}_]*/uy],
  ['number', /0[xXoObB]\w+|\.?[0-9](?:[eE][-+]|[\w.])*/y],
  ['newline', /\n/y],
  ['operator', /\*\*=?|\/\/=?|>>=?|<<=?|<>|->|:=|[-+*/%&|^@=!<>]=|[^]/uy],
];

/** Newlines inside brackets, comments and blanks are left out. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let depth = 0;
  let position = 0;
  while (position < text.length) {
    const skipped = matchAt(SKIPPED, text, position);
    if (skipped !== undefined) {
      position += skipped.length;
      continue;
    }
    const [kind, found] = tokenAt(text, position);
    if (')]}'.includes(found)) depth = Math.max(0, depth - 1);
    const token = { kind, text: found, from: position, to: position + found.length, depth };
    if ('([{'.includes(found)) depth++;
    if (kind !== 'newline' || depth === 0) tokens.push(token);
    position = token.to;
  }
  return tokens;
}

function tokenAt(text: string, position: number): readonly [Token['kind'], string] {
  const start = matchAt(STRING_START, text, position);
  if (start !== undefined) return ['string', stringAt(text, position, start)];
  for (const [kind, pattern] of PATTERNS) {
    const found = matchAt(pattern, text, position);
    if (found !== undefined) return [kind, found];
  }
  return ['operator', text.charAt(position)];
}

/** An unclosed string ends with its line, or with the file if it is a long one. */
function stringAt(text: string, position: number, start: string): string {
  const quote = start.replace(/^[A-Za-z]+/, '');
  const isLong = quote.length === 3;
  let end = position + start.length;
  while (end < text.length && !text.startsWith(quote, end)) {
    if (text[end] === '\n' && !isLong) return text.slice(position, end);
    end += text[end] === '\\' ? 2 : 1;
  }
  return text.slice(position, Math.min(end + quote.length, text.length));
}

function matchAt(pattern: RegExp, text: string, position: number): string | undefined {
  pattern.lastIndex = position;
  return pattern.exec(text)?.[0];
}

export function statementsOf(tokens: readonly Token[]): Statement[] {
  const statements: Statement[] = [];
  let current: Token[] = [];
  let lambdas = 0;
  const finish = (end: Statement['end']): void => {
    if (current.length > 0) statements.push({ tokens: current, end });
    current = [];
    lambdas = 0;
  };
  for (const token of tokens) {
    const isOuter = token.depth === 0;
    if (token.kind === 'newline') finish('');
    else if (isOuter && token.text === ';') finish(';');
    else if (isOuter && token.text === ':' && lambdas === 0) finish(':');
    else {
      if (isOuter && token.text === 'lambda') lambdas++;
      if (isOuter && token.text === ':') lambdas--;
      current.push(token);
    }
  }
  finish('');
  return statements;
}

/** Index of the bracket that closes the one at `open`; undefined if none does. */
export function closingIndex(tokens: readonly Token[], open: number): number | undefined {
  const depth = tokens[open]?.depth;
  const index = tokens.findIndex(
    (token, at) => at > open && token.depth === depth && ')]}'.includes(token.text),
  );
  return index < 0 ? undefined : index;
}

/** Index of the first `text` from `start` on that is in no bracket opened since. */
export function outerIndex(tokens: readonly Token[], text: string, start = 0): number {
  const depth = tokens[start]?.depth ?? 0;
  return tokens.findIndex(
    (token, at) => at >= start && token.depth === depth && token.text === text,
  );
}

/** True if the program is prepared for this exception, as those for both Pythons are. */
export function catches(tokens: readonly Token[], ...exceptions: readonly string[]): boolean {
  return tokens.some(
    ({ text }, at) => text === 'except' && exceptions.includes(tokens[at + 1]?.text ?? ''),
  );
}
