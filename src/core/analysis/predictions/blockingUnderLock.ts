// Locks in hand during a wait for something else. Reported is not the wait by itself, which may
// well be meant, but what it does to others:
// - a hang to come: who must end the wait takes the lock before it does, and need not have been
//   first under another schedule;
// - a stall that was seen: another thread had to wait for the lock because of it.

import type { Nanoseconds, ObjectId, ThreadId } from '../../base/ids.ts';
import type { EventOf, Wait } from '../../trace/events.ts';
import { locksOf, type HeldLock, type Taking } from './heldLocks.ts';
import { isKnownBefore, type HappensBefore, type Stamp } from './happensBefore.ts';
import type { Act, Trouble } from './prediction.ts';
import { tellHang, tellStall } from './tellBlocking.ts';

/**
 * A thread that had to wait this long for a lock was kept from work. Shorter sleeps under a lock
 * stand for work in many a program, and are meant.
 */
const KEPT_AT_LEAST = 1_000_000_000;
const REPORT_LIMIT = 20;

/** A wait with a lock in hand. */
export interface Blocking {
  readonly wait: Wait;
  readonly act: Act;
  readonly held: Act;
  readonly heldStamp: Stamp;
  readonly from: Nanoseconds;
  readonly isTimed: boolean;
  to: Nanoseconds;
}

/** The last time that a thread took a lock. */
interface Taken {
  readonly act: Act;
  readonly stamp: Stamp;
}

export interface BlockingRules {
  readonly isOwn: (object: ObjectId) => boolean;
  /** The place in the user's code; undefined if there is none. */
  readonly placeOf: (act: Act) => string | undefined;
  /** True if whoever took the lock this way would have waited for ever. */
  readonly waitsForever: (act: Act) => boolean;
}

export class BlockingUnderLock {
  readonly troubles = new Map<string, Trouble>();
  private readonly order: HappensBefore;
  private readonly rules: BlockingRules;
  /** Waits that go on, by thread; one for each lock in hand. */
  private readonly open = new Map<ThreadId, readonly Blocking[]>();
  /** The last such wait, by lock. */
  private readonly last = new Map<ObjectId, Blocking>();
  private readonly takers = new Map<ObjectId, Map<ThreadId, Taken>>();

  constructor(order: HappensBefore, rules: BlockingRules) {
    this.order = order;
    this.rules = rules;
  }

  /** @param waitedSince when the thread began to wait for the lock, if it had to */
  taken(held: HeldLock, taking: Taking, waitedSince: Nanoseconds | undefined): void {
    const { thread, object, step, at } = taking;
    if (waitedSince !== undefined) this.kept(taking, waitedSince);
    if (held.stamp && this.order.isCurrent(held.stamp)) return;
    const stamp = this.order.stamp(thread);
    held.stamp = stamp;
    const takers = this.takers.get(object) ?? new Map<ThreadId, Taken>();
    this.takers.set(object, takers.set(thread, { act: { thread, object, at, step }, stamp }));
  }

  waits(event: EventOf<'wait'>, step: Act['step'], top: HeldLock | undefined): void {
    const { by: thread, at, time, wait, until } = event;
    if (top === undefined || !isBlocking(wait)) return;
    const waited = 'object' in wait ? wait.object : (0 as ObjectId);
    const act = { thread, object: waited, at, step };
    const blockings = locksOf(top).flatMap((held): Blocking[] => {
      const heldStamp = held.stamp;
      if (!heldStamp || held.object === waited || !this.rules.isOwn(held.object)) return [];
      const taken = { thread, object: held.object, at: held.at, step: held.step };
      const isTimed = until !== undefined;
      return [{ wait, act, held: taken, heldStamp, from: time, to: Infinity, isTimed }];
    });
    if (blockings.length === 0) return;
    this.open.set(thread, blockings);
    for (const blocking of blockings) this.last.set(blocking.held.object, blocking);
  }

  /** @param by who ended the wait; 0 is the clock */
  woken(thread: ThreadId, by: ThreadId, time: Nanoseconds): void {
    for (const blocking of this.open.get(thread) ?? []) {
      blocking.to = time;
      const { wait, isTimed } = blocking;
      const actor = wait.kind === 'join' ? wait.thread : by;
      if (actor !== 0 && !isTimed) this.checkHang(blocking, actor);
    }
    this.open.delete(thread);
  }

  gone(object: ObjectId): void {
    this.last.delete(object);
    this.takers.delete(object);
  }

  private checkHang(blocking: Blocking, actor: ThreadId): void {
    const taken = this.takers.get(blocking.held.object)?.get(actor);
    if (!taken || isKnownBefore(taken.stamp, blocking.heldStamp)) return;
    if (!this.rules.waitsForever(taken.act)) return;
    this.report(blocking, taken.act, (about) => {
      return (scene) => tellHang(about, blocking, taken.act, scene);
    });
  }

  /** A thread got a lock that it had to wait for. */
  private kept({ thread, object, at, step, time }: Taking, since: Nanoseconds): void {
    const blocking = this.last.get(object);
    if (!blocking || blocking.held.thread === thread) return;
    const kept = Math.min(blocking.to, time) - Math.max(blocking.from, since);
    if (kept < KEPT_AT_LEAST) return;
    const waiter = { thread, object, at, step };
    this.report(blocking, waiter, (about) => {
      return (scene) => tellStall(about, { blocking, waiter, kept }, scene);
    });
  }

  private report(
    { held, act }: Blocking,
    other: Act,
    teller: (about: Pick<Trouble, 'id' | 'kind' | 'objects'>) => Trouble['tell'],
  ): void {
    const places = [held, act, other].map(this.rules.placeOf);
    if (places.includes(undefined) || this.troubles.size >= REPORT_LIMIT) return;
    // The same wait under the same lock is one trouble, whoever it keeps waiting.
    const id = `blockingUnderLock:${places[0]} ${places[1]}`;
    if (this.troubles.has(id)) return;
    const about = { id, kind: 'blockingUnderLock', objects: [held.object] } as const;
    this.troubles.set(id, { ...about, tell: teller(about) });
  }
}

function isBlocking({ kind }: Wait): boolean {
  return kind !== 'lock' && kind !== 'start' && kind !== 'shutdown';
}
