// What sentences about a world need: names of threads and objects, and places in the code.

import type { ObjectId, StackId, ThreadId } from '../base/ids.ts';
import type { Site } from '../trace/events.ts';
import type { Tables, Thread, World } from '../trace/world.ts';

export interface Scene {
  readonly world: World;
  readonly tables: Tables;
  readonly names: Readonly<Record<ObjectId, string>>;
}

export function threadName({ world }: Scene, id: ThreadId): string {
  return world.threads[id]?.name ?? `thread ${id}`;
}

export function objectName({ world, names }: Scene, id: ObjectId): string {
  // Waits for an import that another thread is busy with are for object 0.
  if (id === 0) return 'the import lock';
  return names[id] ?? `${world.objects[id]?.typeName ?? 'object'} #${id}`;
}

/** The innermost position in the user's own code. */
export function userSite({ sites, stacks }: Tables, start: StackId): Site | undefined {
  let stack = stacks[start - 1];
  while (stack !== undefined) {
    const site = sites[stack.site - 1];
    if (site !== undefined && !site.isLibrary) return site;
    stack = stacks[stack.caller - 1];
  }
  return undefined;
}

/** `bank.py:12`; undefined if no code of the user is on the stack. */
export function placeOf({ tables }: Scene, stack: StackId): string | undefined {
  const site = userSite(tables, stack);
  return site && `${site.file.split('/').at(-1) ?? site.file}:${site.line}`;
}

/** ` at bank.py:12`, or nothing. */
export function atPlace(scene: Scene, thread: ThreadId): string {
  const known: Thread | undefined = scene.world.threads[thread];
  const place = known && placeOf(scene, known.at);
  return place === undefined ? '' : ` at ${place}`;
}

/** ` (taken at bank.py:12)`, or nothing. */
export function takenAt(scene: Scene, owner: ThreadId, object: ObjectId): string {
  const holding = scene.world.threads[owner]?.holds.find((held) => held.object === object);
  const place = holding && placeOf(scene, holding.at);
  return place === undefined ? '' : ` (taken at ${place})`;
}

/** `a`, `a and b`, `a, b and c` */
export function enumerate(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
