// The table of an interleaving as text for a terminal and as Markdown.

import type { ThreadId } from '../base/ids.ts';
import { rowText, type Interleaving, type InterleavingRow } from './interleaving.ts';

/** Columns of a terminal. */
const WIDTH = 100;
const LEAST_COLUMN = 22;
/** Begins what a thread does not do by itself. */
const MARKS: Readonly<Record<InterleavingRow['kind'], string>> = {
  act: '',
  wait: '⏸ ',
  interrupted: '⇢ ',
  failure: '✗ ',
};

/** Lines of plain text, at most `width` wide unless there are many threads. */
export function interleavingText(interleaving: Interleaving, width = WIDTH): string {
  const { threads, rows, omitted } = interleaving;
  const share = Math.floor((width - 1) / Math.max(1, threads.length)) - 3;
  const cells = rows.map((row) => MARKS[row.kind] + rowText(row));
  const column = Math.max(LEAST_COLUMN, Math.min(share, longest(threads, cells)));
  const line = (content: readonly string[]): string =>
    `│ ${content.map((text) => text.padEnd(column)).join(' │ ')} │`;
  const rule = (left: string, middle: string, right: string): string =>
    left + threads.map(() => '─'.repeat(column + 2)).join(middle) + right;
  const body = rows.flatMap((row, index) => [
    ...(omitted.count > 0 && index === omitted.before ? [line(leftOut(interleaving))] : []),
    ...wrapped(cells[index] ?? '', column).map((text) => line(inColumn(interleaving, row, text))),
  ]);
  return [
    rule('┌', '┬', '┐'),
    line(threads.map(({ name }) => cut(name, column))),
    rule('├', '┼', '┤'),
    ...body,
    rule('└', '┴', '┘'),
  ].join('\n');
}

export function interleavingMarkdown(interleaving: Interleaving): string {
  const { threads, rows, omitted } = interleaving;
  const line = (content: readonly string[]): string => `| ${content.join(' | ')} |`;
  const body = rows.flatMap((row, index) => [
    ...(omitted.count > 0 && index === omitted.before ? [line(leftOut(interleaving))] : []),
    line(inColumn(interleaving, row, markdownCell(row))),
  ]);
  return [
    line(threads.map(({ name }) => escaped(name))),
    line(threads.map(() => '---')),
    ...body,
  ].join('\n');
}

function markdownCell(row: InterleavingRow): string {
  const text = MARKS[row.kind] + escaped(rowText(row));
  return row.kind === 'failure' ? `**${text}**` : text;
}

function inColumn({ threads }: Interleaving, row: InterleavingRow, text: string): string[] {
  return threads.map(({ id }: { readonly id: ThreadId }) => (id === row.thread ? text : ''));
}

function leftOut({ threads, omitted }: Interleaving): string[] {
  return threads.map((_, index) => (index === 0 ? `… ${omitted.count} more rows` : '…'));
}

function longest(threads: Interleaving['threads'], cells: readonly string[]): number {
  return Math.max(
    ...threads.map(({ name }) => name.length),
    ...cells.map((cell) => cell.length),
    0,
  );
}

/** Words that are longer than a line are broken; later lines are indented. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > width) {
    const space = rest.lastIndexOf(' ', width);
    const end = space > width / 3 ? space : width;
    lines.push(rest.slice(0, end));
    rest = `  ${rest.slice(end).trimStart()}`;
  }
  return [...lines, rest];
}

function cut(name: string, width: number): string {
  return name.length > width ? `${name.slice(0, width - 1)}…` : name;
}

/** Names such as `__main__` are no emphasis, and a bar ends no cell. */
function escaped(text: string): string {
  return text.replace(/[\\`*_<>[\]#|]/g, '\\$&');
}
