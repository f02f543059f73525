// Most events of a run that locks much are pairs: a lock is taken and given back at once.

import { EVENT_WIDTH } from './batch.ts';
import { EventCode } from './encode.ts';

/** True if the event at `index` takes a lock that its thread gives back in the next one. */
export function isLockPair(numbers: Float64Array, index: number): boolean {
  const [taken, given] = [index * EVENT_WIDTH, (index + 1) * EVENT_WIDTH];
  return (
    numbers[taken] === EventCode.acquire &&
    numbers[given] === EventCode.release &&
    numbers[given + 2] === numbers[taken + 2] &&
    numbers[given + 4] === numbers[taken + 4] &&
    numbers[given + 5] === 0
  );
}

/**
 * Where the pairs end, from `index` on and before `end`, that are the same as the pair before: all but
 * their time, as a loop makes them.
 */
export function afterSamePairs(numbers: Float64Array, index: number, end: number): number {
  let next = index;
  while (next + 1 < end && isSame(numbers, next) && isSame(numbers, next + 1)) next += 2;
  return next;
}

/** True if an event is the same as the second before it, but for its time. */
function isSame(numbers: Float64Array, index: number): boolean {
  const at = index * EVENT_WIDTH;
  const before = at - 2 * EVENT_WIDTH;
  return (
    numbers[at] === numbers[before] &&
    numbers[at + 2] === numbers[before + 2] &&
    numbers[at + 3] === numbers[before + 3] &&
    numbers[at + 4] === numbers[before + 4] &&
    numbers[at + 5] === numbers[before + 5]
  );
}
