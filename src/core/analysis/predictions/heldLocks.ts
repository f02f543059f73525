// The locks in each thread's hands, as a way through a tree: the same locks taken at the same
// places are the same node again, so that what is known about a node need not be found twice.

import type { Clock, Stamp } from './happensBefore.ts';
import type { Nanoseconds, ObjectId, StackId, Step, ThreadId } from '../../base/ids.ts';

/** A lock in a thread's hands; `under` leads to those that it took before. */
export interface HeldLock {
  readonly thread: ThreadId;
  readonly object: ObjectId;
  readonly at: StackId;
  readonly under: HeldLock | undefined;
  /** What was taken after it; of one lock, taken at other places, by `beside`. */
  next: Siblings | undefined;
  beside: HeldLock | undefined;
  /** When it was taken last. */
  step: Step;
  time: Nanoseconds;
  /** Free for whoever follows the lock order: epochs that are dealt with. */
  seenEpoch: number;
  epochs: number;
  /** When it was taken in the order of things; set by whoever needs it. */
  stamp: Stamp | undefined;
  /** True if the text of its taking was looked at. */
  isRead: boolean;
  /** The thread's clock when all was known of it: nothing new until that changes. */
  settledAt: Clock | undefined;
}

/** By lock: one place of a program may take thousands, one lock is taken at few places. */
type Siblings = Map<ObjectId, HeldLock>;

/** Where and when a lock is taken. */
export interface Taking {
  readonly thread: ThreadId;
  readonly object: ObjectId;
  readonly at: StackId;
  readonly step: Step;
  readonly time: Nanoseconds;
}

/** Nodes of the tree; beyond it the tree begins anew, which costs time but no truth. */
const TREE_LIMIT = 50_000;
/** Locks in one thread's hands that are looked at: to take one out of the middle moves those above it. */
const HELD_LIMIT = 256;

export class HeldLocks {
  private readonly hands: (HeldLock | undefined)[] = [];
  private readonly depths: number[] = [];
  /** Taken when there were too many, and by whom. */
  private readonly beyond = new Map<ObjectId, ThreadId>();
  private readonly beyondCounts: number[] = [];
  private roots: Siblings[] = [];
  private size = 0;

  /** The lock taken last by those that the thread still has. */
  top(thread: ThreadId): HeldLock | undefined {
    return this.hands[thread];
  }

  /** What `take` would answer, if the thread had the lock so before. */
  known(thread: ThreadId, object: ObjectId, at: StackId): HeldLock | undefined {
    if ((this.beyondCounts[thread] ?? 0) > 0) return undefined;
    const top = this.hands[thread];
    const siblings = top ? top.next : this.roots[thread];
    return takenAt(siblings?.get(object), at);
  }

  /** Undefined if the thread has the lock already, or has too many. */
  take(taking: Taking, count: number): HeldLock | undefined {
    const { thread, object } = taking;
    const top = this.hands[thread];
    if (count > 1 && (this.beyond.has(object) || find(top, object))) return undefined;
    const depth = this.depths[thread] ?? 0;
    // Once there is one that is left out, so are all that follow: it could be the guard of theirs.
    if (depth >= HELD_LIMIT || (this.beyondCounts[thread] ?? 0) > 0) {
      return this.leaveOut(thread, object);
    }
    this.depths[thread] = depth + 1;
    return (this.hands[thread] = this.node(top, taking));
  }

  /** Answers the lock as it was held; it may have been in the hands of another thread. */
  release(by: ThreadId, object: ObjectId): HeldLock | undefined {
    const top = this.hands[by];
    if (top?.object === object) {
      this.put(by, top.under);
      return top;
    }
    if (this.takeBack(object)) return undefined;
    const found = find(top, object) ?? this.inOtherHands(object);
    if (found) this.put(found.thread, this.without(this.hands[found.thread], found));
    return found;
  }

  /** What is left in a thread's hands after a release. */
  private put(thread: ThreadId, top: HeldLock | undefined): void {
    this.hands[thread] = top;
    this.depths[thread] = (this.depths[thread] ?? 1) - 1;
  }

  private leaveOut(thread: ThreadId, object: ObjectId): undefined {
    this.beyond.set(object, thread);
    this.beyondCounts[thread] = (this.beyondCounts[thread] ?? 0) + 1;
  }

  /** True if the lock was left out. */
  private takeBack(object: ObjectId): boolean {
    const thread = this.beyond.get(object);
    if (thread === undefined) return false;
    this.beyondCounts[thread] = (this.beyondCounts[thread] ?? 1) - 1;
    return this.beyond.delete(object);
  }

  private inOtherHands(object: ObjectId): HeldLock | undefined {
    for (const top of this.hands) {
      const found = find(top, object);
      if (found) return found;
    }
    return undefined;
  }

  /** The same hands without one that is not the last. */
  private without(top: HeldLock | undefined, lost: HeldLock): HeldLock | undefined {
    if (top === undefined || top === lost) return lost.under;
    return this.node(this.without(top.under, lost), top);
  }

  private node(under: HeldLock | undefined, taking: Taking): HeldLock {
    const { thread, object, at, step, time } = taking;
    const siblings = this.siblingsAfter(under, thread);
    const first = siblings.get(object);
    const known = takenAt(first, at);
    if (known) {
      known.step = step;
      known.time = time;
      return known;
    }
    if (++this.size > TREE_LIMIT) this.forget();
    const unseen = { seenEpoch: 0, epochs: 0, stamp: undefined, isRead: false };
    const place = { next: undefined, beside: first, settledAt: undefined };
    const made: HeldLock = { thread, object, at, under, step, time, ...place, ...unseen };
    siblings.set(object, made);
    return made;
  }

  private siblingsAfter(under: HeldLock | undefined, thread: ThreadId): Siblings {
    const known = under ? under.next : this.roots[thread];
    if (known) return known;
    const made: Siblings = new Map();
    if (under) under.next = made;
    else this.roots[thread] = made;
    return made;
  }

  /** What is held now stays reachable from the hands. */
  private forget(): void {
    this.size = 0;
    this.roots = [];
    for (const top of this.hands) for (const held of locksOf(top)) held.next = undefined;
  }
}

/** Of one lock, taken at several places after the same others, the one of this place. */
function takenAt(first: HeldLock | undefined, at: StackId): HeldLock | undefined {
  let held = first;
  while (held && held.at !== at) held = held.beside;
  return held;
}

/** Last taken first. */
export function locksOf(top: HeldLock | undefined): HeldLock[] {
  const locks: HeldLock[] = [];
  for (let held = top; held; held = held.under) locks.push(held);
  return locks;
}

export function find(top: HeldLock | undefined, object: ObjectId): HeldLock | undefined {
  let held = top;
  while (held && held.object !== object) held = held.under;
  return held;
}
