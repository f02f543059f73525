// Texts with marks «…» around the calls that a test is about.

import type { Site } from '../../src/core/trace/events.ts';

export const FILE = '/test.py';

/** Cuts out the marks: each is the site of a call. Columns count bytes, as CPython's do. */
export function readMarks(marked: string): { readonly text: string; readonly sites: Site[] } {
  const sites: Site[] = [];
  const open: number[] = [];
  let text = '';
  const position = (): { line: number; column: number } => {
    const lines = text.split('\n');
    return { line: lines.length, column: new TextEncoder().encode(lines.at(-1)).length + 1 };
  };
  for (const piece of marked.split(/(?=[«»])/)) {
    const mark = /^[«»]/.exec(piece)?.[0];
    const { line, column } = position();
    if (mark === '«') {
      const end = { endLine: line, endColumn: column };
      open.push(sites.length);
      sites.push({ file: FILE, line, column, ...end, function: 'f', isLibrary: false });
    }
    const started = mark === '»' ? sites[open.at(-1) ?? -1] : undefined;
    if (started) sites[open.pop() ?? 0] = { ...started, endLine: line, endColumn: column };
    text += mark === undefined ? piece : piece.slice(1);
  }
  return { text, sites };
}
