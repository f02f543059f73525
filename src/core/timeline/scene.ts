// What a timeline shows, apart from where one looks: the lanes in their order, what is chosen,
// where the cursor stands. Plain values; a page makes a new scene when something changes.

import type { Lanes } from '../analysis/lanes/lanes.ts';
import type { LaneState } from '../analysis/lanes/laneStates.ts';
import type { ObjectLane, ThreadLane } from '../analysis/lanes/laneTables.ts';
import { isStanding } from '../analysis/certainty.ts';
import type { ObjectId, Step, ThreadId } from '../base/ids.ts';
import type { FindingView, PanelSelection } from '../protocol/panel.ts';

/** States as they are drawn; `deadlocked` comes from findings, not from events. */
export type ShownState = LaneState | 'deadlocked';

/** Lanes for threads, or for what they share. */
export type LaneMode = 'threads' | 'objects';

export type LaneRow =
  | {
      readonly kind: 'thread';
      readonly key: string;
      readonly name: string;
      readonly lane: ThreadLane;
      readonly isPinned: boolean;
      readonly top: number;
      readonly height: number;
    }
  | {
      readonly kind: 'object';
      readonly key: string;
      readonly name: string;
      readonly lane: ObjectLane;
      readonly isPinned: boolean;
      readonly top: number;
      readonly height: number;
    };

export interface TimelineScene {
  readonly lanes: Lanes;
  readonly names: Readonly<Record<ObjectId, string>>;
  readonly findings: readonly FindingView[];
  readonly rows: readonly LaneRow[];
  /** The world that views show is the one at this step. */
  readonly cursor: Step;
  /** The run itself has gone back to this step; left out: it is at its end. */
  readonly standsAt?: Step | undefined;
  readonly selection: PanelSelection | undefined;
  /** States that stand out; all others fade. Empty: all do. */
  readonly states: ReadonlySet<ShownState>;
  readonly hideLibraryObjects: boolean;
}

/** The object as the user knows it: a Condition inside an Event is that Event. */
export function rootObject(lanes: Lanes, id: ObjectId): ObjectId {
  let root = id;
  // Objects are never nested this deep; a ring can only come from a broken trace.
  for (let depth = 0; depth < 8; depth++) {
    const owner = lanes.objects.get(root)?.partOf;
    if (owner === undefined || !lanes.objects.has(owner)) break;
    root = owner;
  }
  return root;
}

export function objectName(
  { lanes, names }: Pick<TimelineScene, 'lanes' | 'names'>,
  id: ObjectId,
): string {
  const root = rootObject(lanes, id);
  const type = lanes.objects.get(root)?.typeName ?? 'object';
  return names[root] ?? `${type} ${root}`;
}

export function threadName({ lanes }: Pick<TimelineScene, 'lanes'>, id: ThreadId): string {
  return lanes.threads.get(id)?.name ?? `thread ${id}`;
}

/** False for what the library makes for itself, unless the reader wants that too. */
export function isShown(
  { lanes, hideLibraryObjects }: Pick<TimelineScene, 'lanes' | 'hideLibraryObjects'>,
  id: ObjectId,
): boolean {
  return !hideLibraryObjects || lanes.objects.get(rootObject(lanes, id))?.isLibrary !== true;
}

/** A lock inside an Event or a queue is held for an instant and says nothing to a reader. */
export function isShownHold(
  scene: Pick<TimelineScene, 'lanes' | 'hideLibraryObjects'>,
  id: ObjectId,
): boolean {
  const root = rootObject(scene.lanes, id);
  if (root !== id && scene.lanes.objects.get(root)?.kind !== 'Condition') return false;
  return isShown(scene, id);
}

/** Threads that by the end of the trace can never go on. */
export function stuckThreads({ findings }: Pick<TimelineScene, 'findings'>): Set<ThreadId> {
  return new Set(findings.filter(isStanding).flatMap(({ threads }) => threads));
}
