// What a write has to do with a read before it, told from the text of the function.

import type { SyntaxNode } from '@lezer/common';
import { descendants, statementOf, statementsIn } from '../lockSyntax.ts';
import type { CallSite } from '../predictions/callSites.ts';
import { childrenOf, enclosing, type PythonSource } from '../pythonSource.ts';

/**
 * - `update`: what is written is made of what was read.
 * - `check`: it is written because of what was read.
 */
export type ReadShape = 'update' | 'check';

/** Undefined if the one has nothing to do with the other, as far as the text tells. */
export function readShape(read: CallSite, write: CallSite): ReadShape | undefined {
  if (read.site.file !== write.site.file || read.site.function !== write.site.function) {
    return undefined;
  }
  const reading = statementOf(read.node);
  const writing = statementOf(write.node);
  if (reading.from === writing.from) return isSimple(reading) ? 'update' : undefined;
  const { source } = read;
  if (isTest(reading)) return guards(reading, writing) ? 'check' : undefined;
  const names = namesMadeOf(source, reading, writing);
  if (names.size === 0) return undefined;
  if (mentions(source, writing, names)) return 'update';
  return isAskedFor(source, writing, names) ? 'check' : undefined;
}

/**
 * True if it does no harm that a read may come too early: a loop asks again, or the same is asked
 * once more with a lock in hand (double-checked locking).
 */
export function isAskedAgain({ node, source }: CallSite): boolean {
  const reading = statementOf(node);
  if (reading.name === 'WhileStatement') return true;
  const body = reading.name === 'IfStatement' ? reading.getChild('Body') : null;
  const first = body ? statementsIn(body)[0] : undefined;
  if (first?.name !== 'WithStatement') return false;
  const test = testOf(source, reading);
  return [...descendants(first)].some((each) => {
    return each.name === 'IfStatement' && testOf(source, each) === test;
  });
}

function testOf(source: PythonSource, statement: SyntaxNode): string {
  const test = childrenOf(statement)[1];
  return test === undefined ? '' : source.textOf(test);
}

function isSimple({ name }: SyntaxNode): boolean {
  return ['AssignStatement', 'UpdateStatement', 'ExpressionStatement'].includes(name);
}

function isTest({ name }: SyntaxNode): boolean {
  return name === 'IfStatement' || name === 'WhileStatement';
}

/** The write is in the body of the statement, or comes after it if its body leaves. */
function guards(test: SyntaxNode, writing: SyntaxNode): boolean {
  if (test.from < writing.from && writing.to <= test.to) return true;
  const isAfter = writing.from >= test.to && isWithin(writing, test.parent ?? undefined);
  return test.name === 'IfStatement' && isAfter && leaves(test);
}

function isWithin(node: SyntaxNode, outer: SyntaxNode | undefined): boolean {
  return outer !== undefined && outer.from <= node.from && node.to <= outer.to;
}

function leaves(test: SyntaxNode): boolean {
  const body = test.getChild('Body');
  const last = body ? statementsIn(body).at(-1) : undefined;
  const leaving = ['ReturnStatement', 'RaiseStatement', 'ContinueStatement', 'BreakStatement'];
  return last !== undefined && leaving.includes(last.name);
}

/** Local variables that hold what was read, when the write comes. */
function namesMadeOf(
  source: PythonSource,
  reading: SyntaxNode,
  writing: SyntaxNode,
): ReadonlySet<string> {
  const names = new Set<string>(targetsOf(source, reading));
  const scope = enclosing(reading, ['FunctionDefinition']) ?? reading.parent;
  if (names.size === 0 || !scope) return names;
  for (const node of descendants(scope)) {
    if (node.name !== 'AssignStatement' || node.from < reading.to || node.from >= writing.from) {
      continue;
    }
    if (mentions(source, node, names)) {
      for (const target of targetsOf(source, node)) names.add(target);
    }
  }
  return names;
}

/** `a` and `b` of `a = b = …`, if they are plain names. */
function targetsOf(source: PythonSource, statement: SyntaxNode): string[] {
  if (statement.name !== 'AssignStatement') return [];
  const parts = childrenOf(statement);
  const last = parts.findLastIndex(({ name }) => name === 'AssignOp');
  const targets = parts.slice(0, last).filter(({ name }) => name === 'VariableName');
  return targets.map((target) => source.textOf(target));
}

/** True if one of the names is read in the statement: right of its last `=`. */
function mentions(
  source: PythonSource,
  statement: SyntaxNode,
  names: ReadonlySet<string>,
): boolean {
  const operator = childrenOf(statement).findLast(({ name }) => name === 'AssignOp');
  const from = operator?.to ?? statement.from;
  return [...descendants(statement)].some((node) => {
    return node.name === 'VariableName' && node.from >= from && names.has(source.textOf(node));
  });
}

/** An `if` around the statement, or one before it that leaves, asks for one of the names. */
function isAskedFor(
  source: PythonSource,
  writing: SyntaxNode,
  names: ReadonlySet<string>,
): boolean {
  const scope = enclosing(writing, ['FunctionDefinition', 'Script']);
  if (scope === undefined) return false;
  return [...descendants(scope)].some((node) => {
    if (!isTest(node) || !guards(node, writing)) return false;
    const test = childrenOf(node)[1];
    if (test === undefined) return false;
    return [test, ...descendants(test)].some((each) => {
      return each.name === 'VariableName' && names.has(source.textOf(each));
    });
  });
}
