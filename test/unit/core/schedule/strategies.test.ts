import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ThreadId } from '../../../../src/core/base/ids.ts';
import { createStrategy } from '../../../../src/core/schedule/createStrategy.ts';
import { createRandomSource } from '../../../../src/core/schedule/randomSource.ts';
import {
  createRandomStrategy,
  PREEMPTION_PROBABILITY,
} from '../../../../src/core/schedule/random.ts';
import { recordChoices } from '../../../../src/core/schedule/recording.ts';
import { createReplay } from '../../../../src/core/schedule/replay.ts';
import { createRoundRobin } from '../../../../src/core/schedule/roundRobin.ts';
import { formatSchedule, parseSchedule } from '../../../../src/core/schedule/scheduleText.ts';
import type { SchedulingPoint, Strategy } from '../../../../src/core/schedule/strategy.ts';

type Kind = SchedulingPoint['kind'];

/** A point at which `threads` can run; the last of them is current unless it is blocked. */
function point(kind: Kind, threads: readonly number[], isQuantumOver = false): SchedulingPoint {
  const runnable = threads as readonly ThreadId[];
  const current = kind === 'blocked' ? (99 as ThreadId) : (runnable.at(-1) ?? (0 as ThreadId));
  return { kind, current, runnable, isQuantumOver };
}

const arbitraryPoint: fc.Arbitrary<SchedulingPoint> = fc
  .tuple(
    fc.constantFrom<Kind>('operation', 'tick', 'yield', 'blocked'),
    fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { minLength: 2, maxLength: 8 }),
    fc.boolean(),
  )
  .map(([kind, threads, isOver]) => point(kind, threads, isOver));

const arbitraryPoints = fc.array(arbitraryPoint, { maxLength: 100 });

function choices(strategy: Strategy, points: readonly SchedulingPoint[]): ThreadId[] {
  return points.map((each) => strategy.next(each));
}

describe('round robin', () => {
  const strategy = createRoundRobin();

  it('stays with the current thread after an operation', () => {
    assert.equal(strategy.next(point('operation', [2, 3, 1])), 1);
  });

  it('stays with the current thread at a tick', () => {
    assert.equal(strategy.next(point('tick', [2, 3, 1])), 1);
  });

  it('goes to the next thread when the switch interval is over', () => {
    assert.equal(strategy.next(point('operation', [2, 3, 1], true)), 2);
    assert.equal(strategy.next(point('tick', [2, 3, 1], true)), 2);
  });

  it('goes to the next thread when the current one yields', () => {
    assert.equal(strategy.next(point('yield', [2, 3, 1])), 2);
  });

  it('takes the thread that waited longest when the current one blocks', () => {
    assert.equal(strategy.next(point('blocked', [3, 2])), 3);
  });
});

describe('the random strategy', () => {
  it('makes the same choices for the same seed', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 31 - 1), arbitraryPoints, (seed, points) => {
        const first = choices(createRandomStrategy(seed), points);
        assert.deepEqual(choices(createRandomStrategy(seed), points), first);
      }),
    );
  });

  it('makes other choices for another seed', () => {
    const points = Array.from({ length: 50 }, () => point('blocked', [1, 2, 3]));
    const first = choices(createRandomStrategy(1), points);
    assert.notDeepEqual(choices(createRandomStrategy(2), points), first);
  });

  it('leaves a thread that could go on about as often as it says', () => {
    const strategy = createRandomStrategy(1);
    const count = 20_000;
    const points = Array.from({ length: count }, () => point('tick', [2, 3, 1]));
    const left = choices(strategy, points).filter((thread) => thread !== 1).length;
    assert(Math.abs(left / count - PREEMPTION_PROBABILITY) < 0.01, `left ${left} times`);
  });

  it('gives every waiting thread the same chance', () => {
    const points = Array.from({ length: 30_000 }, () => point('blocked', [1, 2, 3]));
    const chosen = choices(createRandomStrategy(1), points);
    for (const thread of [1, 2, 3]) {
      const share = chosen.filter((each) => each === thread).length / chosen.length;
      assert(Math.abs(share - 1 / 3) < 0.02, `thread ${thread}: ${share}`);
    }
  });

  it('does not let a thread keep the processor beyond its switch interval', () => {
    const points = Array.from({ length: 100 }, () => point('tick', [2, 1], true));
    assert(choices(createRandomStrategy(1), points).every((thread) => thread === 2));
  });

  it('does not stay with a thread that yields', () => {
    const points = Array.from({ length: 100 }, () => point('yield', [2, 3, 1]));
    assert(choices(createRandomStrategy(1), points).every((thread) => thread !== 1));
  });
});

describe('the source of random numbers', () => {
  it('stays between 0 and 1 with a mean in the middle', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const draw = createRandomSource(seed);
        const numbers = Array.from({ length: 2000 }, draw);
        assert(numbers.every((number) => number >= 0 && number < 1));
        const mean = numbers.reduce((sum, number) => sum + number) / numbers.length;
        assert(Math.abs(mean - 0.5) < 0.05, `mean ${mean}`);
      }),
    );
  });
});

describe('every strategy', () => {
  it('chooses a thread that can run', () => {
    fc.assert(
      fc.property(fc.nat(), arbitraryPoints, (seed, points) => {
        for (const kind of ['roundRobin', 'random'] as const) {
          const strategy = createStrategy({ kind }, seed);
          assert.equal(strategy.name, kind);
          for (const each of points) assert(each.runnable.includes(strategy.next(each)));
        }
      }),
    );
  });

  it('is replayed from the string that it recorded', () => {
    fc.assert(
      fc.property(fc.nat(), arbitraryPoints, (seed, points) => {
        const recording = recordChoices(createStrategy({ kind: 'random' }, seed));
        const first = choices(recording, points);
        const schedule = formatSchedule(recording.schedule({ seed, startTime: 5 }));
        const replay = createStrategy({ kind: 'replay', schedule }, 0);
        assert.equal(replay.checksPerTick, recording.checksPerTick);
        assert.deepEqual(choices(replay, points), first);
      }),
    );
  });
});

describe('replay', () => {
  it('goes on like round robin after its last choice', () => {
    const replay = createReplay(parseSchedule('weft1_0_0_7_3'));
    assert.equal(replay.next(point('operation', [2, 3, 1])), 3);
    assert.equal(replay.next(point('operation', [2, 3, 1])), 1);
  });

  it('says where it diverged, what was recorded, and who could run', () => {
    const replay = createReplay(parseSchedule('weft1_0_0_7_1x2.5'));
    const here = point('blocked', [1, 2]);
    replay.next(here);
    replay.next(here);
    assert.throws(() => replay.next(here), {
      name: 'ScheduleDivergedError',
      message: /at decision 3 it runs thread 5, but only threads 1, 2 can run/,
    });
  });
});
