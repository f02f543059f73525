// Interrupts at any point, by chance: finds schedules that round robin never shows.

import type { SchedulingPoint, Strategy } from './strategy.ts';
import type { ThreadId } from '../base/ids.ts';
import { createRandomSource } from './randomSource.ts';

/** A small prime: often enough to fall between a read and a write of the same variable. */
const CHECKS_PER_TICK = 7;

/** Chance to leave the current thread at a point where it could go on. */
export const PREEMPTION_PROBABILITY = 1 / 8;

/** The same seed makes the same choices. @param seed an integer; 32 bits of it count */
export function createRandomStrategy(seed: number): Strategy {
  const draw = createRandomSource(seed);
  return {
    name: 'random',
    checksPerTick: CHECKS_PER_TICK,
    next(point) {
      const { kind, runnable } = point;
      if (kind === 'blocked') return pick(point, runnable.length, draw());
      const mayStay = kind !== 'yield' && !point.isQuantumOver;
      if (mayStay && draw() >= PREEMPTION_PROBABILITY) return point.current;
      // The current thread is the last one.
      return pick(point, runnable.length - 1, draw());
    },
  };
}

function pick(point: SchedulingPoint, count: number, fraction: number): ThreadId {
  return point.runnable[Math.floor(fraction * count)] ?? point.current;
}
