// Executions of a search that show races, to be told when it is over.

import { RaceScout } from '../../core/exploration/raceScout.ts';
import type { RaceSighting } from '../../core/protocol/explore.ts';
import type { Execution } from '../../core/schedule/explore/execution.ts';

export class RaceSightings {
  readonly told: RaceSighting[] = [];
  private readonly scout = new RaceScout();

  /** @param number of the execution, from 1; `schedule` is asked only if it shows something new */
  look(execution: Execution, number: number, schedule: () => string): void {
    const races = this.scout.look(execution);
    if (races.length > 0) this.told.push({ races, schedule: schedule(), execution: number });
  }
}
