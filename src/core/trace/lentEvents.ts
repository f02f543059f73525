// Operations on locks that were lent to a thread come many at a time, each a fixed time after the one
// before. On their way from the worker they are four words each instead of an event, as what one thread
// writes and another reads costs both of them by the byte.

import type { Nanoseconds, ThreadId } from '../base/ids.ts';
import { EVENT_WIDTH } from './batch.ts';

/** Words of one operation: code, stack, object, count. */
export const LENT_WIDTH = 4;

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
  let to = (slot + 1) * SLOT_WORDS;
  const end = lent.from + lent.operations * LENT_WIDTH;
  for (let at = lent.from; at < end; at++) words[to++] = lent.words[at] ?? 0;
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
    numbers[to] = words[at] ?? 0;
    numbers[to + 1] = time;
    numbers[to + 2] = by;
    numbers[to + 3] = words[at + 1] ?? 0;
    numbers[to + 4] = words[at + 2] ?? 0;
    numbers[to + 5] = words[at + 3] ?? 0;
  }
}

/** The same memory. */
export function wordsOf({ buffer, byteOffset, length }: Float64Array): Int32Array {
  return new Int32Array(buffer, byteOffset, length * WORDS_PER_DOUBLE);
}
