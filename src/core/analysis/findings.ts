// What is wrong in a world: threads that wait in a circle, and threads that wait for what
// nobody is left to do. A finding is data; explain.ts puts it into words.

import type { ObjectId, ThreadId } from '../base/ids.ts';
import { isAlive } from '../trace/fold.ts';
import type { World } from '../trace/world.ts';
import { lasts, type Seen } from './certainty.ts';
import {
  blockerOf,
  cyclesIn,
  isDead,
  waitGraph,
  waitsBehind,
  waitsForEver,
  wholeOf,
  type WaitEdge,
  type WaitGraph,
} from './waitGraph.ts';

/**
 * - `selfDeadlock`: a thread wants a lock that it has itself.
 * - `lockCycle`, `joinCycle`, `mixedCycle`: threads wait for each other's locks, ends, or both.
 * - `ownerEnded`: threads want a lock whose owner has ended.
 * - `nobodyActs`: threads wait for what another one must do, and none is left that can.
 */
export type FindingKind =
  'selfDeadlock' | 'lockCycle' | 'joinCycle' | 'mixedCycle' | 'ownerEnded' | 'nobodyActs';

export interface Finding {
  /** The same for the same trouble at a later step. */
  readonly id: string;
  readonly kind: FindingKind;
  /** As in `FindingView`; see certainty.ts. */
  readonly certainty: 'certain' | 'likely' | 'passing';
  /** The waits that make the trouble; of a cycle, in its order. Never empty. */
  readonly waits: readonly WaitEdge[];
  /** Waits of other threads that can't go on before the trouble ends, nearest first. */
  readonly behind: readonly WaitEdge[];
}

/** All that is wrong; what is certain first, idle daemons last. */
export function findings(seen: Seen): Finding[] {
  const { world } = seen;
  const graph = waitGraph(world);
  const isOver = isDead(world);
  const troubles = [...cyclesIn(graph).map(cycle), ...roots(world, graph, isOver)];
  const found = troubles.flatMap(({ kind, waits }) => {
    const certainty = isOver && waits.every(waitsForEver) ? 'certain' : lasts(waits, seen);
    if (certainty === undefined) return [];
    const id = `${kind}:${waits.map(({ thread }) => thread).join('-')}`;
    return [{ id, kind, certainty, waits, behind: waitsBehind(graph, waits) }];
  });
  const mine = found.filter((each) => !isLibraryMatter(world, each));
  return (mine.length > 0 ? mine : found).sort(
    (one, other) => rank(world, one) - rank(world, other),
  );
}

type Trouble = Pick<Finding, 'kind' | 'waits'>;

function cycle(waits: readonly WaitEdge[]): Trouble {
  if (waits.length === 1) return { kind: 'selfDeadlock', waits };
  if (waits.every((edge) => edge.kind === 'lock')) return { kind: 'lockCycle', waits };
  const isOfJoins = waits.every((edge) => edge.kind === 'join');
  return { kind: isOfJoins ? 'joinCycle' : 'mixedCycle', waits };
}

/** Waits whose blocker doesn't wait itself, by what they wait for. */
function roots(world: World, graph: WaitGraph, isOver: boolean): Trouble[] {
  const groups = new Map<string, WaitEdge[]>();
  for (const edge of graph.values()) {
    const key = waitsForEver(edge) ? rootKey(world, edge, isOver) : undefined;
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(edge);
    else groups.set(key, [edge]);
  }
  return [...groups.values()].map((waits) => ({
    kind: waits[0]?.kind === 'lock' ? 'ownerEnded' : 'nobodyActs',
    waits,
  }));
}

function rootKey(world: World, edge: WaitEdge, isOver: boolean): string | undefined {
  switch (edge.kind) {
    case 'object': {
      const isStuck = isOver || world.threads[edge.thread]?.isStuck === true;
      return isStuck ? `${edge.object} ${edge.operation}` : undefined;
    }
    case 'lock': {
      const owner = world.threads[edge.owner];
      return owner && isAlive(owner) ? undefined : `${edge.object}`;
    }
    case 'join':
      return undefined;
  }
}

/** Daemon threads that wait for work are seldom the reason. */
function rank(world: World, { kind, certainty, waits }: Finding): number {
  const areDaemons = waits.every(({ thread }) => world.threads[thread]?.daemon === true);
  const isRoot = kind === 'nobodyActs' || kind === 'ownerEnded';
  const order = { certain: 0, likely: 10, passing: 20 }[certainty];
  return order + (isRoot ? 1 : 0) + (isRoot && areDaemons ? 1 : 0);
}

/** Nothing but objects of the standard library: idle workers of a pool wait for work. */
function isLibraryMatter(world: World, { kind, waits }: Finding): boolean {
  if (kind !== 'nobodyActs') return false;
  return waits.every((edge) => edge.kind === 'object' && world.objects[edge.object]?.isLibrary);
}

/** All threads that a finding is about: those of the trouble first. */
export function threadsOf({ waits, behind }: Finding): ThreadId[] {
  const threads = [...waits, ...behind].flatMap((edge) => [edge.thread, blockerOf(edge) ?? []]);
  return [...new Set(threads.flat())];
}

/** The locks, events … that make the trouble. */
export function objectsOf({ waits }: Finding, world: World): ObjectId[] {
  const objects = waits.flatMap((edge) => (edge.kind === 'join' ? [] : [edge.object]));
  return [...new Set(objects.map((object) => wholeOf(world, object)))];
}
