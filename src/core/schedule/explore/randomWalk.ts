// Every thread that could go on has the same chance at each step. Simple, and hard to beat where a
// bug needs few steps in any order; where one thread must be late for long, its chance is tiny.

import { createRandomSource } from '../randomSource.ts';
import type { Search } from './search.ts';

export function createRandomWalk(seed: number): Search {
  const draw = createRandomSource(seed);
  return {
    name: 'random walk',
    begin: () => true,
    choose: ({ operations }) => operations[Math.floor(draw() * operations.length)],
    ended: () => undefined,
    // It never has nothing left.
    verdict: () => ({ kind: 'bounded', preemptions: -1 }),
  };
}
