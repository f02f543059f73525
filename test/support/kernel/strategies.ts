// Strategies that make a test's schedule obvious.

import type { Strategy } from '../../../src/core/schedule/strategy.ts';
import type { ThreadId } from '../../../src/core/base/ids.ts';

/** Switches at every point, to the thread that has been ready for longest. */
export const alwaysFirst: Strategy = {
  name: 'alwaysFirst',
  checksPerTick: 1,
  next: (point) => point.runnable[0] as ThreadId,
};
