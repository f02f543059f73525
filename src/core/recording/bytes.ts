// Numbers to and from bytes. Integers have seven bits a byte, the lowest first (LEB128),
// so that small ones, which nearly all are, take one.

import { assert } from '../base/errors.ts';

const MORE = 0x80;
const NEGATIVE = 0x40;

export class ByteWriter {
  private bytes = new Uint8Array(4096);
  private count = 0;

  get length(): number {
    return this.count;
  }

  /** Forgets what was written after so many bytes. */
  takeBack(length: number): void {
    this.count = length;
  }

  byte(value: number): void {
    if (this.count === this.bytes.length) this.grow(1);
    this.bytes[this.count++] = value;
  }

  /** @param value an integer from 0 to 2^53-1 */
  unsigned(value: number): void {
    let rest = value;
    while (rest >= MORE) {
      this.byte((rest % MORE) + MORE);
      rest = Math.floor(rest / MORE);
    }
    this.byte(rest);
  }

  /** @param value a safe integer. The first byte has its sign and six bits of it. */
  signed(value: number): void {
    const size = Math.abs(value);
    const sign = value < 0 ? NEGATIVE : 0;
    if (size < NEGATIVE) return this.byte(sign + size);
    this.byte(MORE + sign + (size % NEGATIVE));
    this.unsigned(Math.floor(size / NEGATIVE));
  }

  double(value: number): void {
    this.all(new Uint8Array(new Float64Array([value]).buffer));
  }

  all(bytes: Uint8Array): void {
    if (this.count + bytes.length > this.bytes.length) this.grow(bytes.length);
    this.bytes.set(bytes, this.count);
    this.count += bytes.length;
  }

  /** Bytes after their number. */
  piece(bytes: Uint8Array): void {
    this.unsigned(bytes.length);
    this.all(bytes);
  }

  take(): Uint8Array {
    return this.bytes.subarray(0, this.count);
  }

  private grow(needed: number): void {
    const grown = new Uint8Array(Math.max(2 * this.bytes.length, this.count + needed));
    grown.set(this.bytes);
    this.bytes = grown;
  }
}

/** Its methods throw if there are no more bytes. */
export class ByteReader {
  private readonly bytes: Uint8Array;
  private position = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.position === this.bytes.length;
  }

  byte(): number {
    const byte = this.bytes[this.position++];
    assert(byte !== undefined, 'the bytes end too early');
    return byte;
  }

  unsigned(): number {
    let value = 0;
    for (let factor = 1; ; factor *= MORE) {
      const byte = this.byte();
      if (byte < MORE) return value + byte * factor;
      value += (byte - MORE) * factor;
    }
  }

  signed(): number {
    const byte = this.byte();
    const low = byte % NEGATIVE;
    const size = byte < MORE ? low : low + this.unsigned() * NEGATIVE;
    return byte & NEGATIVE ? -size : size;
  }

  double(): number {
    return new DataView(this.next(8).slice().buffer).getFloat64(0, true);
  }

  piece(): Uint8Array {
    return this.next(this.unsigned());
  }

  private next(count: number): Uint8Array {
    const start = this.position;
    this.position += count;
    assert(this.position <= this.bytes.length, 'the bytes end too early');
    return this.bytes.subarray(start, this.position);
  }
}
