// The text of a log point: `{expression}` is replaced by its value, `{{` and `}}` are braces.

export type LogPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'expression'; readonly expression: string };

export function parseLogMessage(message: string): LogPart[] {
  const parts: LogPart[] = [];
  let text = '';
  for (let at = 0; at < message.length; at++) {
    const letter = message[at] ?? '';
    const end = letter === '{' ? closingBrace(message, at) : -1;
    if ((letter === '{' || letter === '}') && message[at + 1] === letter) {
      text += letter;
      at++;
    } else if (end > 0) {
      if (text !== '') parts.push({ kind: 'text', text });
      text = '';
      parts.push({ kind: 'expression', expression: message.slice(at + 1, end).trim() });
      at = end;
    } else {
      text += letter;
    }
  }
  if (text !== '') parts.push({ kind: 'text', text });
  return parts;
}

/** The brace that closes the one at `start`; -1 if there is none. */
function closingBrace(message: string, start: number): number {
  let depth = 0;
  for (let at = start; at < message.length; at++) {
    if (message[at] === '{') depth++;
    if (message[at] === '}' && --depth === 0) return at;
  }
  return -1;
}
