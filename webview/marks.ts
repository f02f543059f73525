// What the selection points at: select a lock and its owner and waiters are marked in the thread
// list; select a thread and the locks it owns and wants are marked in the object list.

import type { ObjectId, ThreadId } from '../src/core/base/ids.ts';
import type { FindingView } from '../src/core/protocol/panel.ts';
import { ownerOf, rootId, waitersOf, wantedBy, type Scene } from './scene.ts';
import type { Selection } from './uiState.ts';

/** `owns` is drawn solid, `wants` dashed; `place` is the position in the queue, from 1. */
export type Mark =
  | { readonly kind: 'owns' }
  | { readonly kind: 'wants'; readonly place: number }
  | { readonly kind: 'concerned' };

export interface Marks {
  readonly threads: ReadonlyMap<ThreadId, Mark>;
  readonly objects: ReadonlyMap<ObjectId, Mark>;
}

export const NO_MARKS: Marks = { threads: new Map(), objects: new Map() };

export function marksOf(
  scene: Scene,
  selection: Selection | undefined,
  findings: readonly FindingView[],
): Marks {
  switch (selection?.kind) {
    case 'thread':
      return {
        threads: threadsAround(scene, selection.id),
        objects: ofThread(scene, selection.id),
      };
    case 'object':
      return { ...NO_MARKS, threads: ofObject(scene, selection.id) };
    case 'finding':
      return ofFinding(
        scene,
        findings.find((finding) => finding.id === selection.id),
      );
    case undefined:
      return NO_MARKS;
  }
}

function ofObject(scene: Scene, id: ObjectId): Map<ThreadId, Mark> {
  const object = scene.world.objects[id];
  const marks = new Map<ThreadId, Mark>();
  if (!object) return marks;
  waitersOf(scene, object).forEach((waiter, index) => {
    marks.set(waiter, { kind: 'wants', place: index + 1 });
  });
  const owner = ownerOf(scene, object);
  if (owner !== undefined) marks.set(owner, { kind: 'owns' });
  return marks;
}

function ofThread(scene: Scene, id: ThreadId): Map<ObjectId, Mark> {
  const thread = scene.world.threads[id];
  const marks = new Map<ObjectId, Mark>();
  if (!thread) return marks;
  const wanted = wantedBy(scene, thread);
  if (wanted) marks.set(wanted.id, { kind: 'wants', place: placeInQueue(scene, wanted.id, id) });
  for (const { object } of thread.holds) marks.set(rootId(scene.world, object), { kind: 'owns' });
  return marks;
}

/** The one who holds what the thread wants. */
function threadsAround(scene: Scene, id: ThreadId): Map<ThreadId, Mark> {
  const thread = scene.world.threads[id];
  const wanted = thread && wantedBy(scene, thread);
  const owner = wanted && ownerOf(scene, wanted);
  return new Map(owner === undefined || owner === id ? [] : [[owner, { kind: 'owns' }]]);
}

function placeInQueue(scene: Scene, object: ObjectId, thread: ThreadId): number {
  const found = scene.world.objects[object];
  return found ? waitersOf(scene, found).indexOf(thread) + 1 : 0;
}

function ofFinding(scene: Scene, finding: FindingView | undefined): Marks {
  if (!finding) return NO_MARKS;
  const concerned: Mark = { kind: 'concerned' };
  const objects = finding.objects.map((id) => rootId(scene.world, id));
  return {
    threads: new Map(finding.threads.map((id) => [id, concerned])),
    objects: new Map(objects.map((id) => [id, concerned])),
  };
}

/** As a word beside the row's name. */
export function markText(mark: Mark, isThread: boolean): string {
  if (mark.kind === 'concerned') return 'concerned';
  if (mark.kind === 'owns') return isThread ? 'owner' : 'owned';
  return `waiter ${mark.place}`;
}
