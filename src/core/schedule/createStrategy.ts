// From what the user asked for to the strategy that does it.

import { createRandomStrategy } from './random.ts';
import { createReplay } from './replay.ts';
import { createRoundRobin } from './roundRobin.ts';
import { parseSchedule } from './scheduleText.ts';
import type { Strategy, StrategyChoice } from './strategy.ts';

/** @throws UserError if the schedule of a replay can't be read */
export function createStrategy(choice: StrategyChoice, seed: number): Strategy {
  switch (choice.kind) {
    case 'roundRobin':
      return createRoundRobin();
    case 'random':
      return createRandomStrategy(seed);
    case 'replay':
      return createReplay(parseSchedule(choice.schedule));
  }
}
