// Operations on locks that were lent to a thread come many at a time, each a fixed time after the one
// before. On their way from the worker they are two words each instead of an event, as what one thread
// writes and another reads costs both of them by the byte.

import type { Nanoseconds, StackId, ThreadId } from '../base/ids.ts';
import { EVENT_WIDTH } from './batch.ts';

/** Words of one operation: stack and code, then count and object. */
export const LENT_WIDTH = 2;
const CODE_BITS = 3;
const OBJECT_BITS = 24;
/** Operations on others are not lent; nor those after which a count would be more than 255. */
export const MOST_OBJECTS = 1 << OBJECT_BITS;

export interface LentOperations {
  readonly by: ThreadId;
  /** Of the first; each of the others is `cost` later. */
  readonly time: Nanoseconds;
  readonly cost: Nanoseconds;
  readonly operations: number;
  /** Where they are: `LENT_WIDTH` words each, from an index on. */
  readonly words: Int32Array;
  readonly from: number;
}

/** No event has this code: behind it are operations. */
export const LENT = -1;
const WORDS_PER_DOUBLE = Float64Array.BYTES_PER_ELEMENT / Int32Array.BYTES_PER_ELEMENT;
const SLOT_WORDS = EVENT_WIDTH * WORDS_PER_DOUBLE;

/** How many events' room they need. */
export function lentSlots(operations: number): number {
  return 1 + Math.ceil((operations * LENT_WIDTH) / SLOT_WORDS);
}

/** Writes them into the numbers of a batch. @param words the same memory as `numbers` */
export function writeLent(
  numbers: Float64Array,
  words: Int32Array,
  slot: number,
  lent: LentOperations,
): void {
  let offset = slot * EVENT_WIDTH;
  numbers[offset++] = LENT;
  numbers[offset++] = lent.time;
  numbers[offset++] = lent.by;
  numbers[offset++] = lent.cost;
  numbers[offset] = lent.operations;
  const end = lent.from + lent.operations * LENT_WIDTH;
  words.set(lent.words.subarray(lent.from, end), (slot + 1) * SLOT_WORDS);
}

/** The numbers of a batch with an event for each operation, in memory of their own. @param events in all */
export function unpacked(numbers: Float64Array, events: number): Float64Array {
  const all = new Float64Array(events * EVENT_WIDTH);
  const words = wordsOf(numbers);
  let to = 0;
  for (let at = 0; at < numbers.length; at += EVENT_WIDTH) {
    if (numbers[at] !== LENT) {
      for (let index = at; index < at + EVENT_WIDTH; index++) all[to++] = numbers[index] ?? 0;
      continue;
    }
    const lent = readLent(numbers, words, at);
    writeEvents(all, to, lent);
    to += lent.operations * EVENT_WIDTH;
    at += (lentSlots(lent.operations) - 1) * EVENT_WIDTH;
  }
  return all;
}

/** @param at where their head is */
function readLent(numbers: Float64Array, words: Int32Array, at: number): LentOperations {
  return {
    time: numbers[at + 1] ?? 0,
    by: numbers[at + 2] as ThreadId,
    cost: numbers[at + 3] ?? 0,
    operations: numbers[at + 4] ?? 0,
    words,
    from: (at + EVENT_WIDTH) * WORDS_PER_DOUBLE,
  };
}

function writeEvents(numbers: Float64Array, offset: number, lent: LentOperations): void {
  const { words, by, cost } = lent;
  let [at, to, time] = [lent.from, offset, lent.time];
  const end = at + lent.operations * LENT_WIDTH;
  for (; at < end; at += LENT_WIDTH, to += EVENT_WIDTH, time += cost) {
    const place = words[at] ?? 0;
    const change = words[at + 1] ?? 0;
    numbers[to] = codeOf(place);
    numbers[to + 1] = time;
    numbers[to + 2] = by;
    numbers[to + 3] = stackOf(place);
    numbers[to + 4] = objectOf(change);
    numbers[to + 5] = countOf(change);
  }
}

/** Of the first word of an operation; so in `stackOf`. */
export function codeOf(place: number): number {
  return place & ((1 << CODE_BITS) - 1);
}

export function stackOf(place: number): StackId {
  return (place >>> CODE_BITS) as StackId;
}

/** Of the second word; so in `countOf`. */
export function objectOf(change: number): number {
  return change & (MOST_OBJECTS - 1);
}

export function countOf(change: number): number {
  return change >>> OBJECT_BITS;
}

/** The same memory. */
export function wordsOf({ buffer, byteOffset, length }: Float64Array): Int32Array {
  return new Int32Array(buffer, byteOffset, length * WORDS_PER_DOUBLE);
}
