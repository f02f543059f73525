// Linear memory as it was, again after a run. To copy all of it takes milliseconds, and most executions
// of one program write to the same few places. So blocks that were ever found changed are put back after
// each execution, and a part of the others is compared each time: a block that was changed for the first
// time is found within so many executions as there are parts. What takes time are misses of the cache,
// so little is touched.

/** Bytes that are put back together: most of what changes are counts of references, far apart. */
const BLOCK = 256;
const WORDS = BLOCK / 4;
/** Words; longer ranges are copied by a call, which takes as long as to copy so many one by one. */
const LONG = 256;
/** After so many resets each block was looked at. */
export const PARTS = 512;

/** After so many looks at everything that found nothing new, a part suffices. */
const LEARNING = 12;
/** So many more when one finds something after that. */
const AGAIN = 4;
/** Bytes of what belongs together, as Python hands out memory; and blocks of it that make it all. */
const PAGE = 4096;
const MANY_BLOCKS = 4;

/** In words. */
interface Range {
  readonly start: number;
  readonly end: number;
}

interface KeptRange extends Range {
  /** What it had, if it is long. */
  readonly kept: Int32Array | undefined;
}

export class MemoryReset {
  private readonly bytes: () => Uint8Array;
  private readonly image: Uint8Array;
  private readonly imageWords: Int32Array;
  private words: Int32Array = new Int32Array();
  /** What the ranges had, one after the other: a few pages that stay in the processor's cache. */
  private kept: Int32Array = new Int32Array();
  private readonly changing = new Set<number>();
  private ranges: readonly KeptRange[] = [];
  private part = 0;
  private toLearn = LEARNING;

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
    const hasNew = this.compare(0, this.follow());
    this.toLearn = hasNew ? Math.max(this.toLearn, AGAIN) : this.toLearn - 1;
    return hasNew;
  }

  learnAgain(): void {
    this.toLearn = LEARNING;
  }

  /** Not all that executions of this program change is known: all is to be compared. */
  get isLearning(): boolean {
    return this.toLearn > 0;
  }

  /** Puts back what is known to change. @returns true if the part that was compared had more */
  quick(): boolean {
    const blocks = this.follow();
    this.putBackKnown();
    const count = Math.ceil(blocks / PARTS);
    const first = this.part * count;
    this.part = (this.part + 1) % PARTS;
    return this.compare(first, Math.min(first + count, blocks));
  }

  /** Memory may have grown. @returns its blocks */
  private follow(): number {
    const bytes = this.bytes();
    if (this.words.buffer !== bytes.buffer) {
      this.words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 2);
    }
    return this.words.length / WORDS;
  }

  private compare(first: number, end: number): boolean {
    let hasNew = false;
    for (let block = this.changedFrom(first, end); block < end;) {
      this.putBack(block * WORDS, (block + 1) * WORDS);
      if (!this.changing.has(block)) {
        this.changing.add(block);
        hasNew = true;
      }
      block = this.changedFrom(block + 1, end);
    }
    if (hasNew) {
      this.fillPages();
      this.keepRanges();
    }
    return hasNew;
  }

  /** Where many blocks change are young objects, which lie elsewhere the next time. */
  private fillPages(): void {
    const perPage = PAGE / BLOCK;
    const counts = new Map<number, number>();
    for (const block of this.changing) {
      const page = Math.floor(block / perPage);
      counts.set(page, (counts.get(page) ?? 0) + 1);
    }
    for (const [page, count] of counts) {
      if (count < MANY_BLOCKS || count === perPage) continue;
      for (let index = 0; index < perPage; index++) this.changing.add(page * perPage + index);
    }
  }

  private keepRanges(): void {
    const all = new Int32Array(this.changing.size * WORDS);
    let at = 0;
    this.ranges = rangesOf(this.changing).map(({ start, end }) => {
      const kept = all.subarray(at, (at += end - start));
      kept.set(this.imageWords.subarray(start, end));
      return { start, end, kept: end - start > LONG ? kept : undefined };
    });
    this.kept = all;
  }

  private putBackKnown(): void {
    const { words, kept } = this;
    let at = 0;
    for (const { start, end, kept: long } of this.ranges) {
      if (long) {
        words.set(long, start);
        at += end - start;
      } else {
        for (let word = start; word < end; word++) words[word] = kept[at++] ?? 0;
      }
    }
  }

  /** The first block from `first` on that is not as it was; or `end`. */
  private changedFrom(first: number, end: number): number {
    const { words, imageWords } = this;
    const last = end * WORDS;
    const known = Math.min(last, imageWords.length);
    let word = first * WORDS;
    while (word < known && words[word] === imageWords[word]) word++;
    if (word >= known) while (word < last && words[word] === 0) word++;
    return Math.floor(word / WORDS);
  }

  private putBack(start: number, end: number): void {
    const { words, imageWords } = this;
    const known = Math.max(start, Math.min(end, imageWords.length));
    words.set(imageWords.subarray(start, known), start);
    words.fill(0, known, end);
  }
}

function rangesOf(blocks: ReadonlySet<number>): Range[] {
  const ranges: { start: number; end: number }[] = [];
  for (const block of [...blocks].sort((a, b) => a - b)) {
    const start = block * WORDS;
    const last = ranges.at(-1);
    if (last?.end === start) last.end += WORDS;
    else ranges.push({ start, end: start + WORDS });
  }
  return ranges;
}
