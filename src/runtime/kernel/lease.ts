// What the running thread may do without asking: operations on locks that wake nobody, as long as it
// is certain that it goes on after each of them. The kernel lends it the clock and room for so
// many events; python/leasedLocks.wat does the operations, and the kernel has all back before it,
// or anybody else, looks. So a run is the same, event for event, as without.

import type { Nanoseconds, StackId, ThreadId } from '../../core/base/ids.ts';
import { NO_THREAD } from '../../core/base/ids.ts';
import { LENT_WIDTH, stackOf, type LentOperations } from '../../core/trace/lentEvents.ts';
import { OPERATION_COST } from './costs.ts';
import { CELL_WIDTH, type LockCell } from './kernelLock.ts';

const WORD = Int32Array.BYTES_PER_ELEMENT;
/** Operations that are lent at a time, at most: then the real clock is looked at. */
const MOST_OPERATIONS = 256;

/** Where what is lent lies in memory, in bytes; leasedLocks.wat has the same numbers. */
export const LEASE_LAYOUT = {
  /** How many operations are left. */
  left: 0,
  by: 4,
  /** Where the next operation is to be written: core/trace/lentEvents.ts. */
  next: 8,
  /** The thread's PyThreadState. */
  threadState: 12,
  /** The present run, and stacks that are known in it (python/knownStacks.ts). */
  run: 16,
  /** The next mark of a frame (python/knownStacks.ts). */
  nextMark: 20,
  operations: 4_096,
  stacks: 8_192,
  /** Stacks of marked frames. */
  marks: 270_336,
  /** Of locks by their numbers: count, owner, and the object if operations on it are lent. */
  cells: 286_720,
  end: 286_720 + 32_768 * 16,
} as const;

export interface Terms {
  readonly now: Nanoseconds;
  readonly by: ThreadId;
  readonly until: Nanoseconds;
  readonly operations: number;
}

export class Lease {
  private readonly words: Int32Array;
  private terms: Terms = { now: 0, by: NO_THREAD, until: 0, operations: 0 };
  /** Operations that were lent; 0 if nothing is. */
  private lent = 0;

  /** @param buffer of `LEASE_LAYOUT.end` bytes at least, all of them 0 */
  constructor(buffer: ArrayBufferLike) {
    this.words = new Int32Array(buffer);
  }

  /** Where the state of a lock with that number is; undefined: there is no room for it. */
  cellOf(lock: number): LockCell | undefined {
    const at = LEASE_LAYOUT.cells / WORD + lock * CELL_WIDTH;
    if (at >= LEASE_LAYOUT.end / WORD) return undefined;
    return { cells: this.words, at, mayBeLent: true };
  }

  /** Nothing is lent if the terms leave no operation. @returns true if something is */
  give(terms: Terms): boolean {
    const inTime = Math.floor((terms.until - terms.now) / OPERATION_COST);
    const operations = Math.min(terms.operations, inTime, MOST_OPERATIONS);
    if (operations < 1) return false;
    this.terms = terms;
    this.lent = operations;
    const { words } = this;
    words[LEASE_LAYOUT.left / WORD] = operations;
    words[LEASE_LAYOUT.by / WORD] = terms.by;
    words[LEASE_LAYOUT.next / WORD] = LEASE_LAYOUT.operations;
    return true;
  }

  /** Takes all back. @returns what was done with it; undefined if nothing was */
  takeBack(): LentOperations | undefined {
    if (this.lent === 0) return undefined;
    const { words } = this;
    const operations = this.lent - (words[LEASE_LAYOUT.left / WORD] ?? 0);
    words[LEASE_LAYOUT.left / WORD] = 0;
    this.lent = 0;
    if (operations === 0) return undefined;
    const { by, now: time } = this.terms;
    const from = LEASE_LAYOUT.operations / WORD;
    return { by, time, cost: OPERATION_COST, operations, words, from };
  }
}

/** When the last one is over. Added up one by one, as a clock does whose time is not whole nanoseconds. */
export function endOf({ time, cost, operations }: LentOperations): Nanoseconds {
  let end = time;
  for (let operation = 0; operation < operations; operation++) end += cost;
  return end;
}

/** Where the last one happened. */
export function lastStack({ words, from, operations }: LentOperations): StackId {
  return stackOf(words[from + (operations - 1) * LENT_WIDTH] ?? 0);
}
