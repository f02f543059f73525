// Linear memory as it was, again after a run. To copy all of it takes milliseconds, and most executions
// of one program write to the same few places. So blocks that were ever found changed are put back after
// each execution, and a part of the others is compared each time: a block that was changed for the first
// time is found within so many executions as there are parts. What takes time are misses of the cache,
// so little is touched.

import { ComparedImage, type Range } from './comparedImage.ts';

/** Bytes that are put back together: most of what changes are counts of references, far apart. */
const BLOCK = 128;
/** After so many resets each block was looked at. */
export const PARTS = 2048;

/** After so many looks at everything that found nothing new, a part suffices. */
const LEARNING = 12;
/** So many more when one finds something after that. */
const AGAIN = 4;
/** Bytes of what belongs together, as Python hands out memory; and blocks of it that make it all. */
const PAGE = 4096;
const MANY_BLOCKS = 8;

export class MemoryReset {
  private readonly memory: WebAssembly.Memory;
  private image: Uint8Array | ComparedImage;
  private readonly changing = new Set<number>();
  private part = 0;
  private toLearn = LEARNING;

  /** @param memory linear memory, which may grow; `image` ends with what is zero from there on */
  constructor(memory: WebAssembly.Memory, image: Uint8Array) {
    this.memory = memory;
    this.image = image;
  }

  /** Whatever was changed. */
  full(): void {
    const image = bytesOf(this.image);
    const bytes = new Uint8Array(this.memory.buffer);
    bytes.set(image);
    bytes.fill(0, image.length);
  }

  /** The same, and notes what was changed. @returns true if that was not known to change */
  compareAll(): boolean {
    const image = this.comparedImage();
    const hasNew = this.compare(image, 0, image.size / BLOCK);
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
    const image = this.comparedImage();
    image.putBackKnown();
    const blocks = image.size / BLOCK;
    const count = Math.ceil(blocks / PARTS);
    const first = this.part * count;
    this.part = (this.part + 1) % PARTS;
    return this.compare(image, first, Math.min(first + count, blocks));
  }

  /** Made when it is needed, as most never are; anew when memory has grown. */
  private comparedImage(): ComparedImage {
    const { memory, image } = this;
    if ('bytes' in image && image.size === memory.buffer.byteLength) return image;
    const made = new ComparedImage(memory, bytesOf(image));
    made.know(this.ranges());
    this.image = made;
    return made;
  }

  private compare(image: ComparedImage, first: number, end: number): boolean {
    let hasNew = false;
    for (let block = changedFrom(image, first, end); block < end;) {
      image.putBack(block * BLOCK, BLOCK);
      if (!this.changing.has(block)) {
        this.changing.add(block);
        hasNew = true;
      }
      block = changedFrom(image, block + 1, end);
    }
    if (hasNew) {
      this.fillPages();
      image.know(this.ranges());
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

  /** What changes. */
  private ranges(): Range[] {
    const ranges: { start: number; end: number }[] = [];
    for (const block of [...this.changing].sort((a, b) => a - b)) {
      const start = block * BLOCK;
      const last = ranges.at(-1);
      if (last?.end === start) last.end += BLOCK;
      else ranges.push({ start, end: start + BLOCK });
    }
    return ranges;
  }
}

/** The first block from `first` on that is not as it was; or `end`. */
function changedFrom(image: ComparedImage, first: number, end: number): number {
  return Math.floor(image.changedFrom(first * BLOCK, end * BLOCK) / BLOCK);
}

function bytesOf(image: Uint8Array | ComparedImage): Uint8Array {
  return 'bytes' in image ? image.bytes : image;
}
