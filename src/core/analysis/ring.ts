// A finding as a picture's content: who owns what, who wants what; and the places in the code.

import type { ObjectId, Step, ThreadId } from '../base/ids.ts';
import type { Site } from '../trace/events.ts';
import type { Holding } from '../trace/world.ts';
import type { Finding } from './findings.ts';
import { objectName, threadName, userStack, waitStack, type Scene } from './scene.ts';
import { after } from './unavoidable.ts';
import type { WaitEdge } from './waitGraph.ts';

/** As `RingNode`, `RingEdge` and `FindingSite` in protocol/panel. */
export type RingNode =
  | { readonly kind: 'thread'; readonly id: ThreadId }
  | { readonly kind: 'object'; readonly id: ObjectId };

export interface RingEdge {
  readonly kind: 'owns' | 'wants';
  readonly from: RingNode;
  readonly to: RingNode;
}

export interface FindingSite {
  readonly role: 'holds' | 'wants' | 'does';
  readonly label: string;
  readonly thread: ThreadId | undefined;
  readonly object: ObjectId | undefined;
  readonly stack: readonly Site[];
  readonly step: Step | undefined;
}

/**
 * Of each wait first `wants`, then `owns`, so that a cycle is a way round. What a thread without
 * an owner to wait for holds itself follows if others wait for it.
 */
export function ringOf({ waits, behind }: Finding): RingEdge[] {
  const edges = waits.flatMap(edgesOf);
  const isOfObject = waits.every(({ kind }) => kind === 'object');
  const waiting = new Set(waits.map(({ thread }) => thread));
  const needed = behind.filter((edge) => edge.kind === 'lock' && waiting.has(edge.owner));
  return isOfObject ? [...edges, ...needed.flatMap(edgesOf)] : edges;
}

function edgesOf(edge: WaitEdge): RingEdge[] {
  const from = { kind: 'thread', id: edge.thread } as const;
  if (edge.kind === 'join') {
    return [{ kind: 'wants', from, to: { kind: 'thread', id: edge.target } }];
  }
  const to = { kind: 'object', id: edge.object } as const;
  const wants = { kind: 'wants', from, to } as const;
  if (edge.kind === 'object') return [wants];
  return [wants, { kind: 'owns', from: { kind: 'thread', id: edge.owner }, to }];
}

/** For each thread of the trouble where it took the locks that it holds, and where it waits. */
export function sitesOf({ waits }: Finding, scene: Scene): FindingSite[] {
  const wanted = new Set(waits.flatMap((edge) => (edge.kind === 'join' ? [] : [edge.object])));
  const waiting = new Set(waits.map(({ thread }) => thread));
  const ended = waits.flatMap((edge) =>
    edge.kind === 'lock' && !waiting.has(edge.owner) ? [edge.owner] : [],
  );
  const isShown = ({ object }: Holding): boolean =>
    wanted.has(object) || scene.world.objects[object]?.isLibrary === false;
  const holds = (thread: ThreadId): FindingSite[] => {
    const held = scene.world.threads[thread]?.holds ?? [];
    return held.filter(isShown).flatMap((holding) => holdSite(thread, holding, scene));
  };
  return [
    ...[...new Set(ended)].flatMap(holds),
    ...waits.flatMap((edge) => [...holds(edge.thread), ...wantSite(edge, scene)]),
  ];
}

/** Of a thread without code of the user: `Thread(target=barrier.wait)`. */
function madeSite(id: ThreadId, scene: Scene): FindingSite[] {
  const thread = scene.world.threads[id];
  const stack = thread ? userStack(scene.tables, thread.createdAt) : [];
  if (thread === undefined || stack.length === 0) return [];
  const label = `${thread.name} was made`;
  return [{ role: 'does', label, thread: id, object: undefined, stack, step: undefined }];
}

function holdSite(thread: ThreadId, { object, at, step }: Holding, scene: Scene): FindingSite[] {
  const label = `${threadName(scene, thread)} took ${objectName(scene, object)}`;
  const stack = userStack(scene.tables, at);
  if (stack.length === 0) return [];
  return [{ role: 'holds', label, thread, object, stack, step: after(step) }];
}

function wantSite(edge: WaitEdge, scene: Scene): FindingSite[] {
  const { thread } = edge;
  const stack = waitStack(scene, thread);
  if (stack.length === 0) return madeSite(thread, scene);
  const object = edge.kind === 'join' ? undefined : edge.object;
  const wanted =
    edge.kind === 'join'
      ? `waits for the end of ${threadName(scene, edge.target)}`
      : `${edge.kind === 'lock' ? 'wants' : 'waits for'} ${objectName(scene, edge.object)}`;
  const began = scene.world.threads[thread]?.sinceStep;
  const step = began === undefined ? undefined : after(began);
  const label = `${threadName(scene, thread)} ${wanted}`;
  return [{ role: 'wants', label, thread, object, stack, step }];
}
