// How the schedules of a search are dealt out. They are numbered from 0, and what a number means
// follows from it and from the seed alone; workers take blocks of them in order. Once a block has a
// failure, no later one is begun, and all earlier ones are finished: so what is reported does not
// depend on how many workers there are or how fast they were.

export interface Block {
  readonly index: number;
  readonly first: number;
  /** At least 1. */
  readonly count: number;
}

export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/** Blocks double up to this, so that an early failure costs few schedules. */
const LARGEST = 32;
/** Finished even if an earlier one has a failure: is it on every schedule? */
const LEAST = 3;

export class Blocks {
  private readonly most: number;
  private readonly shard: Shard;
  private index = 0;
  private next = 0;
  private last = Infinity;

  /** @param most schedules in all shards together */
  constructor(most: number, shard: Shard) {
    this.most = most;
    this.shard = shard;
  }

  /** The next block for a worker; undefined if there is none. */
  take(): Block | undefined {
    for (;;) {
      const block = this.peek();
      if (block === undefined) return undefined;
      this.index++;
      this.next += block.count;
      // All shards begin alike, with the schedule that says what the program is.
      if (block.index === 0 || block.index % this.shard.count === this.shard.index - 1)
        return block;
    }
  }

  /** A block has a failure: later ones don't matter any more. */
  failedIn(block: Block): void {
    this.last = Math.min(this.last, Math.max(block.index, LEAST));
  }

  matters({ index }: Block): boolean {
    return index <= this.last;
  }

  private peek(): Block | undefined {
    const { index, next } = this;
    if (next >= this.most || index > this.last) return undefined;
    const size = Math.min(LARGEST, 2 ** Math.max(0, index - 1));
    return { index, first: next, count: Math.min(size, this.most - next) };
  }
}
