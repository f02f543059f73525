// `lock.acquire() … lock.release()` → `with lock:`. Where the code between is not in a `try` yet,
// it is indented.

import type { SyntaxNode } from '@lezer/common';
import {
  calledBy,
  descendants,
  isCallOf,
  statementOf,
  statementsAfter,
  statementsIn,
} from '../lockSyntax.ts';
import type { Edit } from '../modernise/diagnostic.ts';
import { childrenOf, type PythonSource, type PythonSources } from '../pythonSource.ts';
import { codeOf, fileEdits, type Fix, type FixableFinding } from './fix.ts';

export function withFixes({ sites }: FixableFinding, sources: PythonSources): Fix[] {
  for (const site of sites.filter(({ role }) => role === 'holds')) {
    const code = codeOf(site, sources);
    if (!code) continue;
    const { file, source, node } = code;
    const edits = withEdits(source, statementOf(node));
    if (edits === undefined) continue;
    const lock = calledBy(source, statementOf(node))?.receiver ?? '';
    const title = `Write “with ${lock}:”, which always releases it`;
    return [{ title, edits: fileEdits(file, source, edits), isPreferred: true }];
  }
  return [];
}

function withEdits(source: PythonSource, acquire: SyntaxNode): Edit[] | undefined {
  const lock = calledBy(source, acquire)?.receiver;
  if (lock === undefined || !isCallOf(source, acquire, lock, 'acquire')) return undefined;
  if (!isAlone(source, acquire)) return undefined;
  const head = { from: acquire.from, to: acquire.to, text: `with ${lock}:` };
  const [next] = statementsAfter(acquire);
  if (next?.name === 'TryStatement') return tryEdits(source, { lock, head, statement: next });
  return blockEdits(source, acquire, { lock, head });
}

interface Change {
  readonly lock: string;
  /** Makes the `with` of the acquire. */
  readonly head: Edit;
}

/** The `finally` goes; so does the `try`, if it has nothing else. */
function tryEdits(
  source: PythonSource,
  { lock, head, statement }: Change & { readonly statement: SyntaxNode },
): Edit[] | undefined {
  const end = statement.getChild('finally');
  const last = statement.lastChild;
  const released = last ? statementsIn(last) : [];
  const body = statement.getChild('Body');
  if (!end || !body || !last || released.length !== 1) return undefined;
  if (!isCallOf(source, released[0], lock, 'release') || hasComment(last)) return undefined;
  const finallyLines = linesOf(source, { from: end.from, to: released[0]?.to ?? end.to });
  const drop: Edit = { ...finallyLines, text: '' };
  if (!isPlainBlock(source, statement)) return undefined;
  if (statement.getChild('except') || statement.getChild('else')) {
    const kept = { from: source.lineAround(statement.from).from, to: drop.from };
    return [head, ...indentEdits(source, kept), drop];
  }
  const between = source.text.slice(head.to, statement.from);
  const colon = body.firstChild;
  if (!colon || !/^\s*$/.test(between)) return undefined;
  // From the end of the acquire to the colon of `try:`.
  return [{ ...head, to: colon.to }, drop];
}

function blockEdits(
  source: PythonSource,
  acquire: SyntaxNode,
  { lock, head }: Change,
): Edit[] | undefined {
  const after = statementsAfter(acquire);
  const at = after.findIndex((statement) => isCallOf(source, statement, lock, 'release'));
  const [release, between] = [after[at], after.slice(0, at)];
  if (!release || between.length === 0 || !isAlone(source, release)) return undefined;
  const mentions = between.flatMap((statement) => [statement, ...descendants(statement)]);
  const releases = mentions.filter((node) => isCallOf(source, node, lock, 'release'));
  const leaves = releases.every(
    (node) => isLeaving(statementsAfter(node)[0]) && isAlone(source, node),
  );
  const isTaken = mentions.some((node) => isCallOf(source, node, lock, 'acquire'));
  if (!leaves || isTaken || !between.every((each) => isPlainBlock(source, each))) return undefined;
  const lines = {
    from: source.lineAround(acquire.to).to,
    to: source.lineAround(release.from).from,
  };
  const gone = [...releases, release].map((node) => removal(source, node));
  const indents = indentEdits(source, lines).filter(({ from }) => {
    return !gone.some((edit) => edit.from <= from && from < edit.to);
  });
  return [head, ...indents, ...gone];
}

function isLeaving(statement: SyntaxNode | undefined): boolean {
  const leaving = ['ReturnStatement', 'RaiseStatement', 'ContinueStatement', 'BreakStatement'];
  return statement !== undefined && leaving.includes(statement.name);
}

/** Keeps a comment behind the statement. */
function removal(source: PythonSource, node: SyntaxNode): Edit {
  const line = source.lineAround(node.from);
  const rest = source.text.slice(node.to, line.to);
  if (rest.trim() === '') return { ...line, text: '' };
  return { from: node.from, to: node.to + (/^ */.exec(rest)?.[0].length ?? 0), text: '' };
}

/** True if nothing but a comment shares its lines. */
function isAlone(source: PythonSource, node: SyntaxNode): boolean {
  const [first, last] = [source.lineAround(node.from), source.lineAround(node.to)];
  const before = source.text.slice(first.from, node.from);
  const after = source.text.slice(node.to, last.to);
  return /^[ \t]*$/.test(before) && /^[ \t]*(#.*)?\r?\n?$/.test(after);
}

/** True if its lines can be moved right: no text goes over several lines. */
function isPlainBlock(source: PythonSource, node: SyntaxNode): boolean {
  return [node, ...descendants(node)].every((each) => {
    return !/String$/.test(each.name) || !source.textOf(each).includes('\n');
  });
}

function hasComment(node: SyntaxNode): boolean {
  return childrenOf(node).some(({ name }) => name === 'Comment');
}

function linesOf(
  source: PythonSource,
  { from, to }: { from: number; to: number },
): { from: number; to: number } {
  return { from: source.lineAround(from).from, to: source.lineAround(to).to };
}

function indentEdits(source: PythonSource, { from, to }: { from: number; to: number }): Edit[] {
  const edits: Edit[] = [];
  for (let at = from; at < to; at = source.lineAround(at).to) {
    const line = source.lineAround(at);
    const isEmpty = source.text.slice(line.from, line.to).trim() === '';
    if (!isEmpty) edits.push({ from: line.from, to: line.from, text: indentUnit(source) });
    if (line.to <= at) break;
  }
  return edits;
}

/** What the file indents by: the first indented line's. */
export function indentUnit({ text }: PythonSource): string {
  return /\n([ \t]+)\S/.exec(text)?.[1] ?? '    ';
}
