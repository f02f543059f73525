// State of a Lock or RLock. Only `lockOperations` writes to it.

import type { ObjectId, ThreadId } from '../../core/base/ids.ts';
import { NO_THREAD } from '../../core/base/ids.ts';
import type { LocationId } from '../../core/schedule/operation.ts';
import { NOWHERE } from '../../core/schedule/operation.ts';
import type { Contention } from './exploring.ts';
import type { Wait } from '../../core/trace/events.ts';
import type { KernelThread } from './kernelThread.ts';

/** Where a lock's count and owner are, and its object while operations on it are lent. */
export interface LockCell {
  readonly cells: Int32Array;
  readonly at: number;
  /** Operations on it may be lent to threads (see lease.ts). */
  readonly mayBeLent: boolean;
}

const [COUNT, OWNER, LENT] = [0, 1, 2] as const;
export const CELL_WIDTH = 4;
/** 64 bytes: a larger array has its memory outside V8's heap, and takes several times as long to make. */
const CELLS_AT_A_TIME = 4;

/** Cells of locks that are never lent. */
export class OwnCells {
  private cells = new Int32Array();
  private next = 0;

  take(): LockCell {
    if (this.next === this.cells.length) {
      this.cells = new Int32Array(CELLS_AT_A_TIME * CELL_WIDTH);
      this.next = 0;
    }
    const at = this.next;
    this.next += CELL_WIDTH;
    return { cells: this.cells, at, mayBeLent: false };
  }
}

export class KernelLock implements Contention {
  /** 0: hidden, no events about it (the locks that waiters of a Condition block on). */
  readonly object: ObjectId;
  /** NOWHERE: what is done with it is of no interest to others. */
  readonly location: LocationId;
  /** When exploring: its operations are announced. */
  readonly isAnnounced: boolean;
  private hasWoken = false;
  // Most locks are never waited for, and many are made: what only a wait needs is made with it.
  private parked: KernelThread[] | undefined = undefined;
  private wouldTake: KernelThread[] | undefined = undefined;
  private shown: Wait | undefined = undefined;
  private readonly cells: Int32Array;
  private readonly at: number;
  private readonly mayBeLent: boolean;

  constructor(object: ObjectId, location: LocationId, isAnnounced: boolean, cell: LockCell) {
    this.object = object;
    this.location = location;
    this.isAnnounced = isAnnounced && location !== NOWHERE;
    this.mayBeLent = cell.mayBeLent;
    this.cells = cell.cells;
    this.at = cell.at;
    this.count = 0;
    this.owner = NO_THREAD;
    this.lendOrKeep();
  }

  /** Parked threads, first in line first. */
  get waiters(): KernelThread[] {
    return (this.parked ??= []);
  }

  get contenders(): KernelThread[] {
    return (this.wouldTake ??= []);
  }

  /** The first in line, if somebody is. */
  get firstWaiter(): KernelThread | undefined {
    return this.parked?.[0];
  }

  /** How waiting for it is shown. */
  get wait(): Wait {
    return (this.shown ??= { kind: 'lock', object: this.object });
  }

  get owner(): ThreadId {
    return this.cells[this.at + OWNER] as ThreadId;
  }

  set owner(owner: ThreadId) {
    this.cells[this.at + OWNER] = owner;
  }

  /** Recursion count; 0 when free, 1 for a Lock that is taken. */
  get count(): number {
    return this.cells[this.at + COUNT] ?? 0;
  }

  set count(count: number) {
    this.cells[this.at + COUNT] = count;
  }

  /** Operations on it are lent. */
  get isLent(): boolean {
    return this.mayBeLent && this.cells[this.at + LENT] !== 0;
  }

  /** A waiter has been woken and has not run yet; another need not be woken. */
  get isWakePending(): boolean {
    return this.hasWoken;
  }

  set isWakePending(isPending: boolean) {
    this.hasWoken = isPending;
    this.lendOrKeep();
  }

  /** It is gone. */
  withhold(): void {
    if (this.mayBeLent) this.cells[this.at + LENT] = 0;
  }

  /**
   * Who waits for it has changed: operations on it may be lent if it wakes nobody that it is given
   * back. To take a free lock is allowed to all, whoever waits.
   */
  lendOrKeep(): void {
    if (!this.mayBeLent) return;
    const wakesNobody = this.hasWoken || this.firstWaiter === undefined;
    this.cells[this.at + LENT] = wakesNobody ? this.object : 0;
  }
}
