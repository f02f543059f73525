// What a thread is about to do that another thread could notice. An explorer decides *before* such
// an operation, so it must know which they are, which of them could go on now, and which two give
// the same result in either order.

import type { ThreadId } from '../base/ids.ts';
import type { AccessManner, AccessMode } from '../trace/events.ts';

declare const brand: unique symbol;

/**
 * What an operation is about: a lock, a queue, the end of a thread, a variable. Two operations on
 * different locations never notice each other. It is the same number in every execution in which
 * the same thread makes the same things in the same order (see `locationOf`), whatever other
 * threads did meanwhile; so an operation can be recognised in another schedule.
 */
export type LocationId = number & { readonly [brand]: 'location' };

/** Nothing that others could notice. */
export const NOWHERE = 0 as LocationId;
/** What is noticed by all: the end of the program. */
export const EVERYWHERE = 1 as LocationId;
/** A timeout that ends early takes one of the few that may. */
export const EARLY_TIMEOUTS = 2 as LocationId;

/** How many locations a thread can make; their product with its key stays below 2^53. */
const LOCATIONS_PER_THREAD = 2 ** 32;

/** The `nth` location (from 1) that the thread with this key has made. */
export function locationOf(threadKey: number, nth: number): LocationId {
  return (threadKey * LOCATIONS_PER_THREAD + nth) as LocationId;
}

export type OperationKind =
  /** Takes a lock, or an item out of a queue; can go on only if it is free, or there is one. */
  | 'acquire'
  /** Makes something free for an `acquire`, which could not go on before. */
  | 'release'
  /** Changes what others see and never has to wait: an assignment, an `acquire(False)`. */
  | 'write'
  /** Sees what others may change: a variable, `locked()`, an `acquire(False)` that fails. */
  | 'read'
  /** Gives up waiting; can go on only as long as what it waits for did not happen. */
  | 'timeout'
  /** Offers the processor: `time.sleep(0)`, a loop that does nothing else. */
  | 'yield'
  /** Ends: a thread (for `is_alive`), or at EVERYWHERE the program with its daemon threads. */
  | 'end';

/**
 * How much an operation counts towards the limit of an execution's steps. A loop that does nothing
 * else offers the processor after 5 ms of virtual time, which takes as long as many other steps.
 */
export function weightOf(kind: OperationKind): number {
  return kind === 'yield' ? 4 : 1;
}

export interface Operation {
  readonly kind: OperationKind;
  readonly object: LocationId;
  /** Of a read or write of what the program's own code shares. */
  readonly access?: VariableAccess;
}

/** More of an access than matters to a schedule: for who looks for races among an execution's steps. */
export interface VariableAccess {
  /** A number for the place in the code, the same in every execution of a program. */
  readonly place: number;
  /** A number for the function's activation; a later one may have it again. */
  readonly frame: number;
  /** What is accessed: of a container the element, where `object` is all of it. */
  readonly variable: number;
  /** The container, if it gets or loses an element; 0 if not. */
  readonly reshaped: number;
  readonly mode: AccessMode;
  readonly manner: AccessManner;
}

/** The next operation of a thread that can't go on before it is chosen. */
export interface PendingOperation extends Operation {
  readonly thread: ThreadId;
  /** The thread's name in all executions (see ThreadKeys). */
  readonly key: number;
  /** An `acquire` that may be given up although others could go on. */
  readonly mayTimeOut: boolean;
}

/**
 * True if it makes a difference which comes first; the dependence relation of partial-order
 * reduction (Mazurkiewicz 1986; Godefroid 1996). Operations of one thread always depend on each
 * other, which is not asked here.
 */
export function conflicts(a: Operation, b: Operation): boolean {
  if (a.object === EVERYWHERE || b.object === EVERYWHERE) return true;
  return a.object === b.object && a.object !== NOWHERE && !(onlyLooks(a) && onlyLooks(b));
}

/**
 * True if `second`, which conflicts with `first` and came after it, could have come before it.
 * Who waits for a lock could not have had it before its release, but before another `acquire`.
 */
export function isReversible(first: Operation, second: Operation): boolean {
  return !(first.kind === 'release' && second.kind === 'acquire');
}

function onlyLooks({ kind }: Operation): boolean {
  return kind === 'read' || kind === 'timeout' || kind === 'yield';
}
