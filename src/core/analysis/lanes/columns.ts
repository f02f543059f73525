// Columns of numbers that grow at the end: a row of a million-row table costs its bytes and no
// object.

type Numbers = Uint8Array | Uint32Array | Float64Array;

/** Numbers in a typed array that doubles when it is full. Rows that are not there read as 0. */
export class Column<A extends Numbers = Numbers> {
  private readonly make: (length: number) => A;
  private values: A;
  private count = 0;

  private constructor(make: (length: number) => A) {
    this.make = make;
    this.values = make(8);
  }

  /** 0 to 255. */
  static bytes(): Column<Uint8Array> {
    return new Column((length) => new Uint8Array(length));
  }

  /** Ids and steps: 0 to 2^32-1. */
  static ids(): Column<Uint32Array> {
    return new Column((length) => new Uint32Array(length));
  }

  /** Times and sums. */
  static times(): Column<Float64Array> {
    return new Column((length) => new Float64Array(length));
  }

  get length(): number {
    return this.count;
  }

  get bytes(): number {
    return this.values.byteLength;
  }

  at(row: number): number {
    return row < this.count ? (this.values[row] ?? 0) : 0;
  }

  push(value: number): void {
    if (this.count === this.values.length) this.grow();
    this.values[this.count++] = value;
  }

  /** Replaces the last row. */
  setLast(value: number): void {
    this.values[this.count - 1] = value;
  }

  /** The last row whose value is at most `limit`, in an ascending column; -1 if there is none. */
  lastAtMost(limit: number): number {
    return this.lastAtMostFrom(limit, 0);
  }

  /** As `lastAtMost`, where the answer is known to be at `start` - 1 or later: near is fast. */
  lastAtMostFrom(limit: number, start: number): number {
    let stride = 1;
    let low = start;
    while (low + stride - 1 < this.count && this.at(low + stride - 1) <= limit) {
      low += stride;
      stride *= 2;
    }
    let high = Math.min(this.count, low + stride - 1);
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.at(middle) <= limit) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  private grow(): void {
    const grown = this.make(this.values.length * 2);
    grown.set(this.values);
    this.values = grown;
  }
}
