// The text form of a picture of threads and locks: one clause for each thread.

import type { NodeKey, Relation } from './shapes.ts';

/** `worker-1 owns left, waits for right`, in order of mention. */
export function relationTexts(
  relations: readonly Relation[],
  nameOf: (key: NodeKey) => string,
): readonly string[] {
  const threads = [...new Set(relations.map(({ from }) => from))];
  return threads.map((thread) => `${nameOf(thread)} ${relationText(relations, thread, nameOf)}`);
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
