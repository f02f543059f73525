// Who owns what and who waits for what, in the world that is shown: the graph of threads and
// locks as data.

import type { ObjectId, ThreadId } from '../../src/core/base/ids.ts';
import type { PanelSettings, RingNode } from '../../src/core/protocol/panel.ts';
import type { Holding, Thread, World } from '../../src/core/trace/world.ts';
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
  const all = threads.map((thread) => tiesOf(scene, thread, settings));
  const waitedFor = new Set<ThreadId>();
  for (const { wants } of all) if (wants?.kind === 'thread') waitedFor.add(wants.id);
  const isRelated = ({ thread, owns, wants }: Ties): boolean =>
    owns.length > 0 || wants !== undefined || waitedFor.has(thread.id);
  const isFew = threads.length <= MOST_WITH_IDLE;
  const wanted = all.filter((ties) => isRelated(ties) || (isFew && !ties.thread.isLibrary));
  const shown = mostTroubled(scene, wanted);
  const keys = new Set(shown.map(({ thread }) => keyOf(thread)));
  const relations = shown
    .flatMap(relationsOf)
    .filter(({ to }) => keys.has(to) || to.startsWith('object:'));
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

/** What a thread owns and wants, of objects as the user knows them. */
interface Ties {
  readonly thread: Thread;
  readonly owns: readonly ObjectId[];
  readonly wants: RingNode | undefined;
}

/**
 * As many as can be drawn, in order of creation: those that are stuck go first, then those that
 * wait or are waited for.
 */
function mostTroubled(scene: Scene, all: readonly Ties[]): readonly Ties[] {
  if (all.length <= MOST_THREADS) return all;
  const wanted = new Set(all.map(({ wants }) => (wants?.kind === 'object' ? wants.id : 0)));
  const rank = ({ thread, owns, wants }: Ties): 0 | 1 | 2 => {
    if (shownState(scene, thread) === 'deadlocked') return 0;
    return wants !== undefined || owns.some((object) => wanted.has(object)) ? 1 : 2;
  };
  const ranked: readonly Ties[][] = [[], [], []];
  for (const ties of all) ranked[rank(ties)]?.push(ties);
  const kept = new Set(ranked.flat().slice(0, MOST_THREADS));
  return all.filter((ties) => kept.has(ties));
}

/** All relations of the world, also those of the standard library. */
export function relationsIn(scene: Scene): readonly Relation[] {
  const settings = { hideLibraryObjects: false };
  return threadsOf(scene.world).flatMap((thread) => relationsOf(tiesOf(scene, thread, settings)));
}

const NOTHING: readonly ObjectId[] = [];

/** There may be thousands of threads: of most it costs next to nothing. */
function tiesOf(scene: Scene, thread: Thread, settings: PanelSettings): Ties {
  const { world } = scene;
  const { holds, state } = thread;
  const isIdle = holds.length === 0 && state.kind !== 'blocked' && state.kind !== 'waiting';
  if (isIdle) return { thread, owns: NOTHING, wants: undefined };
  const isShown = (id: ObjectId): boolean =>
    !(settings.hideLibraryObjects && world.objects[id]?.isLibrary);
  const owns = rootsOf(world, holds).filter(isShown);
  const wanted = wantedBy(scene, thread);
  if (wanted && isShown(wanted.id))
    return { thread, owns, wants: { kind: 'object', id: wanted.id } };
  const isForThread = state.kind === 'waiting' && 'thread' in state.wait;
  const wants = isForThread ? ({ kind: 'thread', id: state.wait.thread } as const) : undefined;
  return { thread, owns, wants };
}

function rootsOf(world: World, holds: readonly Holding[]): readonly ObjectId[] {
  return [...new Set(holds.map(({ object }) => rootId(world, object)))];
}

function relationsOf({ thread, owns, wants }: Ties): readonly Relation[] {
  const from = keyOf(thread);
  const relations = owns.map((id): Relation => {
    return { kind: 'owns', from, to: nodeKey({ kind: 'object', id }) };
  });
  return wants ? [...relations, { kind: 'wants', from, to: nodeKey(wants) }] : relations;
}

function keyOf({ id }: Thread): NodeKey {
  return nodeKey({ kind: 'thread', id });
}
