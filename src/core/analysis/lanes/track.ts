// A value that changes in steps: the state of a thread, the owner of a lock, the length of a
// queue. Asking for the value at a step is a binary search; asking how long it had which kind in
// a window costs the same however much happened in it, as sums are kept for every few rows.

import type { Step } from '../../base/ids.ts';
import { Column } from './columns.ts';
import type { Clock } from './clock.ts';

/** Rows between two sums: few bytes a row, few rows to walk. */
const ROWS_PER_SUM = 32;

/** What an axis counts: nanoseconds of virtual time, or events. */
export type Axis = 'time' | 'step';

export interface TrackOptions {
  readonly clock: Clock;
  /** Kinds are numbers below this. */
  readonly kinds: number;
}

/** A part of the trace. */
export interface TrackRange {
  readonly first: Step;
  readonly last: Step;
  /** A row that is not after `first`: whoever knows one that is near saves a search. */
  readonly near?: number;
}

interface RowSpan {
  readonly first: number;
  readonly last: number;
  readonly start: Step;
  readonly end: Step;
}

/** Where amounts are added to, or taken away from. */
interface Sum {
  readonly axis: Axis;
  readonly sign: 1 | -1;
  readonly into: Float64Array;
}

export class Track {
  private readonly clock: Clock;
  private readonly kinds: number;
  private readonly from = Column.ids();
  private readonly kind = Column.bytes();
  private readonly value = Column.ids();
  private readonly extra = Column.ids();
  /** For each kind in turn, its time before row 0, 32, 64 … */
  private readonly timeSums = Column.times();
  private readonly stepSums = Column.times();
  /** The same before the last row. */
  private readonly time: Float64Array;
  private readonly steps: Float64Array;
  private lastTime = 0;

  constructor({ clock, kinds }: TrackOptions) {
    this.clock = clock;
    this.kinds = kinds;
    this.time = new Float64Array(kinds);
    this.steps = new Float64Array(kinds);
  }

  get length(): number {
    return this.from.length;
  }

  get bytes(): number {
    const columns = [this.from, this.kind, this.value, this.extra, this.timeSums, this.stepSums];
    return columns.reduce((sum, column) => sum + column.bytes, 0);
  }

  /** First step at which the row's value is there. */
  fromStep(row: number): Step {
    return this.from.at(row) as Step;
  }

  /** First step at which it is gone; for the last row, the end of the trace. */
  toStep(row: number): Step {
    return row + 1 < this.from.length ? (this.from.at(row + 1) as Step) : this.clock.length;
  }

  kindAt(row: number): number {
    return this.kind.at(row);
  }

  valueAt(row: number): number {
    return this.value.at(row);
  }

  extraAt(row: number): number {
    return this.extra.at(row);
  }

  /** The row that says what is so at a step; -1 before the first. */
  rowAt(step: Step): number {
    return this.from.lastAtMost(step);
  }

  /** As `rowAt`, if the answer is known not to be before `row`. */
  rowAtFrom(step: Step, row: number): number {
    return this.from.lastAtMostFrom(step, Math.max(0, row));
  }

  get lastKind(): number {
    return this.kind.at(this.length - 1);
  }

  get lastValue(): number {
    return this.value.at(this.length - 1);
  }

  get lastExtra(): number {
    return this.extra.at(this.length - 1);
  }

  /** Adds a row. `from` is not before that of the last row; of two at one step the later holds. */
  push(from: Step, kind: number, value: number, extra: number): void {
    this.addLast(from);
    this.from.push(from);
    this.kind.push(kind);
    this.value.push(value);
    this.extra.push(extra);
  }

  /** How long each kind lasted from one step to another. */
  amounts(axis: Axis, first: Step, last: Step): Float64Array {
    return this.amountsIn(axis, { first, last }, new Float64Array(this.kinds));
  }

  /** The same. @returns `into`, an amount for each kind */
  amountsIn<A extends Float64Array>(axis: Axis, range: TrackRange, into: A): A {
    const amounts = into.fill(0);
    const { first: start, last: end, near = 0 } = range;
    if (end <= start || this.length === 0) return amounts;
    const first = this.rowAtFrom(start, near);
    const last = this.rowAtFrom(end, first);
    const sum = { axis, into, sign: 1 } as const;
    if (last - first < 2 * ROWS_PER_SUM) {
      this.addRows(sum, { first, last, start, end });
      return amounts;
    }
    this.addBefore(sum, last, end);
    this.addBefore({ axis, into, sign: -1 }, first, start);
    return amounts;
  }

  /** True if there is any of a kind from one step to another, both included. */
  has(kind: number, range: TrackRange): boolean {
    const first = Math.max(0, this.rowAtFrom(range.first, range.near ?? 0));
    const last = this.rowAtFrom(range.last, first);
    for (let row = first; row <= last; row++) {
      if (this.kind.at(row) !== kind) continue;
      if (row === last || this.from.at(row + 1) > this.from.at(row)) return true;
    }
    return false;
  }

  /** Adds the amounts from the track's beginning to `end`, which is in the row `last`. */
  private addBefore(sum: Sum, last: number, end: Step): void {
    if (last < 0) return;
    const { axis, sign, into } = sum;
    const first = last - (last % ROWS_PER_SUM);
    const sums = axis === 'time' ? this.timeSums : this.stepSums;
    const offset = (first / ROWS_PER_SUM) * this.kinds;
    for (let kind = 0; kind < this.kinds; kind++) {
      into[kind] = (into[kind] ?? 0) + sign * sums.at(offset + kind);
    }
    this.addRows(sum, { first, last, start: this.fromStep(first), end });
  }

  /** Adds the rows from `start`, which is in the row `first`, to `end`, which is in `last`. */
  private addRows({ axis, sign, into }: Sum, rows: RowSpan): void {
    const { clock } = this;
    const first = Math.max(0, rows.first);
    let position = clock.position(axis, rows.first < 0 ? this.fromStep(0) : rows.start);
    for (let row = first; row <= rows.last; row++) {
      const start = position;
      position = clock.position(axis, row === rows.last ? rows.end : this.fromStep(row + 1));
      const kind = this.kind.at(row);
      into[kind] = (into[kind] ?? 0) + sign * (position - start);
    }
  }

  /** The last row ends where the next begins. */
  private addLast(end: Step): void {
    const time = this.clock.timeAt(end);
    const last = this.length - 1;
    if (last >= 0) {
      const kind = this.lastKind;
      this.time[kind] = (this.time[kind] ?? 0) + time - this.lastTime;
      this.steps[kind] = (this.steps[kind] ?? 0) + end - this.from.at(last);
    }
    this.lastTime = time;
    if (this.length % ROWS_PER_SUM > 0) return;
    for (let kind = 0; kind < this.kinds; kind++) {
      this.timeSums.push(this.time[kind] ?? 0);
      this.stepSums.push(this.steps[kind] ?? 0);
    }
  }
}
