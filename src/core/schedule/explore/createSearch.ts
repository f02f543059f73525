// From what is asked for to the search that does it.

import { createPreemptionBounding } from './preemptionBounding.ts';
import { createRandomWalk } from './randomWalk.ts';
import { createReduction } from './reduction.ts';
import type { Search } from './search.ts';

export type SearchChoice =
  | { readonly kind: 'randomWalk'; readonly seed: number }
  | { readonly kind: 'preemptionBounding'; readonly preemptions: number }
  /** `prefix`: only schedules that begin with these threads (see ThreadKeys). */
  | { readonly kind: 'reduction'; readonly prefix: readonly number[] };

export function createSearch(choice: SearchChoice): Search {
  switch (choice.kind) {
    case 'randomWalk':
      return createRandomWalk(choice.seed);
    case 'preemptionBounding':
      return createPreemptionBounding(choice.preemptions);
    case 'reduction':
      return createReduction(choice.prefix);
  }
}
