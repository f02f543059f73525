// Linear memory as the snapshot has it, again after a run. To copy all of it takes milliseconds, and
// most executions of one program write to the same few pages. So those that were ever found changed
// are put back after each execution, and a part of the others is compared each time: a page that was
// changed for the first time is found within so many executions as there are parts.

/** Bytes that are put back together. */
const PAGE = 4096;
const WORDS = PAGE / 4;
/** After so many resets each page was looked at. */
export const PARTS = 128;

interface Range {
  readonly start: number;
  readonly end: number;
}

export class MemoryReset {
  private readonly bytes: () => Uint8Array;
  private readonly image: Uint8Array;
  private readonly imageWords: Int32Array;
  private readonly changing = new Set<number>();
  private ranges: readonly Range[] = [];
  private part = 0;

  /** @param bytes linear memory, which may grow; `image` ends with what is zero from there on */
  constructor(bytes: () => Uint8Array, image: Uint8Array) {
    this.bytes = bytes;
    this.image = image;
    const isAligned = image.byteOffset % 4 === 0;
    const source = isAligned ? image : new Uint8Array(image);
    this.imageWords = new Int32Array(source.buffer, source.byteOffset, source.length >>> 2);
  }

  /** Whatever was changed. */
  full(): void {
    const bytes = this.bytes();
    bytes.set(this.image);
    bytes.fill(0, this.image.length);
  }

  /** The same, and notes what was changed. @returns true if that was not known to change */
  compareAll(): boolean {
    return this.compare(0, this.pageCount());
  }

  /** Puts back what is known to change. @returns true if the part that was compared had more */
  quick(): boolean {
    const bytes = this.bytes();
    for (const { start, end } of this.ranges) this.putBack(bytes, start, end);
    const count = Math.ceil(this.pageCount() / PARTS);
    const first = this.part * count;
    this.part = (this.part + 1) % PARTS;
    return this.compare(first, Math.min(first + count, this.pageCount()));
  }

  private pageCount(): number {
    return this.bytes().length / PAGE;
  }

  private compare(first: number, end: number): boolean {
    const bytes = this.bytes();
    const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 2);
    let hasNew = false;
    for (let page = first; page < end; page++) {
      if (!this.isChanged(words, page * WORDS)) continue;
      this.putBack(bytes, page * PAGE, (page + 1) * PAGE);
      if (this.changing.has(page)) continue;
      this.changing.add(page);
      hasNew = true;
    }
    if (hasNew) this.ranges = rangesOf(this.changing);
    return hasNew;
  }

  private isChanged(words: Int32Array, start: number): boolean {
    const { imageWords } = this;
    const known = Math.min(start + WORDS, imageWords.length);
    for (let word = start; word < known; word++) if (words[word] !== imageWords[word]) return true;
    for (let word = Math.max(start, known); word < start + WORDS; word++) {
      if (words[word] !== 0) return true;
    }
    return false;
  }

  private putBack(bytes: Uint8Array, start: number, end: number): void {
    const { image } = this;
    if (start < image.length) bytes.set(image.subarray(start, Math.min(end, image.length)), start);
    if (end > image.length) bytes.fill(0, Math.max(start, image.length), end);
  }
}

function rangesOf(pages: ReadonlySet<number>): Range[] {
  const ranges: { start: number; end: number }[] = [];
  for (const page of [...pages].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last?.end === page * PAGE) last.end += PAGE;
    else ranges.push({ start: page * PAGE, end: (page + 1) * PAGE });
  }
  return ranges;
}
