// Who owns and who waits for each object, as rows of columns; the part of laneFold about objects.

import { NO_STACK, NO_THREAD } from '../../base/ids.ts';
import type { ObjectId, StackId, Step, ThreadId } from '../../base/ids.ts';
import type { BodyOf } from '../../trace/events.ts';
import { HoldRows } from './holdRows.ts';
import { codeOfState, isQueueWait } from './laneStates.ts';
import {
  FREE,
  type LaneTables,
  type Moment,
  type ObjectLane,
  TAKEN,
  type ThreadLane,
} from './laneTables.ts';

const WAITING = codeOfState('waiting');
const BLOCKED = codeOfState('blocked');

export class ObjectFold {
  private readonly tables: LaneTables;
  /** In queue order; of the objects that are there. */
  private readonly queues = new Map<ObjectId, readonly ThreadId[]>();
  private readonly rows = new HoldRows();

  constructor(tables: LaneTables) {
    this.tables = tables;
  }

  private get step(): Step {
    return this.tables.clock.length;
  }

  make(event: BodyOf<'objectNew'>, moment: Moment): void {
    const known = this.tables.objects.get(event.object);
    if (known) this.setOwner(known, NO_THREAD, NO_STACK);
    else this.tables.addObject(event, moment);
    this.queues.set(event.object, []);
    this.setQueue(event.object, []);
    this.touch(event.object);
  }

  remove(id: ObjectId): void {
    const lane = this.objectWith(id);
    if (!lane) return;
    this.touch(id);
    const owner = ownerOf(lane);
    if (owner !== undefined) this.drop(owner, id);
    this.setOwner(lane, NO_THREAD, NO_STACK);
    this.setQueue(id, []);
    this.queues.delete(id);
  }

  acquire(object: ObjectId, { by, at }: Moment): void {
    const thread = this.tables.threads.get(by);
    const lane = this.objectWith(object);
    if (!thread || !lane) return;
    this.touch(object);
    if (waitsFor(thread) === object) this.leaveQueue(by);
    if (ownerOf(lane) !== by) this.setOwner(lane, by, at);
    if (this.rows.of(thread, object)) return;
    let row = this.rows.free(thread);
    if (!row) {
      row = this.tables.newTrack();
      thread.holds.push(row);
    }
    row.push(this.step, TAKEN, object, at);
    this.rows.taken(thread, object, row);
  }

  release({ object, count }: BodyOf<'release'>, by: ThreadId): void {
    this.touch(object);
    if (count > 0) return;
    const lane = this.objectWith(object);
    this.drop((lane && ownerOf(lane)) ?? by, object);
    if (lane) this.setOwner(lane, NO_THREAD, NO_STACK);
  }

  private drop(owner: ThreadId, object: ObjectId): void {
    const thread = this.tables.threads.get(owner);
    const row = thread && this.rows.of(thread, object);
    if (!row) return;
    row.push(this.step, FREE, 0, 0);
    this.rows.dropped(thread, object, row);
  }

  /** A thread that is made anew holds nothing. */
  dropAll(thread: ThreadLane): void {
    for (const hold of thread.holds) if (hold.lastKind === TAKEN) hold.push(this.step, FREE, 0, 0);
    this.rows.forget(thread);
  }

  private setOwner({ owners }: ObjectLane, owner: ThreadId, at: StackId): void {
    if (owner === NO_THREAD && owners.lastKind === FREE) return;
    owners.push(this.step, owner === NO_THREAD ? FREE : TAKEN, owner, at);
  }

  leaveQueue(id: ThreadId): void {
    const object = waitsFor(this.tables.threads.get(id));
    const queue = object === undefined ? undefined : this.queues.get(object);
    if (object === undefined || !queue?.includes(id)) return;
    this.setQueue(
      object,
      queue.filter((each) => each !== id),
    );
  }

  joinQueue(object: ObjectId, waiter: ThreadId): void {
    this.touch(object);
    const queue = this.queues.get(object);
    if (queue) this.setQueue(object, [...queue, waiter]);
  }

  private setQueue(id: ObjectId, waiters: readonly ThreadId[]): void {
    this.queues.set(id, waiters);
    const queue = this.tables.objects.get(id)?.queue;
    if (!queue || queue.lastValue === waiters.length) return;
    queue.push(this.step, waiters.length > 0 ? TAKEN : FREE, waiters.length, 0);
  }

  /** The event at hand is about the object. */
  touch(id: ObjectId): void {
    const events = this.tables.objects.get(id)?.events;
    if (events && events.at(events.length - 1) !== this.step) events.push(this.step);
  }

  /** Undefined once it is gone. */
  private objectWith(id: ObjectId): ObjectLane | undefined {
    return this.queues.has(id) ? this.tables.objects.get(id) : undefined;
  }
}

function ownerOf({ owners }: ObjectLane): ThreadId | undefined {
  return owners.lastKind === TAKEN ? (owners.lastValue as ThreadId) : undefined;
}

/** The object in whose queue a thread stands. */
export function waitsFor(lane: ThreadLane | undefined): ObjectId | undefined {
  const kind = lane?.states.lastKind;
  if (lane === undefined || (kind !== BLOCKED && kind !== WAITING)) return undefined;
  const { lastValue, lastExtra } = lane.states;
  return isQueueWait(lastExtra) ? (lastValue as ObjectId) : undefined;
}
