// What must happen before what under every schedule: by start and join, and by signals (an event
// set, an item put, a notify). Locks order nothing: who takes one first is up to the schedule.
// Vector clocks as in Lamport 1978 and Mattern 1989, but a thread's own count moves on only when
// something was stamped since its last signal, so a run without nested locks copies none.

import type { ObjectId, ThreadId } from '../../base/ids.ts';

/**
 * Latest known count of each thread. Counts of neighbouring ids lie in one chunk, which clocks share
 * as long as it is the same: with a thousand threads whole clocks would cost more than all else.
 */
export type Clock = readonly (Chunk | undefined)[];

/** Counts; missing is 0. */
type Chunk = readonly (number | undefined)[];

/** Ids in a chunk, as a power of two. */
const CHUNK_BITS = 5;
const INDEX = (1 << CHUNK_BITS) - 1;

export interface Stamp {
  readonly thread: ThreadId;
  readonly count: number;
  readonly clock: Clock;
}

/** True if neither must come before the other. */
export function areConcurrent(one: Stamp, other: Stamp): boolean {
  return !isBefore(one, other) && !isBefore(other, one);
}

function isBefore(one: Stamp, other: Stamp): boolean {
  return one.thread === other.thread || isKnownBefore(one, other);
}

/** True if `one` of another thread comes before `other` under every schedule. */
export function isKnownBefore(one: Stamp, other: Stamp): boolean {
  return countIn(other.clock, one.thread) >= one.count;
}

const START: Clock = [];

export class HappensBefore {
  private readonly clocks: Clock[] = [];
  /** Threads whose clock others may know: the next stamp begins a new count. */
  private readonly hasSent: boolean[] = [];
  private readonly channels = new Map<ObjectId, Clock>();

  /** The time of what `thread` does now. Changes only after it has sent something. */
  stamp(thread: ThreadId): Stamp {
    const clock = this.clocks[thread] ?? START;
    const count = countIn(clock, thread);
    if (count > 0 && !this.hasSent[thread]) return { thread, count, clock };
    const next = withCount(clock, thread, count + 1);
    this.clocks[thread] = next;
    this.hasSent[thread] = false;
    return { thread, count: count + 1, clock: next };
  }

  /** What the thread knows; undefined if its next stamp will be a new one. */
  clockOf(thread: ThreadId): Clock | undefined {
    return this.hasSent[thread] ? undefined : this.clocks[thread];
  }

  /** True if `stamp` would answer the same again. */
  isCurrent({ thread, clock }: Stamp): boolean {
    return !this.hasSent[thread] && this.clocks[thread] === clock;
  }

  /** A number that is the same as long as `stamp` would be. */
  epoch(thread: ThreadId): number {
    const count = countIn(this.clocks[thread] ?? START, thread);
    return this.hasSent[thread] || count === 0 ? -1 : count;
  }

  /** What `from` has done comes before all that `to` does from now on. */
  order(from: ThreadId, to: ThreadId): void {
    this.hasSent[from] = true;
    this.clocks[to] = joined(this.clocks[to] ?? START, this.clocks[from] ?? START);
  }

  send(thread: ThreadId, channel: ObjectId): void {
    const clock = this.clocks[thread];
    if (clock === undefined || clock === START) return;
    this.hasSent[thread] = true;
    this.channels.set(channel, joined(this.channels.get(channel) ?? START, clock));
  }

  receive(thread: ThreadId, channel: ObjectId): void {
    const clock = this.channels.get(channel);
    if (clock) this.clocks[thread] = joined(this.clocks[thread] ?? START, clock);
  }

  forget(channel: ObjectId): void {
    this.channels.delete(channel);
  }
}

function countIn(clock: Clock, thread: ThreadId): number {
  return clock[thread >> CHUNK_BITS]?.[thread & INDEX] ?? 0;
}

function withCount(clock: Clock, thread: ThreadId, count: number): Clock {
  const chunk = (clock[thread >> CHUNK_BITS] ?? []).slice();
  chunk[thread & INDEX] = count;
  const result = clock.slice();
  result[thread >> CHUNK_BITS] = chunk;
  return result;
}

/** `one` if it knows all that the other does. */
function joined(one: Clock, other: Clock): Clock {
  if (one === other || one.length === 0) return other;
  let result: (Chunk | undefined)[] | undefined;
  for (let index = 0; index < other.length; index++) {
    const mine = one[index];
    const theirs = other[index];
    if (mine === theirs || theirs === undefined) continue;
    const both = mine === undefined ? theirs : joinedChunk(mine, theirs);
    if (both === mine) continue;
    result ??= one.slice();
    result[index] = both;
  }
  return result ?? one;
}

/** One of the two if it knows all that the other does. */
function joinedChunk(one: Chunk, other: Chunk): Chunk {
  let [oneHasMore, otherHasMore] = [one.length > other.length, false];
  for (let index = 0; index < other.length; index++) {
    const difference = (one[index] ?? 0) - (other[index] ?? 0);
    if (difference > 0) oneHasMore = true;
    else if (difference < 0) otherHasMore = true;
  }
  if (!otherHasMore) return one;
  if (!oneHasMore) return other;
  const result = one.slice();
  for (let index = 0; index < other.length; index++) {
    result[index] = Math.max(one[index] ?? 0, other[index] ?? 0);
  }
  return result;
}
