// Events on their way from the worker: fixed-width numbers for the frequent kinds, so that a million
// of them are a few buffers and no objects; the rare kinds ride in `rich`.

import type { Step } from '../base/ids.ts';
import type { EventBody, Site, Stack } from './events.ts';

/** Doubles per event in `numbers`: code, time, by, at, a, b. */
export const EVENT_WIDTH = 6;

export interface TraceBatch {
  /** Step of the first event. */
  readonly from: Step;
  readonly numbers: Float64Array;
  /** Bodies of events that do not fit into two numbers; `a` is the index here. */
  readonly rich: readonly EventBody[];
  /** New sites and stacks, to be appended to the tables; ids start at 1. */
  readonly sites: readonly Site[];
  readonly stacks: readonly Stack[];
}
