// The text form of a picture of threads and locks: one clause for each thread.

import type { NodeKey, Relation } from './shapes.ts';

/** More threads than this are counted. */
const MOST_TEXTS = 40;

/** `worker-1 owns left, waits for right`, in order of mention. */
export function relationTexts(
  relations: readonly Relation[],
  nameOf: (key: NodeKey) => string,
): readonly string[] {
  const byThread = new Map<NodeKey, Relation[]>();
  for (const relation of relations) {
    const own = byThread.get(relation.from);
    if (own) own.push(relation);
    else byThread.set(relation.from, [relation]);
  }
  const texts = [...byThread]
    .slice(0, MOST_TEXTS)
    .map(([thread, own]) => `${nameOf(thread)} ${relationText(own, thread, nameOf)}`);
  const rest = byThread.size - texts.length;
  return rest > 0 ? [...texts, `and ${rest} more`] : texts;
}

/** `owns left, waits for right`: what goes out from a node; empty if nothing does. */
export function relationText(
  relations: readonly Relation[],
  node: NodeKey,
  nameOf: (key: NodeKey) => string,
): string {
  const clauses = (['owns', 'wants'] as const).flatMap((kind) => {
    const names = relations
      .filter((relation) => relation.from === node && relation.kind === kind)
      .map(({ to }) => nameOf(to));
    const verb = kind === 'owns' ? 'owns' : 'waits for';
    return names.length === 0 ? [] : [`${verb} ${names.join(' and ')}`];
  });
  return clauses.join(', ');
}
