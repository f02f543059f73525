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
