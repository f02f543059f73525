// The locks in each thread's hands, and since which taking. A list is made anew when it changes, so
// that who keeps one knows what was held then (Savage et al., Eraser, TOCS 1997).

import type { ObjectId, ThreadId } from '../../base/ids.ts';

export interface HeldSince {
  readonly object: ObjectId;
  /** The number of the taking: another one means that the lock was free in between. */
  readonly taking: number;
}

export type LockSet = readonly HeldSince[];

const NOTHING: LockSet = [];

export class LockSets {
  private readonly hands: LockSet[] = [];
  private takings = 0;

  of(thread: ThreadId): LockSet {
    return this.hands[thread] ?? NOTHING;
  }

  isHeld(object: ObjectId): boolean {
    return this.hands.some((held) => has(held, object));
  }

  take(thread: ThreadId, object: ObjectId): void {
    const held = this.of(thread);
    if (has(held, object)) return;
    this.hands[thread] = [...held, { object, taking: ++this.takings }];
  }

  /** A Lock may be given back by another thread than its owner. */
  release(by: ThreadId, object: ObjectId): void {
    const isIts = (held: LockSet | undefined): boolean => has(held, object);
    const thread = isIts(this.hands[by]) ? by : this.hands.findIndex(isIts);
    if (thread < 0) return;
    this.hands[thread] = this.of(thread as ThreadId).filter((each) => each.object !== object);
  }
}

function has(held: LockSet | undefined, object: ObjectId): boolean {
  return held?.some((each) => each.object === object) ?? false;
}

/** Locks that were held at both moments, whoever held them. */
export function commonLocks(one: LockSet, other: LockSet): ObjectId[] {
  const both = one.filter(({ object }) => other.some((each) => each.object === object));
  return both.map(({ object }) => object);
}

/** Locks that one thread has held from one moment to the other, without a break. */
export function heldThroughout(first: LockSet, last: LockSet): LockSet {
  return first.filter(({ taking }) => last.some((each) => each.taking === taking));
}
