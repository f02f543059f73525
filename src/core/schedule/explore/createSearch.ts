// From what is asked for to the search that does it.

import type { Minimiser } from './minimiser.ts';
import { createMinimiser } from './minimiser.ts';
import { createPct } from './pct.ts';
import { createPos } from './pos.ts';
import { createPreemptionBounding } from './preemptionBounding.ts';
import type { ThreadChoice } from '../scheduleText.ts';
import { parseSchedule } from '../scheduleText.ts';
import { createRandomWalk } from './randomWalk.ts';
import { createReduction } from './reduction.ts';
import type { Search } from './search.ts';
import { createSurw } from './surw.ts';

export type SearchChoice =
  /** From a schedule that fails to the least that fails alike: the only failure that is reported. */
  | { readonly kind: 'minimise'; readonly schedule: string; readonly executions: number }
  | { readonly kind: 'randomWalk' | 'pos' | 'surw'; readonly seed: number }
  | { readonly kind: 'pct'; readonly seed: number; readonly depth: number }
  | { readonly kind: 'preemptionBounding'; readonly preemptions: number }
  /** `prefix`: only schedules that begin with these threads (see ThreadKeys). */
  | { readonly kind: 'reduction'; readonly prefix: readonly number[] };

/** @throws UserError if the schedule of a failure can't be read */
export function createSearch(choice: SearchChoice): Search | Minimiser {
  switch (choice.kind) {
    case 'randomWalk':
      return createRandomWalk(choice.seed);
    case 'minimise':
      return createMinimiser(threadChoices(choice.schedule), choice.executions);
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

function threadChoices(schedule: string): ThreadChoice[] {
  return parseSchedule(schedule).choices.filter((choice) => choice.kind === 'thread');
}
