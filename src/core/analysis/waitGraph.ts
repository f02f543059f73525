// Who can't go on because of whom. A thread waits for one thing at a time, so every thread has
// at most one edge, and following the edges ends in a cycle or at something without an owner.

import type { Nanoseconds, ObjectId, ThreadId } from '../base/ids.ts';
import { isAlive } from '../trace/fold.ts';
import type { SyncObject, Thread, World } from '../trace/world.ts';

interface Timed {
  /** Virtual time at which a timeout ends the wait. */
  readonly until: Nanoseconds | undefined;
}

export type WaitEdge = Timed & AnyWait;

type AnyWait =
  /** Wants a lock that `owner` has. */
  | {
      readonly kind: 'lock';
      readonly thread: ThreadId;
      readonly object: ObjectId;
      readonly owner: ThreadId;
    }
  /** Waits for the end of `target`: by `join`, or at the end of the program. */
  | {
      readonly kind: 'join';
      readonly thread: ThreadId;
      readonly target: ThreadId;
      readonly isShutdown: boolean;
    }
  /** Waits for something that any thread could do: set an event, put into a queue. */
  | {
      readonly kind: 'object';
      readonly thread: ThreadId;
      readonly object: ObjectId;
      readonly operation: string;
    };

export type WaitGraph = ReadonlyMap<ThreadId, WaitEdge>;

/** Edges of all threads that wait for another one to act. */
export function waitGraph(world: World): WaitGraph {
  const graph = new Map<ThreadId, WaitEdge>();
  for (const thread of Object.values<Thread>(world.threads)) {
    const edge = edgeOf(thread, world);
    if (edge) graph.set(thread.id, edge);
  }
  return graph;
}

/** Undefined if the thread can go on by itself. */
export function edgeOf({ id: thread, state }: Thread, world: World): WaitEdge | undefined {
  if (state.kind === 'blocked') {
    const { on: object, until } = state;
    const lock = world.objects[object];
    // It is free: whoever released it is just about to wake a waiter.
    if (lock !== undefined && lock.owner === undefined) return undefined;
    const owner = lock?.owner;
    return owner === undefined
      ? { kind: 'object', thread, object, operation: 'acquire', until }
      : { kind: 'lock', thread, object, owner, until };
  }
  if (state.kind !== 'waiting') return undefined;
  const { wait, until } = state;
  switch (wait.kind) {
    case 'object': {
      const object = wholeOf(world, wait.object);
      return { kind: 'object', thread, object, operation: wait.operation, until };
    }
    case 'join':
    case 'shutdown': {
      const target = world.threads[wait.thread];
      if (target !== undefined && !isAlive(target)) return undefined;
      const isShutdown = wait.kind === 'shutdown';
      return { kind: 'join', thread, target: wait.thread, isShutdown, until };
    }
    // Neither lasts: the user will answer, and a thread that was started will run.
    case 'input':
    case 'start':
      return undefined;
  }
}

/** The object that a part belongs to: the Event of the Condition inside it. */
export function wholeOf(world: World, id: ObjectId): ObjectId {
  let object: SyncObject | undefined = world.objects[id];
  while (object?.partOf !== undefined && world.objects[object.partOf]) {
    object = world.objects[object.partOf];
  }
  return object?.id ?? id;
}

/** The thread that must act before `edge.thread` can go on; undefined if it may be any. */
export function blockerOf(edge: WaitEdge): ThreadId | undefined {
  if (edge.kind === 'lock') return edge.owner;
  return edge.kind === 'join' ? edge.target : undefined;
}

/** True if threads are alive and none of them can ever run again. */
export function isDead(world: World): boolean {
  if (world.running !== undefined) return false;
  let alive = 0;
  for (const id in world.threads) {
    const thread = world.threads[id as unknown as ThreadId];
    if (thread === undefined || !isAlive(thread)) continue;
    if (!waitsForEver(edgeOf(thread, world))) return false;
    alive++;
  }
  return alive > 0;
}

/** True if no timeout ends the wait. */
export function waitsForEver(edge: WaitEdge | undefined): boolean {
  return edge !== undefined && edge.until === undefined;
}

/** All cycles, each beginning with its lowest thread, in order of that thread. */
export function cyclesIn(graph: WaitGraph): WaitEdge[][] {
  const cycles: WaitEdge[][] = [];
  const seen = new Set<ThreadId>();
  for (const start of graph.keys()) {
    const way: WaitEdge[] = [];
    let edge = graph.get(start);
    while (edge !== undefined && !seen.has(edge.thread)) {
      seen.add(edge.thread);
      way.push(edge);
      edge = next(graph, edge);
    }
    const entry = way.findIndex((passed) => passed.thread === edge?.thread);
    if (entry >= 0) cycles.push(rotate(way.slice(entry)));
  }
  return cycles.sort(([one], [other]) => (one?.thread ?? 0) - (other?.thread ?? 0));
}

function rotate(cycle: readonly WaitEdge[]): WaitEdge[] {
  const lowest = Math.min(...cycle.map((edge) => edge.thread));
  const at = cycle.findIndex((edge) => edge.thread === lowest);
  return [...cycle.slice(at), ...cycle.slice(0, at)];
}

/** Waits without a timeout of the threads that can't go on before `core` does, nearest first. */
export function waitsBehind(graph: WaitGraph, core: readonly WaitEdge[]): WaitEdge[] {
  const blockedBy = new Map<ThreadId, WaitEdge[]>();
  for (const edge of graph.values()) {
    const blocker = blockerOf(edge);
    if (blocker === undefined || !waitsForEver(edge)) continue;
    const others = blockedBy.get(blocker);
    if (others) others.push(edge);
    else blockedBy.set(blocker, [edge]);
  }
  const seen = new Set(core.map((edge) => edge.thread));
  const behind: WaitEdge[] = [];
  // Grows while it is walked: a breadth-first search.
  const queue = [...seen];
  for (const blocker of queue) {
    for (const edge of blockedBy.get(blocker) ?? []) {
      if (seen.has(edge.thread)) continue;
      seen.add(edge.thread);
      queue.push(edge.thread);
      behind.push(edge);
    }
  }
  return behind;
}

function next(graph: WaitGraph, edge: WaitEdge): WaitEdge | undefined {
  const blocker = blockerOf(edge);
  return blocker === undefined ? undefined : graph.get(blocker);
}
