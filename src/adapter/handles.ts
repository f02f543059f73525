// Numbers that the client holds for frames and values of a stop. They are never given twice, so
// what belongs to an earlier stop is known as such.

export class Handles {
  private readonly values = new Map<number, number>();
  private readonly numbers = new Map<number, number>();
  private next = 1;

  /** The client's number for one of the worker's; the same one for the same. */
  add(value: number): number {
    const known = this.numbers.get(value);
    if (known !== undefined) return known;
    const number = this.fresh();
    this.values.set(number, value);
    this.numbers.set(value, number);
    return number;
  }

  /** A number with nothing behind it. */
  fresh(): number {
    return this.next++;
  }

  valueOf(number: number): number | undefined {
    return this.values.get(number);
  }

  clear(): void {
    this.values.clear();
    this.numbers.clear();
  }
}
