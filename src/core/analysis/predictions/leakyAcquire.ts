// An acquire whose release an exception or a `return` passes by. Told from the text at acquires
// that were run, and only of code that plainly can leave: raise, a division, a look-up, a
// conversion, a function of the same file that raises.

import type { SyntaxNode } from '@lezer/common';
import { calledBy, descendants, isCallOf, statementOf, statementsAfter } from '../lockSyntax.ts';
import { definedName, enclosing, type PythonSource } from '../pythonSource.ts';
import { objectName, placeOf, threadName, type Scene } from '../scene.ts';
import type { CallSite } from './callSites.ts';
import { siteOf, told, type Act, type Prediction, type Trouble } from './prediction.ts';

/** How the code between can be left, and in which line. */
interface Leak {
  readonly word: string;
  readonly line: number;
  /** The lock, as the code has it. */
  readonly lock: string;
}

export function leakyAcquire(act: Act, call: CallSite): Trouble | undefined {
  const { source, node, depth } = call;
  const leak = depth === 0 ? leakAfter(source, statementOf(node)) : undefined;
  if (leak === undefined) return undefined;
  const about = {
    id: `leakyAcquire:${call.place}`,
    kind: 'leakyAcquire',
    objects: [act.object],
  } as const;
  return { ...about, tell: (scene) => tell(about, act, leak, scene) };
}

function leakAfter(source: PythonSource, acquire: SyntaxNode): Leak | undefined {
  const lock = calledBy(source, acquire)?.receiver;
  if (lock === undefined || !isCallOf(source, acquire, lock, 'acquire')) return undefined;
  if (isReleasedAround(source, acquire, lock)) return undefined;
  const after = statementsAfter(acquire);
  const end = after.findIndex((statement) => isCallOf(source, statement, lock, 'release'));
  const between = after.slice(0, Math.max(0, end));
  if (between.some((statement) => releasesAtLast(source, statement, lock))) return undefined;
  for (const statement of between) {
    for (const node of [statement, ...descendants(statement)]) {
      const word = wayOut(source, node, { lock, acquire });
      if (word !== undefined) return { word, line: source.positionAt(node.from).line, lock };
    }
  }
  return undefined;
}

/** In a `try` whose `finally` releases it. */
function isReleasedAround(source: PythonSource, acquire: SyntaxNode, lock: string): boolean {
  for (let node = acquire.parent; node; node = node.parent) {
    if (node.name === 'FunctionDefinition') return false;
    if (releasesAtLast(source, node, lock)) return true;
  }
  return false;
}

function releasesAtLast(source: PythonSource, node: SyntaxNode, lock: string): boolean {
  if (node.name !== 'TryStatement' || !node.getChild('finally') || !node.lastChild) return false;
  return [...descendants(node.lastChild)].some((each) => isCallOf(source, each, lock, 'release'));
}

interface Section {
  readonly lock: string;
  readonly acquire: SyntaxNode;
}

function wayOut(source: PythonSource, node: SyntaxNode, section: Section): string | undefined {
  const word = leaving(source, node, section);
  if (word === undefined) return undefined;
  const isSafe =
    isInside(node, section.acquire, isHandler) || isAfterRelease(source, node, section);
  return isSafe ? undefined : word;
}

function leaving(source: PythonSource, node: SyntaxNode, { acquire }: Section): string | undefined {
  if (isInside(node, acquire, ({ name }) => /^(Function|Class)Definition|Lambda/.test(name))) {
    return undefined;
  }
  switch (node.name) {
    case 'RaiseStatement':
      return 'raise';
    case 'AssertStatement':
      return 'assert';
    case 'ReturnStatement':
      return 'return';
    case 'ArithOp':
      return /^\/\/?$/.test(source.textOf(node)) ? 'the division' : undefined;
    case 'MemberExpression':
      return isLookUp(source, node) ? source.textOf(node) : undefined;
    case 'CallExpression':
      return raisingCall(source, node);
    default:
      return undefined;
  }
}

/** Reads one element: a slice never fails, and a dict takes any new key. */
function isLookUp(source: PythonSource, node: SyntaxNode): boolean {
  if (!node.getChild('[') || node.getChild(':') || source.textOf(node).includes('\n')) return false;
  const parent = node.parent;
  const isStored = parent?.name === 'AssignStatement' && parent.firstChild?.from === node.from;
  return !isStored && !/^(Update|Delete)Statement$/.test(parent?.name ?? '');
}

const RAISING = /^(int|float|next|open|json\.loads?)$/;

function raisingCall(source: PythonSource, node: SyntaxNode): string | undefined {
  const callee = node.firstChild;
  const name = callee ? source.textOf(callee) : '';
  if (RAISING.test(name)) return `${name}()`;
  const own = /^(?:self\.)?(\w+)$/.exec(name)?.[1];
  const definition = own === undefined ? undefined : definitionOf(source, own);
  const body = definition?.getChild('Body');
  const raises =
    body &&
    [...descendants(body)].some((each) => {
      return each.name === 'RaiseStatement' && !isInside(each, body, isHandler);
    });
  return raises ? `${name}()` : undefined;
}

function definitionOf(source: PythonSource, name: string): SyntaxNode | undefined {
  return [...descendants(source.tree.topNode)].find(
    (node) => node.name === 'FunctionDefinition' && definedName(source, node) === name,
  );
}

function isHandler(node: SyntaxNode): boolean {
  return node.name === 'TryStatement' && node.getChild('except') !== null;
}

/** True if a node around `node`, below the block of `within`, is like this. */
function isInside(
  node: SyntaxNode,
  within: SyntaxNode,
  like: (node: SyntaxNode) => boolean,
): boolean {
  const end = within.name === 'Body' ? within : within.parent;
  for (let at = node.parent; at && at.from !== end?.from; at = at.parent) if (like(at)) return true;
  return false;
}

/** `lock.release()` directly before it, in its own block. */
function isAfterRelease(source: PythonSource, node: SyntaxNode, { lock }: Section): boolean {
  for (let at = statementOf(node).prevSibling; at; at = at.prevSibling) {
    if (isCallOf(source, at, lock, 'release')) return true;
  }
  return enclosing(node, ['Body']) === undefined;
}

function tell(
  about: Pick<Trouble, 'id' | 'kind' | 'objects'>,
  act: Act,
  { word, line, lock: written }: Leak,
  scene: Scene,
): Prediction {
  const lock = objectName(scene, act.object);
  const thread = threadName(scene, act.thread);
  const isReturn = word === 'return';
  const way = isReturn ? `return in line ${line} passes by` : `an exception passes by`;
  const how = isReturn
    ? `The return in line ${line} leaves without releasing it: then nobody can ever take it again.`
    : `If ${word} in line ${line} raises an exception, it is not released: then nobody can ever ` +
      `take it again.`;
  const taken = placeOf(scene, act.at);
  return told(about, {
    title: `${lock} stays taken if ${way} its release`,
    sentences: [`${thread} took ${lock}${taken === undefined ? '' : ` at ${taken}`}.`, how],
    cure: `To fix it, write “with ${written}:”, which releases it however the block is left.`,
    sites: siteOf(scene, 'holds', `${thread} took ${lock}`, act),
  });
}
