// Partial order sampling (Yuan, Yang & Gu, CAV 2018): each pending operation has a random priority
// and the highest one is done; then those that conflict with it, and so race with it, get new ones.
// Schedules with the same order of dependent operations so come less often twice.

import type { PendingOperation } from '../operation.ts';
import { conflicts } from '../operation.ts';
import { createRandomSource } from '../randomSource.ts';
import type { Search } from './search.ts';
import { highest } from './search.ts';

export function createPos(seed: number): Search {
  const draw = createRandomSource(seed);
  /** By the key of the thread whose operation it is. */
  const priorities = new Map<number, number>();
  const priorityOf = ({ key }: PendingOperation): number => {
    const known = priorities.get(key);
    if (known !== undefined) return known;
    const drawn = draw();
    priorities.set(key, drawn);
    return drawn;
  };
  return {
    name: 'POS',
    begin: () => {
      priorities.clear();
      return true;
    },
    choose: ({ operations }) => {
      const chosen = highest(operations, priorityOf);
      if (!chosen) return undefined;
      priorities.delete(chosen.key);
      for (const each of operations) if (conflicts(each, chosen)) priorities.delete(each.key);
      return chosen;
    },
    ended: () => undefined,
    verdict: () => ({ kind: 'bounded', preemptions: -1 }),
  };
}
