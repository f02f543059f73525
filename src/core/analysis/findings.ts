// What is wrong in a world: threads that wait in a circle, and threads that wait for what
// nobody is left to do. A finding is data; explain.ts puts it into words.

import type { ObjectId, ThreadId } from '../base/ids.ts';
import { isAlive } from '../trace/fold.ts';
import type { World } from '../trace/world.ts';
import {
  blockerOf,
  cyclesIn,
  isDead,
  waitGraph,
  waitsBehind,
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
  /** The waits that make the trouble; of a cycle, in its order. Never empty. */
  readonly waits: readonly WaitEdge[];
  /** Waits of other threads that can't go on before the trouble ends, nearest first. */
  readonly behind: readonly WaitEdge[];
}

/**
 * While others still run, only threads that wait for each other are certain: any thread may
 * release a Lock that another one took, set an event, and so on.
 */
export function findings(world: World): Finding[] {
  const graph = waitGraph(world);
  const cycles = cyclesIn(graph).map((waits) => finding(cycleKind(waits), waits, graph));
  if (!isDead(world)) return cycles.filter(({ kind }) => kind !== 'selfDeadlock');
  const found = [...cycles, ...rootFindings(world, graph)];
  const mine = found.filter((each) => !isLibraryMatter(world, each));
  return mine.length > 0 ? mine : found;
}

function cycleKind(waits: readonly WaitEdge[]): FindingKind {
  if (waits.length === 1) return 'selfDeadlock';
  if (waits.every((edge) => edge.kind === 'lock')) return 'lockCycle';
  return waits.every((edge) => edge.kind === 'join') ? 'joinCycle' : 'mixedCycle';
}

/** Waits whose blocker doesn't wait itself, by what they wait for. */
function rootFindings(world: World, graph: WaitGraph): Finding[] {
  const groups = new Map<string, WaitEdge[]>();
  for (const edge of graph.values()) {
    const key = rootKey(world, edge);
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), edge]);
  }
  const found = [...groups.values()].map((waits) =>
    finding(waits[0]?.kind === 'lock' ? 'ownerEnded' : 'nobodyActs', waits, graph),
  );
  const weight = ({ waits }: Finding): number => Number(areIdleDaemons(world, waits));
  return found.sort((one, other) => weight(one) - weight(other));
}

function rootKey(world: World, edge: WaitEdge): string | undefined {
  switch (edge.kind) {
    case 'object':
      return `${edge.object} ${edge.operation}`;
    case 'lock': {
      const owner = world.threads[edge.owner];
      return owner && isAlive(owner) ? undefined : `${edge.object}`;
    }
    case 'join':
      return undefined;
  }
}

/** Daemon threads that wait for work are seldom the reason. */
function areIdleDaemons(world: World, waits: readonly WaitEdge[]): boolean {
  return waits.every(({ thread }) => world.threads[thread]?.daemon === true);
}

/** Nothing but objects of the standard library: idle workers of a pool wait for work. */
function isLibraryMatter(world: World, { kind, waits }: Finding): boolean {
  if (kind !== 'nobodyActs') return false;
  return waits.every((edge) => edge.kind === 'object' && world.objects[edge.object]?.isLibrary);
}

function finding(kind: FindingKind, waits: readonly WaitEdge[], graph: WaitGraph): Finding {
  const threads = waits.map((edge) => edge.thread);
  return { id: `${kind}:${threads.join('-')}`, kind, waits, behind: waitsBehind(graph, waits) };
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
