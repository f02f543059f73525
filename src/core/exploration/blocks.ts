// How the schedules of a search are dealt out. They are numbered from 0, and what a number means
// follows from it and from the seed alone; workers take blocks of them in order. Once a block has
// settled the matter (it failed, or it was all there is), no later one is begun, and all earlier ones
// are finished: so what is reported does not depend on how many workers there are or how fast.
//
// The portfolio: first the schedule of a quiet machine, then some by chance, which find what is easy;
// then one worker tries all there are, each once, as far as a part of the budget goes, while the
// others go on by chance.

export interface Block {
  readonly index: number;
  readonly first: number;
  /** At most; at least 1. */
  readonly count: number;
  readonly kind:
    /** The schedule of a quiet machine. */
    | 'first'
    /** By chance. */
    | 'sample'
    /** Each there is, once. */
    | 'all';
}

export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

export interface Plan {
  /** Schedules in all shards together; Infinity: as many as there are. */
  readonly schedules: number;
  /** Nothing but all there are, after the first samples. */
  readonly isExhaustive: boolean;
  readonly shard: Shard;
}

/** Blocks by chance double up to this, so that an early failure costs few schedules. */
const LARGEST = 256;
/** The block in which all schedules are tried. */
const ALL_AT = 8;
/** Finished even if an earlier one has a failure: is it on every schedule? */
const LEAST = 3;

export class Blocks {
  private readonly plan: Plan;
  private index = 0;
  private next = 0;
  private last = Infinity;

  constructor(plan: Plan) {
    this.plan = plan;
  }

  /** The next block for a worker; undefined if there is none. */
  take(): Block | undefined {
    const { shard } = this.plan;
    for (;;) {
      const block = this.peek();
      if (block === undefined) return undefined;
      this.index++;
      this.next += block.count;
      // All shards begin alike, with the schedule that says what the program is.
      if (block.index === 0 || isOf(shard, block.index)) return block;
    }
  }

  /** The block of all there are is this shard's to try. */
  get hasAll(): boolean {
    return isOf(this.plan.shard, ALL_AT);
  }

  /** A block has settled the matter: later ones don't count any more. */
  settledIn(block: Block): void {
    this.last = Math.min(this.last, Math.max(block.index, LEAST));
  }

  matters({ index }: Block): boolean {
    return index <= this.last;
  }

  private peek(): Block | undefined {
    const { index, next } = this;
    const left = this.plan.schedules - next;
    // After as many as there are nothing is left.
    if (!(left > 0) || index > this.last) return undefined;
    if (index === ALL_AT) return { index, first: next, count: this.countOfAll(left), kind: 'all' };
    const size = Math.min(LARGEST, 2 ** Math.max(0, index - 1));
    const kind = index === 0 ? 'first' : 'sample';
    return { index, first: next, count: Math.min(size, left), kind };
  }

  /** Half of what is left goes to it. */
  private countOfAll(left: number): number {
    return this.plan.isExhaustive ? left : Math.ceil(left / 2);
  }
}

function isOf({ index, count }: Shard, block: number): boolean {
  return block % count === index - 1;
}
