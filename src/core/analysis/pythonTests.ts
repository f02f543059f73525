// Tests in a Python file, found in its syntax: methods `test…` of classes that derive from a
// TestCase, and functions `test…` and classes `Test…` as pytest has them.

import type { SyntaxNode } from '@lezer/common';
import { childrenOf, definedName, PythonSource } from './pythonSource.ts';

export interface PythonTest {
  /** As `weft run --test` takes it: `test_x` or `TestBank.test_transfer`. */
  readonly id: string;
  /** The class, for a method. */
  readonly owner: string | undefined;
  readonly name: string;
  /** 1-based, as JavaScript counts, of the function's name. */
  readonly line: number;
  readonly column: number;
  /** Of the last line of the function. */
  readonly endLine: number;
  /** Line of the class, for a method. */
  readonly ownerLine: number | undefined;
}

/** Modules whose use means that there may be more than one thread. */
const THREAD_MODULES = [
  'threading',
  '_thread',
  'thread',
  'concurrent',
  'queue',
  'sched',
  'asyncio',
];

/** In the order of the file. */
export function testsIn(text: string): PythonTest[] {
  const source = new PythonSource(text);
  const classes = new Map<string, readonly string[]>();
  return childrenOf(source.tree.topNode)
    .map(undecorated)
    .flatMap((node) => {
      if (node.name === 'FunctionDefinition') return testOf(source, node, undefined);
      if (node.name !== 'ClassDefinition') return [];
      const name = definedName(source, node);
      const bases = basesOf(source, node);
      classes.set(name, bases);
      return isTestClass(name, bases, classes) ? methodsOf(source, node) : [];
    });
}

/** True if the text imports something that makes threads. */
export function importsThreads(text: string): boolean {
  return importedModules(text).some((name) => THREAD_MODULES.includes(name.split('.')[0] ?? ''));
}

/** Dotted names of the modules that a text imports; relative ones keep their dots in front. */
export function importedModules(text: string): string[] {
  const found: string[] = [];
  for (const [, names = ''] of text.matchAll(/^[ \t]*import[ \t]+([^\n#;]+)/gm)) {
    for (const part of names.split(',')) found.push(part.trim().split(/\s/)[0] ?? '');
  }
  for (const [, from = '', names = ''] of text.matchAll(
    /^[ \t]*from[ \t]+([\w.]+)[ \t]+import[ \t]+([^\n#;]+)/gm,
  )) {
    found.push(from);
    // `from package import module`
    for (const name of names.matchAll(/\w+/g)) found.push(`${from.replace(/\.$/, '')}.${name[0]}`);
  }
  return found.filter((name) => name !== '');
}

function undecorated(node: SyntaxNode): SyntaxNode {
  if (node.name !== 'DecoratedStatement') return node;
  return node.getChild('FunctionDefinition') ?? node.getChild('ClassDefinition') ?? node;
}

function basesOf(source: PythonSource, node: SyntaxNode): string[] {
  const list = node.getChild('ArgList');
  if (list === null) return [];
  return childrenOf(list)
    .filter(({ name }) => name === 'VariableName' || name === 'MemberExpression')
    .map((base) => source.textOf(base));
}

/** A base that is not in this file counts by its name. */
function isTestClass(
  name: string,
  bases: readonly string[],
  classes: ReadonlyMap<string, readonly string[]>,
): boolean {
  return name.startsWith('Test') || bases.some((base) => isTestCase(base, classes));
}

function isTestCase(name: string, classes: ReadonlyMap<string, readonly string[]>): boolean {
  if (/(^|\.)\w*TestCase$/.test(name)) return true;
  return (classes.get(name) ?? []).some((base) => base !== name && isTestCase(base, classes));
}

function methodsOf(source: PythonSource, node: SyntaxNode): PythonTest[] {
  const body = node.getChild('Body');
  if (body === null) return [];
  return childrenOf(body)
    .map(undecorated)
    .flatMap((member) =>
      member.name === 'FunctionDefinition' ? testOf(source, member, node) : [],
    );
}

function testOf(
  source: PythonSource,
  node: SyntaxNode,
  owner: SyntaxNode | undefined,
): PythonTest[] {
  const name = definedName(source, node);
  if (!name.startsWith('test')) return [];
  const ownerName = owner && definedName(source, owner);
  const { line, column } = source.positionAt(node.getChild('VariableName')?.from ?? node.from);
  const last = source.text.slice(0, node.to).trimEnd().length;
  return [
    {
      id: ownerName === undefined ? name : `${ownerName}.${name}`,
      owner: ownerName,
      name,
      line,
      column,
      endLine: source.positionAt(last).line,
      ownerLine: owner && source.positionAt(owner.from).line,
    },
  ];
}
