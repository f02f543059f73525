import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createRandomWalk } from '../../../../../src/core/schedule/explore/randomWalk.ts';
import { scheduleOf } from '../../../../../src/core/schedule/explore/scheduleOf.ts';
import { createReplay } from '../../../../../src/core/schedule/replay.ts';
import { formatSchedule, parseSchedule } from '../../../../../src/core/schedule/scheduleText.ts';
import type { PointsBefore, Strategy } from '../../../../../src/core/schedule/strategy.ts';
import { EXPLORE_POINTS, explore, replay } from '../../../../support/kernel/explore.ts';
import { programOf, timedPrograms } from '../../../../support/kernel/generatedPrograms.ts';

describe('the schedule of an execution', () => {
  const points: fc.Arbitrary<PointsBefore> = fc.record({
    lateness: fc.constantFrom(0, 5_000_000, Infinity),
    earlyTimeouts: fc.nat(1),
    accesses: fc.constant(true),
  });

  it('repeats it, whenever somebody takes the processor to look', () => {
    fc.assert(
      fc.property(timedPrograms, points, fc.nat(), fc.nat(), (acts, before, seed, stops) => {
        const program = programOf(acts);
        const search = createRandomWalk(seed);
        for (const { execution, machine } of explore(program, search, { executions: 3, before })) {
          const run = { seed: 0, startTime: 0, checksPerTick: 1000 };
          const schedule = scheduleOf(execution, {
            ...run,
            before: { ...EXPLORE_POINTS, ...before },
          });
          const strategy: Strategy = createReplay(parseSchedule(formatSchedule(schedule)));
          const again = replay(program, strategy, stops);
          assert.deepEqual(again.events.lines, machine.events.lines);
        }
      }),
      { numRuns: 300 },
    );
  });
});
