// Fair and quiet: first come, first served, and nobody is interrupted before the end of his
// switch interval. Close to what a real GIL does on an idle machine.

import type { SchedulingPoint, Strategy } from './strategy.ts';
import type { ThreadId } from '../base/ids.ts';

/** A prime, so that a loop isn't always interrupted at the same of its checks. */
const CHECKS_PER_TICK = 101;

export function createRoundRobin(): Strategy {
  return {
    name: 'roundRobin',
    checksPerTick: CHECKS_PER_TICK,
    next: nextInTurn,
    patience: () => Infinity,
  };
}

export function nextInTurn(point: SchedulingPoint): ThreadId {
  const mayStay = point.kind === 'operation' || point.kind === 'tick';
  if (mayStay && !point.isQuantumOver) return point.current;
  if (point.kind === 'announced' && point.runnable.includes(point.current)) return point.current;
  const first = point.runnable[0];
  return first ?? point.current;
}
