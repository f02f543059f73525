// What the running thread may do without asking: operations on locks that nobody waits for, as long
// as it is certain that it goes on after each of them. The kernel lends it the clock and room for so
// many events; python/leasedLocks.wat does the operations, and the kernel has all back before it,
// or anybody else, looks. So a run is the same, event for event, as without.

import type { Nanoseconds, ThreadId } from '../../core/base/ids.ts';
import { EVENT_WIDTH } from '../../core/trace/batch.ts';
import { OPERATION_COST } from './costs.ts';
import { CELL_WIDTH, type LockCell } from './kernelLock.ts';

/** Where what is lent lies in memory, in bytes; leasedLocks.wat has the same numbers. */
export const LEASE_LAYOUT = {
  /** Virtual time, and the latest that it may be after an operation: doubles. */
  now: 0,
  until: 8,
  /** How many operations are left, and what one takes in nanoseconds. */
  left: 16,
  cost: 20,
  by: 24,
  /** Where the next event is to be written: as in a batch. */
  next: 28,
  /** The thread's PyThreadState, and stacks that are known (python/leasedLocks.ts). */
  threadState: 32,
  events: 64,
  stacks: 16_384,
  /** Of locks by their numbers: count, owner, and the object if operations on it are lent. */
  cells: 147_456,
  end: 147_456 + 32_768 * 16,
} as const;

/** Operations that are lent at a time, at most: then the real clock is looked at. */
const MOST_OPERATIONS = 256;
const WORD = Int32Array.BYTES_PER_ELEMENT;
const DOUBLE = Float64Array.BYTES_PER_ELEMENT;
const EVENT_BYTES = EVENT_WIDTH * DOUBLE;

export interface Terms {
  readonly now: Nanoseconds;
  readonly by: ThreadId;
  readonly until: Nanoseconds;
  readonly operations: number;
}

export class Lease {
  private readonly words: Int32Array;
  private readonly numbers: Float64Array;
  /** Operations that were lent; 0 if nothing is. */
  private lent = 0;

  /** @param buffer of `LEASE_LAYOUT.end` bytes at least, all of them 0 */
  constructor(buffer: ArrayBufferLike) {
    this.words = new Int32Array(buffer);
    this.numbers = new Float64Array(buffer);
    this.words[LEASE_LAYOUT.cost / WORD] = OPERATION_COST;
  }

  /** Where the state of a lock with that number is; undefined: there is no room for it. */
  cellOf(lock: number): LockCell | undefined {
    const at = LEASE_LAYOUT.cells / WORD + lock * CELL_WIDTH;
    if (at >= LEASE_LAYOUT.end / WORD) return undefined;
    return { cells: this.words, at, mayBeLent: true };
  }

  /** Nothing is lent if the terms leave no operation. @returns true if something is */
  give({ now, by, until, operations }: Terms): boolean {
    if (operations < 1 || now + OPERATION_COST > until) return false;
    const { words, numbers } = this;
    this.lent = Math.min(operations, MOST_OPERATIONS);
    numbers[LEASE_LAYOUT.now / DOUBLE] = now;
    numbers[LEASE_LAYOUT.until / DOUBLE] = until;
    words[LEASE_LAYOUT.left / WORD] = this.lent;
    words[LEASE_LAYOUT.by / WORD] = by;
    words[LEASE_LAYOUT.next / WORD] = LEASE_LAYOUT.events;
    return true;
  }

  /** Takes all back. @returns how many operations were done */
  takeBack(): number {
    if (this.lent === 0) return 0;
    const left = LEASE_LAYOUT.left / WORD;
    const done = this.lent - (this.words[left] ?? 0);
    this.words[left] = 0;
    this.lent = 0;
    return done;
  }

  /** After so many operations. */
  get now(): Nanoseconds {
    return this.numbers[LEASE_LAYOUT.now / DOUBLE] ?? 0;
  }

  /** The events of so many operations, one each, as in a batch. To be copied. */
  events(operations: number): Float64Array {
    const from = LEASE_LAYOUT.events / DOUBLE;
    return this.numbers.subarray(from, from + (operations * EVENT_BYTES) / DOUBLE);
  }
}
