// One lane a thread and one an object, as columns; see lanes.ts for what they mean together.

import type { ObjectId, StackId, Step, ThreadId } from '../../base/ids.ts';
import type { BodyOf, ObjectKind } from '../../trace/events.ts';
import { Clock } from './clock.ts';
import { Column } from './columns.ts';
import { STATE_CODES, WaitCodes } from './laneStates.ts';
import { Marks } from './marks.ts';
import { Track } from './track.ts';
import { Wakes } from './wakes.ts';

/** Kinds of all tracks but those of states. */
export const FREE = 0;
export const TAKEN = 1;

/** Who does what is done at the moment, where, and the first step that shows it. */
export interface Moment {
  readonly by: ThreadId;
  readonly at: StackId;
  readonly step: Step;
}

export interface ThreadLane {
  readonly id: ThreadId;
  readonly name: string;
  readonly daemon: boolean;
  readonly isLibrary: boolean;
  readonly creator: ThreadId;
  readonly createdAt: StackId;
  /** The first step that has the thread. */
  readonly made: Step;
  /** Kind: a code of `laneStates`; value: the object or thread waited for; extra: the wait's code. */
  readonly states: Track;
  /**
   * What the thread holds: a lock keeps its row from acquire to release, in the first that is
   * free. Kind: `TAKEN` or `FREE`; value: the lock; extra: the stack that took it.
   */
  readonly holds: Track[];
  /** Steps of all events by the thread or about it, and where it was after each. */
  readonly events: Column;
  readonly stacks: Column;
  readonly marks: Marks;
  /** Indices of the arrows that come from the thread or lead to it. */
  readonly wakes: Column;
}

export interface ObjectLane {
  readonly id: ObjectId;
  readonly kind: ObjectKind;
  readonly typeName: string;
  readonly partOf: ObjectId | undefined;
  readonly isLibrary: boolean;
  readonly creator: ThreadId;
  readonly createdAt: StackId;
  readonly made: Step;
  /** Kind: `TAKEN` or `FREE`; value: the owner; extra: the stack that took it. */
  readonly owners: Track;
  /** Kind: `TAKEN` while somebody waits; value: how many do. */
  readonly queue: Track;
  /** Steps of all events about the object. */
  readonly events: Column;
}

export class LaneTables {
  readonly clock = new Clock();
  readonly waits = new WaitCodes();
  readonly wakes = new Wakes();
  /** Of events that no thread made. */
  readonly marks = new Marks(0 as ThreadId);
  /** In order of creation. */
  readonly threads = new Map<ThreadId, ThreadLane>();
  readonly objects = new Map<ObjectId, ObjectLane>();

  addThread(event: BodyOf<'threadNew'>, { by, at, step }: Moment): ThreadLane {
    const { thread: id, name, daemon, isLibrary } = event;
    const lane: ThreadLane = {
      ...{ id, name, daemon, isLibrary, creator: by, createdAt: at, made: step },
      states: new Track({ clock: this.clock, kinds: STATE_CODES }),
      holds: [],
      events: Column.ids(),
      stacks: Column.ids(),
      marks: new Marks(id),
      wakes: Column.ids(),
    };
    this.threads.set(id, lane);
    return lane;
  }

  rename(id: ThreadId, name: string): void {
    const lane = this.threads.get(id);
    if (lane) this.threads.set(id, { ...lane, name });
  }

  addObject(event: BodyOf<'objectNew'>, { by, at, step }: Moment): ObjectLane {
    const { object: id, objectKind: kind, typeName, partOf, isLibrary } = event;
    const lane: ObjectLane = {
      ...{ id, kind, typeName, partOf, isLibrary, creator: by, createdAt: at, made: step },
      owners: this.newTrack(),
      queue: this.newTrack(),
      events: Column.ids(),
    };
    this.objects.set(id, lane);
    return lane;
  }

  newTrack(): Track {
    return new Track({ clock: this.clock, kinds: TAKEN + 1 });
  }
}
