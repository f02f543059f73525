// How locks are written in Python: statements that take and free them.

import type { SyntaxNode } from '@lezer/common';
import { childrenOf, splitAt, type PythonSource } from './pythonSource.ts';

export interface MethodCall {
  /** `self.lock` of `self.lock.acquire(1)` */
  readonly receiver: string;
  readonly method: string;
  readonly args: readonly string[];
}

export function methodCall(source: PythonSource, node: SyntaxNode): MethodCall | undefined {
  const callee = node.name === 'CallExpression' ? node.firstChild : undefined;
  const list = node.getChild('ArgList');
  const [base, method] = [callee?.firstChild, callee?.lastChild];
  if (callee?.name !== 'MemberExpression' || !list || !base || !method) return undefined;
  const parts = splitAt(childrenOf(list).slice(1, -1), ',').filter((part) => part.length > 0);
  const args = parts.map((part) => part.map((each) => source.textOf(each)).join(''));
  return { receiver: source.textOf(base), method: source.textOf(method), args };
}

/** The call that a whole statement is. */
export function calledBy(source: PythonSource, statement: SyntaxNode): MethodCall | undefined {
  const only = statement.name === 'ExpressionStatement' ? statement.firstChild : undefined;
  return only ? methodCall(source, only) : undefined;
}

/** True for `receiver.method()` as a statement. */
export function isCallOf(
  source: PythonSource,
  statement: SyntaxNode | undefined,
  receiver: string,
  method: string,
): boolean {
  const call = statement && calledBy(source, statement);
  return call?.receiver === receiver && call.method === method && call.args.length === 0;
}

/** The statement that a node is in, innermost. */
export function statementOf(node: SyntaxNode): SyntaxNode {
  let statement = node;
  while (
    statement.parent &&
    !['Body', 'Script', 'StatementGroup'].includes(statement.parent.name)
  ) {
    statement = statement.parent;
  }
  return statement;
}

export function statementsIn(body: SyntaxNode): SyntaxNode[] {
  return childrenOf(body).filter(({ name }) => name !== 'Comment' && name !== ':');
}

export function statementsAfter(statement: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let next = statement.nextSibling; next; next = next.nextSibling) {
    if (next.name !== 'Comment') found.push(next);
  }
  return found;
}

/** What a `with` statement enters: `a` and `b` of `with a, b as c`. */
export function withItems(statement: SyntaxNode): SyntaxNode[] {
  const parts = childrenOf(statement).filter(({ name }) => name !== 'Body');
  return splitAt(parts, ',').flatMap((part) => part.find(({ name }) => name !== 'with') ?? []);
}

/** All nodes below, in order of position. */
export function* descendants(node: SyntaxNode): Generator<SyntaxNode> {
  for (const child of childrenOf(node)) {
    yield child;
    yield* descendants(child);
  }
}
