// What sentences about a world need: names of threads and objects, and places in the code.

import type { ObjectId, StackId, ThreadId } from '../base/ids.ts';
import type { Site } from '../trace/events.ts';
import type { Holding, Tables, Thread, World } from '../trace/world.ts';

export interface Scene {
  readonly world: World;
  readonly tables: Tables;
  readonly names: Readonly<Record<ObjectId, string>>;
  /** A line of the program, without its end; undefined if the file is not at hand. */
  readonly source?: SourceLines | undefined;
}

export type SourceLines = (file: string, line: number) => string | undefined;

export function threadName({ world }: Scene, id: ThreadId): string {
  return world.threads[id]?.name ?? `thread ${id}`;
}

export function objectName({ world, names }: Scene, id: ObjectId): string {
  // Waits for an import that another thread is busy with are for object 0.
  if (id === 0) return 'the import lock';
  return names[id] ?? `${world.objects[id]?.typeName ?? 'object'} #${id}`;
}

/** The innermost position in the user's own code. */
export function userSite(tables: Tables, start: StackId): Site | undefined {
  return userStack(tables, start)[0];
}

/** Positions in the user's own code, innermost first. */
export function userStack({ sites, stacks }: Tables, start: StackId): Site[] {
  const found: Site[] = [];
  for (let at = stacks[start - 1]; at !== undefined; at = stacks[at.caller - 1]) {
    const site = sites[at.site - 1];
    if (site !== undefined && !site.isLibrary) found.push(site);
  }
  return found;
}

/** `bank.py:12` */
export function siteText({ file, line }: Site): string {
  return `${file.split('/').at(-1) ?? file}:${line}`;
}

/** `transfer (bank.py:12)`, or only the place at top level. */
export function functionText(site: Site): string {
  return site.function === '<module>'
    ? siteText(site)
    : `${functionName(site)} (${siteText(site)})`;
}

/** `take` of `ring.<locals>.take` */
export function functionName({ function: name }: Site): string {
  return name.replace(/^.*<locals>\./, '');
}

/** `bank.py:12`; undefined if no code of the user is on the stack. */
export function placeOf({ tables }: Scene, stack: StackId): string | undefined {
  const site = userSite(tables, stack);
  return site && siteText(site);
}

/**
 * Where a thread stands that waits. At the end of the program the main thread waits in no code
 * of the user.
 */
export function waitStack({ world, tables }: Scene, thread: ThreadId): Site[] {
  const known: Thread | undefined = world.threads[thread];
  const isAtEnd = known?.state.kind === 'waiting' && known.state.wait.kind === 'shutdown';
  return known === undefined || isAtEnd ? [] : userStack(tables, known.at);
}

/** ` at bank.py:12`, or nothing. */
export function atPlace(scene: Scene, thread: ThreadId): string {
  const [site] = waitStack(scene, thread);
  return site === undefined ? '' : ` at ${siteText(site)}`;
}

export function holdingOf(
  { world }: Scene,
  owner: ThreadId,
  object: ObjectId,
): Holding | undefined {
  return world.threads[owner]?.holds.find((held) => held.object === object);
}

/** ` (taken at bank.py:12)`, or nothing. */
export function takenAt(scene: Scene, owner: ThreadId, object: ObjectId): string {
  const holding = holdingOf(scene, owner, object);
  const place = holding && placeOf(scene, holding.at);
  return place === undefined ? '' : ` (taken at ${place})`;
}

/** `one thread`, `3 threads` */
export function countThreads(count: number): string {
  return count === 1 ? 'one thread' : `${count} threads`;
}

/** `a`, `a and b`, `a, b and c` */
export function enumerate(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
