// Locks taken in different orders: a cycle in the lock order of different threads, none of which
// must wait for another, and without a lock that guards them all. Goodlock (Havelund, SPIN 2000)
// with the extensions of Agarwal et al. (IBM J. R&D 54(5), 2010): cycles of more than two, guard
// locks, and what start and join order.

import type { ObjectId, StackId } from '../../base/ids.ts';
import type { CallSite } from './callSites.ts';
import { areConcurrent, type HappensBefore, type Stamp } from './happensBefore.ts';
import { locksOf, type HeldLock } from './heldLocks.ts';
import type { Act, Trouble } from './prediction.ts';
import { tellLockOrder } from './tellLockOrder.ts';

/** `wanted` was taken while `held` were in hand. */
export interface Nesting {
  readonly held: readonly Act[];
  readonly wanted: Act;
  readonly stamp: Stamp;
}

/** Longest cycle looked for. Each needs as many threads, which makes long ones unlikely. */
const LONGEST_CYCLE = 8;
/** Nestings that one search for a cycle of more than two may look at, and all of a run together. */
const SEARCH_LIMIT = 2_000;
const SEARCH_LIMIT_OF_RUN = 200_000;
/**
 * Pairs of a lock in hand and one that was taken then: so many are kept, what comes later in such a run
 * is not looked at. Who holds ten thousand locks at once makes fifty million of them.
 */
const PAIR_LIMIT = 50_000;
/** Epochs in which the same nesting is kept. */
const EPOCHS_KEPT = 4;
const REPORT_LIMIT = 20;

export interface LockOrderRules {
  /** True if whoever took the lock this way would have waited for ever. */
  readonly wouldWait: (held: HeldLock) => boolean;
  /** True for a lock of the user's own code. */
  readonly isOwn: (object: ObjectId) => boolean;
  /** The user's code behind a stack. */
  readonly callAt: (at: StackId) => CallSite | undefined;
}

export class LockOrder {
  readonly troubles = new Map<string, Trouble>();
  private readonly order: HappensBefore;
  private readonly rules: LockOrderRules;
  /** By each of the locks held, then by the lock wanted. */
  private readonly byHeld = new Map<ObjectId, Map<ObjectId, Nesting[]>>();
  private pairs = 0;
  private searched = 0;
  private searchedInRun = 0;

  constructor(order: HappensBefore, rules: LockOrderRules) {
    this.order = order;
    this.rules = rules;
  }

  taken(held: HeldLock): void {
    if (held.under === undefined) return;
    const epoch = this.order.epoch(held.thread);
    if (held.seenEpoch === epoch || held.epochs >= EPOCHS_KEPT) return;
    if (this.pairs >= PAIR_LIMIT) return;
    const stamp = this.order.stamp(held.thread);
    held.seenEpoch = stamp.count;
    held.epochs++;
    if (this.rules.wouldWait(held)) this.add(nestingOf(held, held.under, stamp));
  }

  private add(nesting: Nesting): void {
    this.pairs += nesting.held.length;
    for (const { object } of nesting.held) {
      const wanted = this.byHeld.get(object) ?? new Map<ObjectId, Nesting[]>();
      const others = wanted.get(nesting.wanted.object) ?? [];
      others.push(nesting);
      this.byHeld.set(object, wanted.set(nesting.wanted.object, others));
    }
    if (this.troubles.size >= REPORT_LIMIT) return;
    this.searchPairs(nesting);
    const left = SEARCH_LIMIT_OF_RUN - this.searchedInRun;
    this.searched = 0;
    if (left > 0) this.search([nesting], Math.min(left, SEARCH_LIMIT));
    this.searchedInRun += this.searched;
  }

  /** Cycles of two, which are most of those that happen, are always looked for. */
  private searchPairs(nesting: Nesting): void {
    const others = this.byHeld.get(nesting.wanted.object);
    for (const { object } of nesting.held) {
      for (const other of others?.get(object) ?? []) {
        if (canMeet(nesting, other)) this.report([nesting, other]);
      }
    }
  }

  /** Cycles of more: goes on from the last nesting to those that hold what it wants. */
  private search(way: readonly Nesting[], limit: number): void {
    const [first, last] = [way[0], way.at(-1)];
    if (!first || !last) return;
    for (const next of this.holdersOf(last.wanted.object)) {
      if (++this.searched > limit) return;
      if (!way.every((nesting) => canMeet(nesting, next))) continue;
      const longer = [...way, next];
      if (!holds(first, next.wanted.object)) {
        if (longer.length < LONGEST_CYCLE) this.search(longer, limit);
      } else if (longer.length > 2) {
        this.report(longer);
      }
    }
  }

  private *holdersOf(object: ObjectId): Generator<Nesting> {
    for (const nestings of this.byHeld.get(object)?.values() ?? []) yield* nestings;
  }

  private report(cycle: readonly Nesting[]): void {
    const acts = cycle.flatMap((nesting, at) => [
      nesting.wanted,
      ...heldInCycle(nesting, cycle.at(at - 1)),
    ]);
    const places = acts.map(({ at }) => this.rules.callAt(at)?.place);
    const objects = cycle.map(({ wanted }) => wanted.object);
    if (places.includes(undefined) || !objects.some(this.rules.isOwn)) return;
    const id = `lockOrder:${[...new Set(places)].sort().join(' ')}`;
    if (this.troubles.has(id)) return;
    const about = { id, kind: 'lockOrder', objects } as const;
    const turned = fromLowestThread(cycle);
    this.troubles.set(id, { ...about, tell: (scene) => tellLockOrder(about, turned, scene) });
  }
}

/** What a nesting of a cycle holds that the one before it wants. */
export function heldInCycle(nesting: Nesting, before: Nesting | undefined): Act[] {
  return nesting.held.filter(({ object }) => object === before?.wanted.object);
}

function nestingOf(top: HeldLock, under: HeldLock, stamp: Stamp): Nesting {
  const actOf = ({ thread, object, at, step }: HeldLock): Act => ({ thread, object, at, step });
  return { held: locksOf(under).map(actOf), wanted: actOf(top), stamp };
}

/** True if two threads can be at these places at once: no lock in common, none must come first. */
function canMeet(one: Nesting, other: Nesting): boolean {
  if (one.wanted.thread === other.wanted.thread) return false;
  if (one.held.some(({ object }) => holds(other, object))) return false;
  return areConcurrent(one.stamp, other.stamp);
}

function holds(nesting: Nesting, object: ObjectId): boolean {
  return nesting.held.some((act) => act.object === object);
}

function fromLowestThread(cycle: readonly Nesting[]): readonly Nesting[] {
  const lowest = Math.min(...cycle.map(({ wanted }) => wanted.thread));
  const at = cycle.findIndex(({ wanted }) => wanted.thread === lowest);
  return [...cycle.slice(at), ...cycle.slice(0, at)];
}
