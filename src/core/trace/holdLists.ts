// What threads hold, as lists that are values of a world. A short one is copied whenever it changes; a long
// one only once between two looks, and has an index: so it costs little to take one lock more.

import type { ObjectId, ThreadId } from '../base/ids.ts';
import type { Holding, Thread } from './world.ts';

export const NO_HOLDS: readonly Holding[] = [];
/** From so many locks on a list is long. */
const LONG = 16;

type Holder = Pick<Thread, 'id'> & { holds: readonly Holding[] };

/** Of one fold. Threads that it is given may be changed. */
export class HoldLists {
  /** The look after which a thread's long list was copied. */
  private readonly ages: Record<ThreadId, number> = {};
  /** What is in long lists. */
  private readonly indices = new Map<ThreadId, Set<ObjectId>>();

  /** @param age raised by each look; so in all methods */
  add(thread: Holder, holding: Holding, age: number): void {
    const { id, holds } = thread;
    if (holds.length < LONG) thread.holds = [...holds, holding];
    else this.own(thread, age).push(holding);
    if (this.indices.size > 0) this.indices.get(id)?.add(holding.object);
  }

  /** Gives another number of times that a lock was taken; false if the thread does not hold it. */
  count(thread: Holder, object: ObjectId, count: number, age: number): boolean {
    if (!this.has(thread, object)) return false;
    const holds = this.own(thread, age);
    const position = positionOf(object, holds);
    const before = holds[position];
    if (before) holds[position] = { ...before, count };
    return true;
  }

  remove(thread: Holder, object: ObjectId, age: number): void {
    const { id, holds } = thread;
    const [first] = holds;
    // Mostly the list has one lock, and then it is the one to go.
    if (holds.length === 1 && first?.object === object) thread.holds = NO_HOLDS;
    else if (holds.length <= LONG) thread.holds = holds.filter((held) => held.object !== object);
    else if (this.has(thread, object)) this.own(thread, age).splice(positionOf(object, holds), 1);
    if (this.indices.size > 0) this.indices.get(id)?.delete(object);
  }

  /** The thread's list begins anew. */
  forget(thread: ThreadId): void {
    this.indices.delete(thread);
  }

  private has({ id, holds }: Holder, object: ObjectId): boolean {
    if (holds.length < LONG) return holdsObject(holds, object);
    const known = this.indices.get(id);
    if (known) return known.has(object);
    const index = new Set(holds.map((held) => held.object));
    this.indices.set(id, index);
    return index.has(object);
  }

  /** The thread's list, which may be changed: since the last look it is nobody else's. */
  private own(thread: Holder, age: number): Holding[] {
    if (this.ages[thread.id] === age) return thread.holds as Holding[];
    this.ages[thread.id] = age;
    const holds = [...thread.holds];
    thread.holds = holds;
    return holds;
  }
}

/** True if an object is in a list, which is looked through: it should be short. */
export function holdsObject(holds: readonly Holding[], object: ObjectId): boolean {
  // Millions of events ask: a closure would be made for each.
  for (let index = 0; index < holds.length; index++) {
    if (holds[index]?.object === object) return true;
  }
  return false;
}

/** Mostly the lock that was taken last is given back first, or the one that was taken first. */
function positionOf(object: ObjectId, list: readonly Holding[]): number {
  const last = list.length - 1;
  return list[last]?.object === object ? last : list.findIndex((held) => held.object === object);
}
