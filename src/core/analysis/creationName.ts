// From the call that makes an object to the name that the code gives it: follows the value
// outwards, through lists and arguments, to what it is assigned to.

import type { SyntaxNode } from '@lezer/common';
import { childrenOf, definedName, enclosing, splitAt, type PythonSource } from './pythonSource.ts';

/** What the objects made at one call are named. */
export interface CreationName {
  /** Name of the nth object (from 0) of one evaluation. */
  readonly of: (index: number) => string;
  /** True if one evaluation makes several: a comprehension, `append` in a loop. */
  readonly isIndexed: boolean;
  /** Where the evaluation begins: the statement's position. */
  readonly statement: number;
}

/** One step from a container to its element: a text like `[0]`, or the nth of a comprehension. */
type PathPart = string | typeof NTH;
const NTH = Symbol('nth');

interface Walk {
  readonly source: PythonSource;
  /** The value followed so far. */
  readonly node: SyntaxNode;
  /** Outermost first. */
  readonly path: readonly PathPart[];
}

interface Found {
  readonly name: string;
  readonly path: readonly PathPart[];
  /** Targets that get the elements of a comprehension one by one. */
  readonly each?: readonly string[];
}

/** @param call the expression whose evaluation makes the object */
export function creationName(source: PythonSource, call: SyntaxNode): CreationName | undefined {
  const found = follow({ source, node: call, path: [] });
  if (found === undefined) return undefined;
  const { name, path, each } = found;
  return {
    of: (index) => each?.[index] ?? name + formatPath(path, index),
    isIndexed: path.includes(NTH),
    statement: statementOf(call).from,
  };
}

/** A comprehension in a comprehension is numbered through: its shape is not known here. */
function formatPath(path: readonly PathPart[], index: number): string {
  const first = path.indexOf(NTH);
  return path.map((part, at) => (part !== NTH ? part : at === first ? `[${index}]` : '')).join('');
}

function statementOf(node: SyntaxNode): SyntaxNode {
  let statement = node;
  while (statement.parent && !['Body', 'Script'].includes(statement.parent.name)) {
    statement = statement.parent;
  }
  return statement;
}

function follow(walk: Walk): Found | undefined {
  const { node, path } = walk;
  const parent = node.parent;
  if (!parent) return undefined;
  const up = (...parts: PathPart[]): Found | undefined =>
    follow({ ...walk, node: parent, path: [...parts, ...path] });
  switch (parent.name) {
    case 'ParenthesizedExpression':
    case 'BinaryExpression':
    case 'ConditionalExpression':
    case 'AwaitExpression':
      return up();
    case 'ArrayExpression':
    case 'TupleExpression':
    case 'SetExpression':
      return up(`[${elementIndex(parent, node)}]`);
    case 'ArrayComprehensionExpression':
    case 'SetComprehensionExpression':
    case 'ComprehensionExpression':
    case 'DictionaryComprehensionExpression':
      return up(NTH);
    case 'DictionaryExpression':
      return up(`[${keyBefore(walk)}]`);
    case 'LambdaExpression':
      return up('()');
    default:
      return followToName(walk, parent);
  }
}

function followToName(walk: Walk, parent: SyntaxNode): Found | undefined {
  const { source, node, path } = walk;
  switch (parent.name) {
    case 'NamedExpression': {
      const target = parent.firstChild;
      return target ? { name: targetName(source, target), path } : undefined;
    }
    case 'AssignStatement':
      return assigned(walk, parent);
    case 'ParamList':
    case 'WithStatement':
    case 'ForStatement':
      return boundBeside(walk, parent);
    case 'ReturnStatement':
    case 'YieldStatement':
    case 'YieldExpression': {
      const definition = enclosing(node, ['FunctionDefinition']);
      return definition && { name: `${qualifiedName(source, definition)}()`, path };
    }
    case 'ArgList':
      return passed(walk, parent);
    default:
      return undefined;
  }
}

/** `a, b = Lock(), Lock()`: lezer puts all of it side by side into the statement. */
function assigned({ source, node, path }: Walk, statement: SyntaxNode): Found | undefined {
  const parts = childrenOf(statement).filter((child) => child.name !== 'TypeDef');
  const [targets = [], ...values] = splitAt(parts, 'AssignOp');
  const places = splitAt(values.at(-1) ?? [], ',').filter((place) => place.length > 0);
  const place = places.findIndex(([value]) => value?.from === node.from);
  const whole: readonly PathPart[] = places.length > 1 ? [`[${place}]`, ...path] : path;
  return unpack(
    source,
    splitAt(targets, ',').flatMap(([target]) => target ?? []),
    whole,
  );
}

/** Gives each of several targets its element of the value. */
function unpack(
  source: PythonSource,
  targets: readonly SyntaxNode[],
  path: readonly PathPart[],
): Found | undefined {
  const [first] = targets;
  if (targets.length === 1 && first) {
    if (first.name !== 'TupleExpression' && first.name !== 'ArrayExpression') {
      return { name: targetName(source, first), path };
    }
    return unpack(source, elements(first), path);
  }
  const [head, ...rest] = path;
  const index = /^\[(\d+)\]$/.exec(typeof head === 'string' ? head : '')?.[1];
  const chosen = index === undefined ? undefined : targets[Number(index)];
  if (chosen) return unpack(source, [chosen], rest);
  const each = targets.map((target) => targetName(source, target));
  const name = `(${each.join(', ')})`;
  return head === NTH && rest.length === 0 ? { name, path, each } : { name, path };
}

/** `lock=Lock()` in parameters, `with Lock() as lock`, `for lock in (Lock(), Lock())`. */
function boundBeside({ source, node, path }: Walk, parent: SyntaxNode): Found | undefined {
  const children = childrenOf(parent);
  const at = children.findIndex((child) => child.from === node.from && child.to === node.to);
  if (parent.name === 'WithStatement') {
    const target = children[at + 1]?.name === 'as' ? children[at + 2] : undefined;
    return target && { name: targetName(source, target), path };
  }
  const before = children.slice(0, at).findLast((child) => child.name === 'VariableName');
  return before && { name: source.textOf(before), path };
}

/** Callables that only put their arguments into a container. */
const CONTAINERS = ['list', 'tuple', 'set', 'frozenset', 'deque', 'collections.deque', 'dict'];

function passed(walk: Walk, list: SyntaxNode): Found | undefined {
  const { source, path } = walk;
  const call = list.parent;
  const callee = call?.firstChild;
  if (!call || !callee) return undefined;
  const called = source.textOf(callee);
  const keyword = keywordOf(walk, list);
  const nth: readonly PathPart[] = list.getChild('for') ? [NTH] : [];
  if (called === 'dict' && keyword !== undefined) {
    return follow({ source, node: call, path: [`["${keyword}"]`, ...path] });
  }
  if (CONTAINERS.includes(called)) return follow({ source, node: call, path: [...nth, ...path] });
  if (/^(threading\.)?Condition$/.test(called)) {
    return follow({ source, node: call, path: ['.lock', ...path] });
  }
  if (keyword !== undefined) return { name: keyword, path };
  return put(walk, callee, list) ?? parameter(walk, called, list);
}

function keywordOf({ source, node }: Walk, list: SyntaxNode): string | undefined {
  const children = childrenOf(list);
  const at = children.findIndex((child) => child.from === node.from);
  const name = children[at - 2];
  const isKeyword = children[at - 1]?.name === 'AssignOp' && name?.name === 'VariableName';
  return isKeyword && name ? source.textOf(name) : undefined;
}

/** `locks.append(Lock())`, `locks.setdefault(key, Lock())` */
function put({ source, path }: Walk, callee: SyntaxNode, list: SyntaxNode): Found | undefined {
  const base = callee.name === 'MemberExpression' ? callee.firstChild : undefined;
  const method = callee.lastChild;
  if (!base || !method) return undefined;
  const name = targetName(source, base);
  switch (source.textOf(method)) {
    case 'append':
    case 'add':
    case 'insert':
    case 'put':
      return { name, path: [NTH, ...path] };
    case 'setdefault': {
      const key = elements(list)[0];
      return key && { name, path: [`[${source.textOf(key)}]`, ...path] };
    }
    default:
      return undefined;
  }
}

/** The parameter of a function or class in the same file that gets the value. */
function parameter(
  { source, node, path }: Walk,
  called: string,
  list: SyntaxNode,
): Found | undefined {
  const definition = definitionOf(source, called);
  const parameters = definition?.getChild('ParamList');
  if (!definition || !parameters) return undefined;
  const names = splitAt(childrenOf(parameters), ',')
    .flat()
    .filter((child, at, all) => child.name === 'VariableName' && all[at - 1]?.name !== 'AssignOp')
    .map((child) => source.textOf(child));
  const receiver = isMethod(definition) ? 1 : 0;
  const name = names[elementIndex(list, node) + receiver];
  return name === undefined ? undefined : { name, path };
}

/** A function at the top of the file, or the `__init__` of a class there. */
function definitionOf(source: PythonSource, name: string): SyntaxNode | undefined {
  const named = (node: SyntaxNode | undefined, wanted: string): SyntaxNode | undefined =>
    node && childrenOf(node).find((child) => definedName(source, child) === wanted);
  const definition = named(source.tree.topNode, name);
  if (definition?.name === 'FunctionDefinition') return definition;
  return named(definition?.getChild('Body') ?? undefined, '__init__');
}

function isMethod(definition: SyntaxNode): boolean {
  return definition.parent?.parent?.name === 'ClassDefinition';
}

/** What a programmer calls the target of an assignment: `Counter.lock` for `self.lock`. */
export function targetName(source: PythonSource, target: SyntaxNode): string {
  const text = source.textOf(target).replace(/\s+/g, ' ');
  if (target.name === 'VariableName') {
    const owner = enclosing(target, ['FunctionDefinition', 'LambdaExpression', 'ClassDefinition']);
    return owner?.name === 'ClassDefinition' ? `${definedName(source, owner)}.${text}` : text;
  }
  const method = enclosing(target, ['FunctionDefinition']);
  const receiver = method && isMethod(method) && method.getChild('ParamList')?.firstChild;
  const self = receiver ? receiver.nextSibling : undefined;
  if (!method || !self || !text.startsWith(`${source.textOf(self)}.`)) return text;
  return className(source, method) + text.slice(source.textOf(self).length);
}

function qualifiedName(source: PythonSource, definition: SyntaxNode): string {
  const name = definedName(source, definition);
  return isMethod(definition) ? `${className(source, definition)}.${name}` : name;
}

function className(source: PythonSource, method: SyntaxNode): string {
  const owner = enclosing(method, ['ClassDefinition']);
  return owner ? definedName(source, owner) : '';
}

function keyBefore({ source, node }: Walk): string {
  const key = node.prevSibling?.prevSibling;
  return key ? source.textOf(key) : '';
}

/** The elements of a tuple, list or argument list, each as its first node. */
function elements(container: SyntaxNode): SyntaxNode[] {
  const inner = childrenOf(container).slice(1, -1);
  return splitAt(inner, ',').flatMap(([element]) => element ?? []);
}

function elementIndex(container: SyntaxNode, node: SyntaxNode): number {
  return elements(container).findIndex((element) => element.from === node.from);
}
