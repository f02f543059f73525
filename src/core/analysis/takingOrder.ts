// The order of locks that cures and fixes ask for. One rule, as both are shown side by side.

import type { ObjectId } from '../base/ids.ts';

/** One thread's part of a circle: the lock that it wants. */
interface RingPart {
  readonly object: ObjectId;
}

/**
 * Any order of the locks would do. This one begins with the lock that was made first and goes on
 * round the ring, so that only one thread deviates from it: the first part's, which holds the last
 * lock when it wants the first.
 *
 * @param ring each part's thread holds what the part before it wants
 */
export function inTakingOrder<Part extends RingPart>(ring: readonly Part[]): readonly Part[] {
  const first = Math.min(...ring.map(({ object }) => object));
  const start = ring.findIndex(({ object }) => object === first);
  return [...ring.slice(start), ...ring.slice(0, start)];
}
