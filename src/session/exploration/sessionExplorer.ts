// Explores by whole sessions: each schedule is a run as any other, so all that is known about runs
// is known about it.

import type { Block } from '../../core/exploration/blocks.ts';
import type { Session } from '../session.ts';
import type { Explored, Explorer } from './explorer.ts';
import { failureOf } from './failureOf.ts';
import { interleavingOf, outputOf, threadsOf } from './runFacts.ts';
import type { ScheduleRuns } from './scheduleRuns.ts';

export class SessionExplorer implements Explorer {
  private readonly runs: ScheduleRuns;
  private readonly seed: number;

  constructor(runs: ScheduleRuns, seed: number) {
    this.runs = runs;
    this.seed = seed;
  }

  async explore(
    block: Block,
    report: (explored: Explored) => void,
    goesOn: () => boolean,
  ): Promise<void> {
    for (let number = block.first; number < block.first + block.count && goesOn(); number++) {
      const session = await this.runs.run({
        strategy: { kind: number === 0 ? 'roundRobin' : 'random' },
        seed: seedOf(this.seed, number),
      });
      const explored = session && exploredOf(session, number);
      if (explored) report(explored);
    }
  }

  cancel(): void {
    this.runs.cancel();
  }
}

/** undefined if the worker died before it could tell the schedule. */
export function exploredOf(session: Session, number: number): Explored | undefined {
  const schedule = session.end?.schedule;
  if (schedule === undefined) return undefined;
  return {
    number,
    strategy: session.header.strategy,
    schedule,
    interleaving: interleavingOf(session),
    output: outputOf(session),
    threads: threadsOf(session),
    failure: failureOf(session)?.key,
  };
}

/** Searches with neighbouring seeds must not run the same schedules. */
function seedOf(seed: number, number: number): number {
  return number === 0 ? seed : (Math.imul(seed + 1, 0x9e3779b1) + number) & 0x7fffffff;
}
