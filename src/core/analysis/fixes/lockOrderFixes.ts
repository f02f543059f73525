// Makes the thread that takes its locks against the cure's order take them in it. Only where both
// locks are plain names, as different lines of code have them: where the same lines take what they
// are given, no swap helps.

import type { SyntaxNode } from '@lezer/common';
import type { ObjectId } from '../../base/ids.ts';
import { calledBy, statementOf, statementsAfter, statementsIn, withItems } from '../lockSyntax.ts';
import type { Edit } from '../modernise/diagnostic.ts';
import { childrenOf, enclosing, type PythonSource, type PythonSources } from '../pythonSource.ts';
import { inTakingOrder } from '../takingOrder.ts';
import { fileEdits, type Fix, type FixableFinding, type FixableSite } from './fix.ts';
import { lockText } from './reentrantFixes.ts';
import { indentUnit } from './withFixes.ts';

/** One thread's part of the circle. */
interface Part {
  /** The lock wanted. */
  readonly object: ObjectId;
  readonly file: string;
  readonly source: PythonSource;
  readonly held: LockUse;
  readonly wanted: LockUse;
}

interface LockUse {
  readonly node: SyntaxNode;
  readonly text: string;
}

export function lockOrderFixes({ sites }: FixableFinding, sources: PythonSources): Fix[] {
  const wanted = sites.filter(({ role }) => role === 'wants');
  const found = wanted.map((site) => partOf(site, sites, sources));
  const parts = inTakingOrder(found.flatMap((part) => part ?? []));
  const [deviating, ...others] = parts;
  if (!deviating || others.length === 0 || found.includes(undefined)) return [];
  if (parts.some(isGivenFromOutside) || others.some((part) => sharesCode(part, deviating)))
    return [];
  const edits = swapEdits(deviating);
  if (!edits) return [];
  const names = parts.map((part) => part.wanted.text);
  return [
    {
      title: `Take the locks in the same order everywhere: ${names.join(', then ')}`,
      edits: fileEdits(deviating.file, deviating.source, edits),
      isPreferred: true,
    },
  ];
}

/** Then no swap helps: it would turn the other thread round as well. */
function sharesCode(one: Part, other: Part): boolean {
  const starts = [other.held.node.from, other.wanted.node.from];
  return (
    one.file === other.file &&
    (starts.includes(one.held.node.from) || starts.includes(one.wanted.node.from))
  );
}

function partOf(
  wants: FixableSite,
  sites: readonly FixableSite[],
  sources: PythonSources,
): Part | undefined {
  const others = sites.filter(({ role, thread }) => role === 'wants' && thread !== wants.thread);
  const holds = sites.find(
    ({ role, thread, object }) =>
      role === 'holds' &&
      thread === wants.thread &&
      others.some((other) => other.object === object),
  );
  const [first, second] = [holds?.stack[0], wants.stack[0]];
  const source = second && sources.of(second.file);
  if (!first || !second || !source || first.file !== second.file) return undefined;
  const [held, wanted] = [useAt(source, first), useAt(source, second)];
  const { object } = wants;
  if (!held || !wanted || object === undefined) return undefined;
  return { object, file: second.file, source, held, wanted };
}

function useAt(source: PythonSource, site: FixableSite['stack'][number]): LockUse | undefined {
  const node = source.nodeAt(site);
  const text = node && lockText(source, node);
  if (!node || text === undefined || !/^[A-Za-z_][\w.]*$/.test(text)) return undefined;
  return { node, text };
}

function swapEdits(part: Part): Edit[] | undefined {
  const { source, held, wanted } = part;
  const [outer, inner] = [statementOf(held.node), statementOf(wanted.node)];
  if (outer.name === 'WithStatement') {
    const items = withItems(outer);
    const first = items.find((item) => source.textOf(item) === held.text);
    if (!first) return undefined;
    if (outer.from === inner.from) {
      const second = items.find((item) => source.textOf(item) === wanted.text);
      return second && exchanged(first, second, part);
    }
    return inner.name === 'WithStatement' ? nestedEdits(part, outer, inner) : undefined;
  }
  const isNext = statementsAfter(outer)[0]?.from === inner.from;
  const [one, other] = [receiverOf(source, outer), receiverOf(source, inner)];
  return isNext && one && other ? exchanged(one, other, part) : undefined;
}

function exchanged(first: SyntaxNode, second: SyntaxNode, { held, wanted }: Part): Edit[] {
  return [
    { from: first.from, to: first.to, text: wanted.text },
    { from: second.from, to: second.to, text: held.text },
  ];
}

/**
 * `with b: with a:` → `with a: with b:`. If there is more in the outer block, it stays under both
 * locks: `with b: …; with a: …` → `with a, b: …`, or else it would lose the lock that it has.
 */
function nestedEdits(part: Part, outer: SyntaxNode, inner: SyntaxNode): Edit[] | undefined {
  const { source, held, wanted } = part;
  const body = outer.getChild('Body');
  const [first, ...more] = withItems(outer);
  const [second, ...others] = withItems(inner);
  if (!body || !first || !second || more.length + others.length > 0) return undefined;
  const isInside = inner.parent?.from === body.from;
  if (
    !isInside ||
    childrenOf(outer)
      .concat(childrenOf(inner))
      .some(({ name }) => name === 'as')
  ) {
    return undefined;
  }
  if (statementsIn(body).length === 1) return exchanged(first, second, part);
  const colon = inner.getChild('Body')?.firstChild;
  const line = source.lineAround(inner.from);
  if (!colon || source.text.slice(inner.from, line.to).includes('\\')) return undefined;
  const rest = /^[ \t]*(#.*)?\r?\n$/.exec(source.text.slice(colon.to, line.to));
  if (!rest) return undefined;
  const head =
    rest[1] === undefined ? line : { from: inner.from, to: colon.to + rest[0].indexOf('#') };
  return [
    { from: first.from, to: first.to, text: `${wanted.text}, ${held.text}` },
    { ...head, text: '' },
    ...outdentEdits(source, { from: line.to, to: source.lineAround(lastChildEnd(inner)).to }),
  ];
}

function outdentEdits(source: PythonSource, lines: { from: number; to: number }): Edit[] {
  const unit = indentUnit(source);
  const edits: Edit[] = [];
  for (let at = lines.from; at < lines.to; at = source.lineAround(at).to) {
    if (source.text.startsWith(unit, at)) edits.push({ from: at, to: at + unit.length, text: '' });
  }
  return edits;
}

function lastChildEnd(node: SyntaxNode): number {
  let last = node;
  while (last.lastChild) last = last.lastChild;
  return last.to;
}

function receiverOf(source: PythonSource, statement: SyntaxNode): SyntaxNode | undefined {
  if (calledBy(source, statement)?.method !== 'acquire') return undefined;
  return statement.firstChild?.firstChild?.firstChild ?? undefined;
}

/** A parameter may stand for another lock in every call. */
function isGivenFromOutside({ source, held, wanted }: Part): boolean {
  const definition = enclosing(held.node, ['FunctionDefinition', 'LambdaExpression']);
  const parameters = definition?.getChild('ParamList');
  const names = parameters ? childrenOf(parameters).map((each) => source.textOf(each)) : [];
  const roots = [held.text, wanted.text].map((text) => text.split('.')[0] ?? '');
  return roots.some((root) => names.includes(root) && root !== 'self');
}
