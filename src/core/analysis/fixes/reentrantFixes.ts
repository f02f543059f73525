// `Lock()` → `RLock()` where a lock is made that its owner takes again.

import type { SyntaxNode } from '@lezer/common';
import { descendants, methodCall, withItems } from '../lockSyntax.ts';
import { enclosing, type PythonSource, type PythonSources } from '../pythonSource.ts';
import { codeOf, fileEdits, type Fix, type FixableFinding, type FixableSite } from './fix.ts';

export function reentrantFixes({ sites }: FixableFinding, sources: PythonSources): Fix[] {
  const wants = sites.find(({ role }) => role === 'wants');
  const code = wants && codeOf(wants, sources);
  if (!code) return [];
  const { file, source, node } = code;
  if (isForgotten(wants, sites, node)) return [];
  const lock = lockText(source, node);
  const name = lock && creationOf(source, lock, node);
  if (!name) return [];
  const edits = [{ from: name.from, to: name.to, text: 'RLock' }, ...importEdits(source, name)];
  const title = `Make ${lock} an RLock, which its owner may take again`;
  return [{ title, edits: fileEdits(file, source, edits), isPreferred: true }];
}

/** The same `acquire()` twice: what is missing is a release, and an RLock would only hide that. */
function isForgotten(
  { stack, object }: FixableSite,
  sites: readonly FixableSite[],
  node: SyntaxNode,
): boolean {
  const [here] = stack;
  const isAgain = sites.some(({ role, object: held, stack: [there] }) => {
    return role === 'holds' && held === object && there?.line === here?.line;
  });
  return isAgain && node.name === 'CallExpression';
}

/** `self.lock` of `self.lock.acquire()` or `with self.lock`. */
export function lockText(source: PythonSource, node: SyntaxNode): string | undefined {
  const call = methodCall(source, node);
  if (call) return call.method === 'acquire' ? call.receiver : undefined;
  const statement = node.name === 'WithStatement' ? node : node.parent;
  if (statement?.name !== 'WithStatement') return undefined;
  const items = withItems(statement);
  const item = items.find((each) => each.from === node.from) ?? items[0];
  return item && source.textOf(item);
}

/** The word `Lock` of the only assignment that gives this name a lock. */
function creationOf(source: PythonSource, lock: string, use: SyntaxNode): SyntaxNode | undefined {
  const isOfSelf = lock.startsWith('self.');
  const scope = (isOfSelf && enclosing(use, ['ClassDefinition'])) || source.tree.topNode;
  const found = [...descendants(scope)].flatMap((node) => {
    if (node.name !== 'AssignStatement' || node.firstChild === null) return [];
    if (source.textOf(node.firstChild) !== lock) return [];
    const call = node.lastChild;
    const callee = call?.name === 'CallExpression' ? call.firstChild : undefined;
    if (!callee || !/^(threading\.)?Lock$/.test(source.textOf(callee))) return [];
    return [callee.name === 'MemberExpression' ? (callee.lastChild ?? callee) : callee];
  });
  return found.length === 1 ? found[0] : undefined;
}

/** `from threading import Lock` must import RLock too. */
function importEdits(
  source: PythonSource,
  name: SyntaxNode,
): { from: number; to: number; text: string }[] {
  if (name.name !== 'VariableName') return [];
  const imports = [...descendants(source.tree.topNode)].filter(
    (node) => node.name === 'ImportStatement' && /^from\s+threading\s/.test(source.textOf(node)),
  );
  const names = imports.flatMap((node) => node.getChildren('VariableName'));
  if (names.some((each) => source.textOf(each) === 'RLock')) return [];
  const lock = names.find((each) => source.textOf(each) === 'Lock');
  return lock ? [{ from: lock.to, to: lock.to, text: ', RLock' }] : [];
}
