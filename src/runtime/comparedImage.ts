// A copy of linear memory that WebAssembly compares with it and puts back from it, 16 bytes at a time
// (see reset.wat).

import resetBytes from './python/reset.wat';

/** Addresses in bytes, multiples of 64; `end` is the first that is not in it. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

const WASM_PAGE = 65_536;
/** Bytes before a range in the list, which say where it lies. */
const HEADING = 16;

export class ComparedImage {
  /** Bytes of linear memory when this was made. */
  readonly size: number;
  /** Up to `end`: the first address from `at` on where 64 bytes are not as they were; or `end`. */
  readonly changedFrom: (at: number, end: number) => number;
  readonly putBack: (at: number, length: number) => void;
  private readonly putBackRanges: (list: number, end: number) => void;
  private readonly memory: WebAssembly.Memory;
  private readonly length: number;
  /** The list of what is known to change lies behind the image. */
  private listEnd: number;

  /** @param python linear memory; `image` ends with what is zero from there on */
  constructor(python: WebAssembly.Memory, image: Uint8Array) {
    this.size = python.buffer.byteLength;
    this.listEnd = this.size;
    this.memory = new WebAssembly.Memory({ initial: this.size / WASM_PAGE });
    this.length = image.length;
    this.bytes.set(image);
    const imports = { memory: { python, image: this.memory } };
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(resetBytes), imports);
    this.changedFrom = exports['changed_from'] as typeof this.changedFrom;
    this.putBack = exports['put_back'] as typeof this.putBack;
    this.putBackRanges = exports['put_back_known'] as typeof this.putBackRanges;
  }

  /** The image without the zeros at its end; not to be kept. */
  get bytes(): Uint8Array {
    return new Uint8Array(this.memory.buffer, 0, this.length);
  }

  /** From now on these are put back by `putBackKnown`. */
  know(ranges: readonly Range[]): void {
    const { memory, size } = this;
    const lengths = ranges.map(({ start, end }) => HEADING + end - start);
    this.listEnd = lengths.reduce((sum, length) => sum + length, size);
    const missing = this.listEnd - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / WASM_PAGE));
    const bytes = new Uint8Array(memory.buffer);
    const words = new Uint32Array(memory.buffer);
    let at = size;
    for (const { start, end } of ranges) {
      words.set([start, end], at / 4);
      bytes.copyWithin(at + HEADING, start, end);
      at += HEADING + end - start;
    }
  }

  putBackKnown(): void {
    this.putBackRanges(this.size, this.listEnd);
  }
}
