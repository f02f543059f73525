// A run as it is shown at one moment: the world plus what is needed to talk about it. Pure; one
// Scene is made per frame, and every sentence and row is a function of it.

import { isStanding } from '../src/core/analysis/certainty.ts';
import type { Nanoseconds, ObjectId, StackId, ThreadId } from '../src/core/base/ids.ts';
import type { ThreadControl } from '../src/core/protocol/debug.ts';
import type { FindingView, RunView } from '../src/core/protocol/panel.ts';
import type { Site } from '../src/core/trace/events.ts';
import { waitsFor } from '../src/core/trace/fold.ts';
import type { SyncObject, Tables, Thread, World } from '../src/core/trace/world.ts';

export interface Scene {
  readonly world: World;
  readonly tables: Tables;
  readonly names: Readonly<Record<ObjectId, string>>;
  /** The clock as shown: between two events it runs ahead of the world's. */
  readonly time: Nanoseconds;
  /** Nobody can ever run again. */
  readonly isDeadlocked: boolean;
  /** Threads that a finding says are stuck by now. */
  readonly suspects: ReadonlySet<ThreadId>;
  /** False while an earlier step is shown. */
  readonly isLive: boolean;
  readonly control: ThreadControl;
  /** Where running and ready threads stand, if that is newer than the trace. */
  readonly positions: Readonly<Record<ThreadId, Site>>;
  /** Objects that implement another one, by the outermost. */
  readonly parts: ReadonlyMap<ObjectId, readonly SyncObject[]>;
}

export function sceneOf(run: RunView, time: Nanoseconds): Scene {
  const { world, tables, names, state, control } = run;
  const isLive = run.pastStep === undefined;
  const pause = isLive && state.kind === 'paused' ? state : undefined;
  const isDeadlocked = world.outcome?.kind === 'deadlocked' || pause?.reason === 'deadlock';
  const stuck = run.findings.filter((finding) => isStuckBy(finding, world));
  return {
    ...{ world, tables, names, time, isDeadlocked, isLive, control },
    suspects: new Set(stuck.flatMap((finding) => finding.threads)),
    positions: pause?.positions ?? {},
    parts: partsOf(world),
  };
}

/** It has happened, and by the step that is shown there was no way out. */
export function isStuckBy(finding: FindingView, { step }: World): boolean {
  if (!isStanding(finding)) return false;
  const { unavoidableAt } = finding;
  return unavoidableAt === undefined || unavoidableAt.step <= step;
}

function partsOf(world: World): Map<ObjectId, SyncObject[]> {
  const parts = new Map<ObjectId, SyncObject[]>();
  for (const object of objectsOf(world)) {
    const root = rootId(world, object.id);
    if (root === object.id) continue;
    const siblings = parts.get(root);
    if (siblings) siblings.push(object);
    else parts.set(root, [object]);
  }
  return parts;
}

export function threadsOf(world: World): readonly Thread[] {
  return Object.values<Thread>(world.threads);
}

export function objectsOf(world: World): readonly SyncObject[] {
  return Object.values<SyncObject>(world.objects);
}

/** The object as the user knows it: a Condition inside an Event is that Event. */
export function rootId(world: World, id: ObjectId): ObjectId {
  let root = id;
  // A ring can only come from a broken trace; objects are never nested this deep.
  for (let depth = 0; depth < 8; depth++) {
    const owner = world.objects[root]?.partOf;
    if (owner === undefined || world.objects[owner] === undefined) break;
    root = owner;
  }
  return root;
}

/** In queue order; those who wait for a part of the object wait for the object. */
export function waitersOf(scene: Scene, object: SyncObject): readonly ThreadId[] {
  const parts = scene.parts.get(object.id);
  if (!parts) return object.waiters;
  return [...new Set([object, ...parts].flatMap((part) => part.waiters))];
}

/** The thread that holds the object's lock: its own, a Condition's, or one inside it. */
export function ownerOf(scene: Scene, object: SyncObject): ThreadId | undefined {
  if (object.owner !== undefined) return object.owner;
  const lock = object.lock === undefined ? undefined : scene.world.objects[object.lock];
  if (lock?.owner !== undefined) return lock.owner;
  return object.kind === 'Condition'
    ? scene.parts.get(object.id)?.find((part) => part.owner !== undefined)?.owner
    : undefined;
}

/** What the thread waits for, as the user knows it. */
export function wantedBy(scene: Scene, thread: Thread): SyncObject | undefined {
  const id = waitsFor(thread);
  return id === undefined ? undefined : scene.world.objects[rootId(scene.world, id)];
}

export function threadName(scene: Scene, id: ThreadId): string {
  return scene.world.threads[id]?.name ?? `thread ${id}`;
}

/** As in the documentation: CPython's own `lock` is a Lock, its `_local` a local. */
export function className({ kind, typeName }: SyncObject): string {
  return typeName.replace(/^_/, '').toLowerCase() === kind.toLowerCase() ? kind : typeName;
}

export function objectName(scene: Scene, id: ObjectId): string {
  const object = scene.world.objects[id];
  return scene.names[id] ?? (object ? `${className(object)} ${id}` : `object ${id}`);
}

/** The innermost frame in the user's own code. */
export function userSite(tables: Tables, stack: StackId): Site | undefined {
  let frame = tables.stacks[stack - 1];
  while (frame) {
    const site = tables.sites[frame.site - 1];
    if (site && !site.isLibrary) return site;
    frame = tables.stacks[frame.caller - 1];
  }
  return undefined;
}

function innermostSite(tables: Tables, stack: StackId): Site | undefined {
  const frame = tables.stacks[stack - 1];
  return frame && tables.sites[frame.site - 1];
}

export interface Place {
  readonly site: Site;
  /** The thread is not there: it was made there, and has run none of the user's code yet. */
  readonly isCreation: boolean;
}

/** Where the thread is in the user's code, or else where it was made. */
export function placeOfThread(scene: Scene, thread: Thread): Place | undefined {
  const { id, at, createdAt, state } = thread;
  const isUnderWay = state.kind === 'running' || state.kind === 'ready';
  const own = (isUnderWay ? scene.positions[id] : undefined) ?? userSite(scene.tables, at);
  if (own) return { site: own, isCreation: false };
  const creation = userSite(scene.tables, createdAt);
  if (creation) return { site: creation, isCreation: true };
  const site = innermostSite(scene.tables, at);
  return site && { site, isCreation: false };
}

export function siteOfObject(scene: Scene, { createdAt }: SyncObject): Site | undefined {
  return userSite(scene.tables, createdAt) ?? innermostSite(scene.tables, createdAt);
}
