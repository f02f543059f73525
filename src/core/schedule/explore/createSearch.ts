// From what is asked for to the search that does it.

import { createPct } from './pct.ts';
import { createPos } from './pos.ts';
import { createPreemptionBounding } from './preemptionBounding.ts';
import { createRandomWalk } from './randomWalk.ts';
import { createReduction } from './reduction.ts';
import type { Search } from './search.ts';
import { createSurw } from './surw.ts';

export type SearchChoice =
  | { readonly kind: 'randomWalk' | 'pos' | 'surw'; readonly seed: number }
  | { readonly kind: 'pct'; readonly seed: number; readonly depth: number }
  | { readonly kind: 'preemptionBounding'; readonly preemptions: number }
  /** `prefix`: only schedules that begin with these threads (see ThreadKeys). */
  | { readonly kind: 'reduction'; readonly prefix: readonly number[] };

export function createSearch(choice: SearchChoice): Search {
  switch (choice.kind) {
    case 'randomWalk':
      return createRandomWalk(choice.seed);
    case 'pct':
      return createPct(choice.seed, choice.depth);
    case 'pos':
      return createPos(choice.seed);
    case 'surw':
      return createSurw(choice.seed);
    case 'preemptionBounding':
      return createPreemptionBounding(choice.preemptions);
    case 'reduction':
      return createReduction(choice.prefix);
  }
}
