// Who owns what and who waits for what, in the world that is shown: the graph of threads and
// locks as data.

import type { ObjectId } from '../../src/core/base/ids.ts';
import type { PanelSettings } from '../../src/core/protocol/panel.ts';
import type { Thread } from '../../src/core/trace/world.ts';
import { nodeKey, type NodeKey, type Relation } from '../diagram/shapes.ts';
import { rootId, threadsOf, wantedBy, type Scene } from '../scene.ts';
import { shownState } from '../states.ts';

/** Threads without relations are left out if there are more threads than this. */
const MOST_WITH_IDLE = 24;
/** More threads than this make a picture that nobody can read. */
const MOST_THREADS = 40;

export interface Graph {
  /** In order of creation. */
  readonly threads: readonly NodeKey[];
  /** In order of mention. */
  readonly objects: readonly NodeKey[];
  readonly relations: readonly Relation[];
  /** Threads that are left out: those that own and want nothing, and those beyond the limit. */
  readonly idle: number;
  readonly beyond: number;
}

export function graphOf(scene: Scene, settings: PanelSettings): Graph {
  const threads = threadsOf(scene.world).filter(isThere);
  const all = threads.flatMap((thread) => relationsOf(scene, thread, settings));
  const related = new Set(all.flatMap(({ from, to }) => [from, to]));
  const isFew = threads.length <= MOST_WITH_IDLE;
  const wanted = threads.filter(
    (thread) => related.has(keyOf(thread)) || (isFew && !thread.isLibrary),
  );
  const shown = mostTroubled(scene, wanted, all);
  const keys = new Set(shown.map(keyOf));
  const relations = all.filter(
    ({ from, to }) => keys.has(from) && (keys.has(to) || to.startsWith('object:')),
  );
  const objects = relations.map(({ to }) => to).filter((key) => key.startsWith('object:'));
  return {
    ...{ threads: [...keys], objects: [...new Set(objects)], relations },
    idle: threads.length - wanted.length,
    beyond: wanted.length - shown.length,
  };
}

/** It may have ended and taken a lock with it. */
function isThere({ state: { kind }, holds }: Thread): boolean {
  const isEnded = kind === 'finished' || kind === 'crashed' || kind === 'cutOff';
  return kind !== 'new' && (!isEnded || holds.length > 0);
}

/**
 * As many as can be drawn, in order of creation: those that are stuck go first, then those that
 * wait or are waited for.
 */
function mostTroubled(
  scene: Scene,
  threads: readonly Thread[],
  relations: readonly Relation[],
): readonly Thread[] {
  if (threads.length <= MOST_THREADS) return threads;
  const wants = relations.filter(({ kind }) => kind === 'wants');
  const wanted = new Set(wants.map(({ to }) => to));
  const owners = relations.filter(({ kind, to }) => kind === 'owns' && wanted.has(to));
  const contending = new Set([...owners, ...wants].map(({ from }) => from));
  const rank = (thread: Thread): number => {
    if (shownState(scene, thread) === 'deadlocked') return 0;
    return contending.has(keyOf(thread)) ? 1 : 2;
  };
  const ranked = threads.toSorted((one, other) => rank(one) - rank(other));
  const kept = new Set(ranked.slice(0, MOST_THREADS));
  return threads.filter((thread) => kept.has(thread));
}

/** All relations of the world, also those of the standard library. */
export function relationsIn(scene: Scene): readonly Relation[] {
  const settings = { hideLibraryObjects: false };
  return threadsOf(scene.world).flatMap((thread) => relationsOf(scene, thread, settings));
}

function relationsOf(
  scene: Scene,
  thread: Thread,
  { hideLibraryObjects }: PanelSettings,
): readonly Relation[] {
  const from = keyOf(thread);
  const held = new Set(thread.holds.map(({ object }) => rootId(scene.world, object)));
  const isShown = (id: ObjectId): boolean =>
    !(hideLibraryObjects && scene.world.objects[id]?.isLibrary);
  const owns = [...held]
    .filter(isShown)
    .map((id): Relation => ({ kind: 'owns', from, to: nodeKey({ kind: 'object', id }) }));
  const wanted = wantedBy(scene, thread);
  if (wanted && isShown(wanted.id)) {
    return [...owns, { kind: 'wants', from, to: nodeKey({ kind: 'object', id: wanted.id }) }];
  }
  const { state } = thread;
  if (state.kind !== 'waiting' || !('thread' in state.wait)) return owns;
  return [...owns, { kind: 'wants', from, to: nodeKey({ kind: 'thread', id: state.wait.thread }) }];
}

function keyOf({ id }: Thread): NodeKey {
  return nodeKey({ kind: 'thread', id });
}
