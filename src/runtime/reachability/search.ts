// Which waiting threads nobody can wake: those whose object no thread that can still run has a way
// to. After Saioc et al., "Dynamic Partial Deadlock Detection and Recovery via Garbage Collection"
// (ASPLOS 2025): the frames of threads that can run are roots; a waiting thread becomes one when
// what it waits for is reached; those left at the fixpoint wait for ever.
//
// Here the roots are more: any object counts as in use unless it belongs to the waiting threads
// alone. So garbage with a finalizer, what C code holds, callbacks of atexit are never overlooked.

import type { ObjectId, ThreadId } from '../../core/base/ids.ts';
import type { Standing } from '../kernel/scheduler.ts';
import type { Pointer } from '../python/cpython.ts';
import type { Heap } from '../python/heap.ts';
import type { KernelLock } from '../kernel/kernelLock.ts';

/** What the search asks about Python's objects. */
export interface ObjectFacts {
  readonly heap: Heap;
  kindOf(type: Pointer): ObjectKind;
  /** Of an object of kind `lock`. */
  lockAt(object: Pointer): KernelLock | undefined;
  /** Of an object of kind `queue`. */
  contentsOf(object: Pointer): QueueContents | undefined;
  /** The thread of a Thread object. */
  threadOf(object: Pointer): ThreadId;
  /** Values that a started Thread keeps for itself: target and arguments. */
  privateValues(thread: Pointer): readonly Pointer[];
  /** True for threading.py's own lists of threads. */
  isThreadList(object: Pointer): boolean;
}

/** Our own types and those below them; a `queue` is a SimpleQueue. */
export type ObjectKind = 'lock' | 'queue' | 'other';

export interface QueueContents {
  readonly object: ObjectId;
  readonly items: readonly Pointer[];
}

export interface Situation {
  readonly standing: readonly Standing[];
  /** Threads that have been found before. */
  readonly known: ReadonlySet<ThreadId>;
  /** All 0, one for 8 bytes of memory; `clean` leaves them so. */
  readonly marks: Uint8Array;
  /** Objects that may be looked at. */
  readonly budget: number;
}

/** The search looked at more objects than it may: nothing is known. */
export class OverBudget extends Error {}

/** Marks of objects; an object's place is its address in units of 8 bytes. */
const YOUNG = 1;
/** Reached from a waiting thread. */
const OWN = 2;
const REACHED = 4;

export class Search {
  /** Objects looked at so far: what the search costs. */
  work = 0;
  private readonly facts: ObjectFacts;
  private readonly marks: Uint8Array;
  private readonly budget: number;
  private readonly known: ReadonlySet<ThreadId>;
  private readonly marked: Pointer[] = [];
  private readonly pending: Pointer[] = [];
  private readonly runners = new Set<ThreadId>();
  private readonly waiting = new Map<ThreadId, Standing>();
  /** What was passed over in a Thread object, to be looked at when its thread can run. */
  private readonly hidden = new Map<ThreadId, readonly Pointer[]>();
  private readonly kinds = new Map<Pointer, ObjectKind>();
  private freed: ThreadId[] = [];

  constructor(facts: ObjectFacts, situation: Situation) {
    this.facts = facts;
    this.marks = situation.marks;
    this.budget = situation.budget;
    this.known = situation.known;
    for (const thread of situation.standing) {
      if (dependsOnOthers(thread)) this.waiting.set(thread.thread, thread);
      else this.runners.add(thread.thread);
    }
  }

  /** Threads that wait for what nobody can reach, without the known ones. @throws OverBudget */
  stuck(): readonly Standing[] {
    this.freeDependents();
    // With nobody left to run the whole program hangs, which is told otherwise.
    if (this.runners.size === 0 || this.hopeless().length === 0) return [];
    const { heap } = this.facts;
    heap.refresh();
    heap.young((object) => this.mark(object, YOUNG));
    for (const thread of this.waiting.keys()) heap.rootsOf(thread, this.own);
    this.drain(this.own);
    for (const thread of [...this.runners]) heap.rootsOf(thread, this.reach);
    this.reachFrom((visit) => heap.young(visit));
    if (this.hopeless().length > 0) this.reachFrom((visit) => heap.permanent(visit));
    return this.hopeless();
  }

  private hopeless(): Standing[] {
    return [...this.waiting.values()].filter(
      (standing) => waitsForObject(standing) && !this.known.has(standing.thread),
    );
  }

  // ── who can run ──

  /** Threads that wait for a thread which can run: for its end, or for a lock that it holds. */
  private freeDependents(): void {
    for (let isSettled = false; !isSettled;) {
      isSettled = true;
      for (const standing of this.waiting.values()) {
        if (!this.canBeHelped(standing)) continue;
        this.free(standing.thread);
        isSettled = false;
      }
    }
  }

  private canBeHelped({ thread, wait, lock }: Standing): boolean {
    if (wait?.kind === 'join' || wait?.kind === 'shutdown') return !this.waiting.has(wait.thread);
    return lock !== undefined && lock.owner !== thread && this.runners.has(lock.owner);
  }

  private free(thread: ThreadId): void {
    if (!this.waiting.delete(thread)) return;
    this.runners.add(thread);
    this.freed.push(thread);
  }

  // ── objects ──

  /** Follows the references of all objects that do not belong to the waiting threads alone. */
  private reachFrom(list: (visit: (object: Pointer) => void) => void): void {
    this.settle();
    const sources: Pointer[] = [];
    list((object) => {
      if ((this.marksOf(object) & OWN) === 0 && !this.facts.isThreadList(object)) {
        sources.push(object);
      }
    });
    for (const object of sources) {
      if (this.waiting.size === 0) return;
      this.look(object, this.reach);
      this.settle();
    }
  }

  /** Until nothing more is reached and nobody more can run. */
  private settle(): void {
    while (this.pending.length > 0 || this.freed.length > 0) {
      this.drain(this.reach);
      this.freeDependents();
      const freed = this.freed;
      this.freed = [];
      for (const thread of freed) {
        this.facts.heap.rootsOf(thread, this.reach);
        this.hidden.get(thread)?.forEach(this.reach);
      }
    }
  }

  private drain(visit: (object: Pointer) => void): void {
    for (let object = this.pending.pop(); object; object = this.pending.pop()) {
      this.look(object, visit);
    }
  }

  private look(object: Pointer, visit: (object: Pointer) => void): void {
    this.spend();
    const { heap } = this.facts;
    const thread = this.facts.threadOf(object);
    if (visit !== this.reach || !this.waiting.has(thread)) return heap.referents(object, visit);
    // Nobody but the thread itself uses its target and arguments once it runs.
    const values = this.facts.privateValues(object);
    this.hidden.set(thread, values);
    const unseen = [...values];
    heap.referents(object, (referent) => {
      const index = unseen.indexOf(referent);
      if (index >= 0) unseen.splice(index, 1);
      else visit(referent);
    });
  }

  private readonly own = (object: Pointer): void => {
    if ((this.marksOf(object) & OWN) !== 0) return;
    const isQueue = this.kindOf(object) === 'queue';
    const isEntered = this.isEntered(object);
    if (isQueue || isEntered) this.mark(object, OWN);
    if (isEntered) this.pending.push(object);
    if (isQueue) this.facts.contentsOf(object)?.items.forEach(this.own);
  };

  private readonly reach = (object: Pointer): void => {
    const marks = this.marksOf(object);
    if ((marks & REACHED) !== 0) return;
    const kind = this.kindOf(object);
    const isEntered = this.isEntered(object);
    if (kind !== 'other' || isEntered) this.mark(object, REACHED);
    // What belongs to no waiting thread is looked at anyway.
    if (isEntered && marks !== YOUNG) this.pending.push(object);
    if (kind === 'lock') this.reachLock(object);
    if (kind === 'queue') this.reachQueue(object);
  };

  private reachLock(object: Pointer): void {
    for (const { id } of this.facts.lockAt(object)?.waiters ?? []) this.free(id);
  }

  private reachQueue(object: Pointer): void {
    const queue = this.facts.contentsOf(object);
    if (!queue) return;
    for (const { thread, wait } of this.waiting.values()) {
      if (wait?.kind === 'object' && wait.object === queue.object) this.free(thread);
    }
    queue.items.forEach(this.reach);
  }

  private kindOf(object: Pointer): ObjectKind {
    const type = this.facts.heap.typeOf(object);
    const known = this.kinds.get(type);
    if (known !== undefined) return known;
    const kind = this.facts.kindOf(type);
    this.kinds.set(type, kind);
    return kind;
  }

  /** Objects of the snapshot are looked at last, one by one: who refers to them is no matter. */
  private isEntered(object: Pointer): boolean {
    const { heap } = this.facts;
    if (!heap.isContainer(object)) return false;
    return (this.marksOf(object) & YOUNG) !== 0 || !heap.isTracked(object);
  }

  private marksOf(object: Pointer): number {
    return this.marks[object >>> 3] ?? 0;
  }

  private mark(object: Pointer, mark: number): void {
    const marks = this.marksOf(object);
    if (marks === 0) this.marked.push(object);
    this.marks[object >>> 3] = marks | mark;
  }

  /** Leaves the marks as they were found. */
  clean(): void {
    for (const object of this.marked) this.marks[object >>> 3] = 0;
  }

  private spend(): void {
    if (++this.work > this.budget) throw new OverBudget();
  }
}

function waitsForObject({ wait }: Standing): boolean {
  return (wait?.kind === 'lock' || wait?.kind === 'object') && wait.object !== 0;
}

function dependsOnOthers(standing: Standing): boolean {
  const kind = standing.wait?.kind;
  return kind === 'join' || kind === 'shutdown' || waitsForObject(standing);
}
