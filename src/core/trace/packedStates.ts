// States of objects in one number each, for the kinds that change often; undefined for the few that
// do not fit, which ride as objects (see encode.ts).

import { assert } from '../base/errors.ts';
import type { ObjectState } from './events.ts';

type StateOf<K extends ObjectState['kind']> = Extract<ObjectState, { readonly kind: K }>;

const SEMAPHORE_BASE = 2 ** 26;
const QUEUE_BASE = 2 ** 16;
/** As `concurrent.futures` calls them. */
const FUTURE_PHASES = ['PENDING', 'RUNNING', 'CANCELLED', 'CANCELLED_AND_NOTIFIED', 'FINISHED'];

/** value * 2^26 + initial */
export function packSemaphore({ value, initial }: StateOf<'semaphore'>): number | undefined {
  const isPackable = fits(value, SEMAPHORE_BASE) && fits(initial, SEMAPHORE_BASE);
  return isPackable ? value * SEMAPHORE_BASE + initial : undefined;
}

export function unpackSemaphore(packed: number): StateOf<'semaphore'> {
  const value = Math.floor(packed / SEMAPHORE_BASE);
  return { kind: 'semaphore', value, initial: packed - value * SEMAPHORE_BASE };
}

/** ((size * 2^16 + maxsize) * 2^16 + unfinished) * 2, and 1 if it is shut down */
export function packQueue(state: StateOf<'queue'>): number | undefined {
  const { size, maxsize, unfinished, isShutdown } = state;
  if (!fits(size, QUEUE_BASE) || !fits(maxsize, QUEUE_BASE) || !fits(unfinished, QUEUE_BASE)) {
    return undefined;
  }
  const counts = (size * QUEUE_BASE + maxsize) * QUEUE_BASE + unfinished;
  return counts * 2 + Number(isShutdown);
}

export function unpackQueue(packed: number): StateOf<'queue'> {
  const counts = Math.floor(packed / 2);
  const sizes = Math.floor(counts / QUEUE_BASE);
  const size = Math.floor(sizes / QUEUE_BASE);
  const maxsize = sizes - size * QUEUE_BASE;
  const unfinished = counts - sizes * QUEUE_BASE;
  return { kind: 'queue', size, maxsize, unfinished, isShutdown: packed % 2 === 1 };
}

/** Its phase's index. */
export function packFuture({ phase }: StateOf<'future'>): number | undefined {
  const index = FUTURE_PHASES.indexOf(phase);
  return index < 0 ? undefined : index;
}

export function unpackFuture(packed: number): StateOf<'future'> {
  const phase = FUTURE_PHASES[packed];
  assert(phase !== undefined, `a Future has no phase ${packed}`);
  return { kind: 'future', phase };
}

function fits(value: number, base: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < base;
}
