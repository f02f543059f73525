import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ObjectId } from '../../../src/core/base/ids.ts';
import { MAIN_THREAD, NO_STACK } from '../../../src/core/base/ids.ts';
import { createRandomStrategy } from '../../../src/core/schedule/random.ts';
import { recordChoices } from '../../../src/core/schedule/recording.ts';
import { createReplay } from '../../../src/core/schedule/replay.ts';
import { createRoundRobin } from '../../../src/core/schedule/roundRobin.ts';
import { formatSchedule, parseSchedule } from '../../../src/core/schedule/scheduleText.ts';
import type { Strategy } from '../../../src/core/schedule/strategy.ts';
import { WorldFold } from '../../../src/core/trace/fold.ts';
import type { TraceEvent } from '../../../src/core/trace/events.ts';
import type { SyncObject } from '../../../src/core/trace/world.ts';
import { LockLines } from '../../support/kernel/lockLines.ts';
import type { Machine } from '../../support/kernel/machine.ts';
import { LOCKS, play, programs } from '../../support/kernel/randomProgram.ts';

const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });
const strategies: fc.Arbitrary<() => Strategy> = fc.oneof(
  fc.constant(createRoundRobin),
  seeds.map((seed) => () => createRandomStrategy(seed)),
);

function newLock(lock: number): TraceEvent {
  return {
    kind: 'objectNew',
    time: 0,
    by: MAIN_THREAD,
    at: NO_STACK,
    object: lock as ObjectId,
    objectKind: 'RLock',
    typeName: 'RLock',
    partOf: undefined,
    lock: undefined,
    isLibrary: false,
    state: { kind: 'none' },
  };
}

/** Checks a law for the events of any program under any strategy. */
function always(law: (events: readonly TraceEvent[]) => void): void {
  fc.assert(
    fc.property(programs, strategies, (program, strategy) => {
      law(play(program, strategy()).machine.events.events);
    }),
    { numRuns: 100 },
  );
}

describe('the kernel, whatever the program and the schedule,', () => {
  it('never lets two threads have the same lock', () => {
    fc.assert(
      fc.property(programs, strategies, (program, strategy) => {
        assert.ok(!play(program, strategy()).wasShared);
      }),
      { numRuns: 100 },
    );
  });

  it('loses no wake-up: a program without a cycle ends', () => {
    fc.assert(
      fc.property(programs, strategies, (program, strategy) => {
        assert.deepEqual(play(program, strategy()).answer, { kind: 'ended' });
      }),
      { numRuns: 100 },
    );
  });

  it('ends each wait with exactly one wake-up', () => {
    always((events) => {
      const waiting = new Set<number>();
      for (const event of events) {
        if (event.kind === 'wait') {
          assert.ok(!waiting.has(event.by));
          waiting.add(event.by);
        }
        if (event.kind === 'wake') assert.ok(waiting.delete(event.thread));
      }
      assert.equal(waiting.size, 0);
    });
  });

  it('lets only the thread act that was given the processor, or that a lock was handed to', () => {
    always((events) => {
      let running = 0;
      let previous: TraceEvent | undefined;
      for (const event of events) {
        const isHandOver =
          event.kind === 'acquire' && previous?.kind === 'wake' && previous.thread === event.by;
        if (event.by !== 0 && !isHandOver) assert.equal(event.by, running);
        if (event.kind === 'run') running = event.thread;
        if (event.kind === 'wait') running = 0;
        previous = event;
      }
    });
  });

  it('wakes the waiters of a lock in the order in which they came, barged ones first', () => {
    let wakes = 0;
    always((events) => {
      const lines = new LockLines();
      let released: ObjectId | undefined;
      for (const event of events) {
        if (event.kind === 'wake' && event.reason === 'granted' && released !== undefined) {
          assert.equal(event.thread, lines.lineOf(released)[0]);
          wakes++;
        }
        released = event.kind === 'release' && event.count === 0 ? event.object : undefined;
        lines.apply(event);
      }
    });
    assert.ok(wakes > 20, `the programs were too tame: ${wakes} wakes`);
  });

  it('hands a lock to the thread that was barged once, at the next release', () => {
    let handOvers = 0;
    always((events) => {
      const lines = new LockLines();
      for (const [index, event] of events.entries()) {
        lines.apply(event);
        if (event.kind !== 'release' || event.count > 0) continue;
        const heir = lines.lineOf(event.object)[0];
        if (heir === undefined || !lines.wasBarged(heir)) continue;
        const [wake, acquire] = events.slice(index + 1, index + 3);
        assert.deepEqual([wake?.kind, acquire?.kind, acquire?.by], ['wake', 'acquire', heir]);
        handOvers++;
      }
    });
    assert.ok(handOvers > 0, `the programs were too tame: ${handOvers} hand-overs`);
  });

  it('ends no timeout early and none that was not asked for', () => {
    always((events) => {
      const ends = new Map<number, number | undefined>();
      for (const event of events) {
        if (event.kind === 'wait') ends.set(event.by, event.until);
        if (event.kind !== 'wake' || event.reason !== 'timeout') continue;
        const end = ends.get(event.thread);
        assert.ok(end !== undefined && event.time >= end);
      }
    });
  });

  it('never lets time go back', () => {
    always((events) => {
      let last = 0;
      for (const { time } of events) {
        assert.ok(time >= last);
        last = time;
      }
    });
  });

  it('leaves a world in which all threads have finished and no lock is owned', () => {
    always((events) => {
      const fold = new WorldFold();
      for (const event of events) fold.apply(event);
      const { threads, running } = fold.world;
      assert.equal(running, undefined);
      for (const thread of Object.values(threads)) {
        assert.equal(thread.state.kind, 'finished');
        assert.deepEqual(thread.holds, []);
      }
    });
  });

  it('makes events from which the world gets the right queue of each lock', () => {
    always((events) => {
      const fold = new WorldFold();
      const lines = new LockLines();
      for (let lock = 1; lock <= LOCKS; lock++) fold.apply(newLock(lock));
      for (const event of events) {
        fold.apply(event);
        lines.apply(event);
        for (const { id, waiters } of Object.values<SyncObject>(fold.world.objects)) {
          assert.deepEqual(waiters, lines.lineOf(id));
        }
      }
    });
  });

  it('gives the same events again for the same seed', () => {
    fc.assert(
      fc.property(programs, seeds, (program, seed) => {
        const first = play(program, createRandomStrategy(seed)).machine.events.events;
        const second = play(program, createRandomStrategy(seed)).machine.events.events;
        assert.deepEqual(second, first);
      }),
    );
  });

  it('gives the same events again when its schedule is replayed', () => {
    fc.assert(
      fc.property(programs, strategies, (program, strategy) => {
        const recording = recordChoices(strategy());
        const first = play(program, recording).machine.events.events;
        const text = formatSchedule(recording.schedule({ seed: 1, startTime: 2 }));
        const second = play(program, createReplay(parseSchedule(text))).machine.events.events;
        assert.deepEqual(second, first);
      }),
    );
  });

  it('gives the same events when the driver asks for attention at any moments', () => {
    fc.assert(
      fc.property(programs, seeds, fc.integer({ min: 1, max: 5 }), (program, seed, every) => {
        const first = play(program, createRandomStrategy(seed)).machine.events.events;
        const disturb = ({ events, kernel }: Machine): void => {
          events.onEvent = (step) => {
            if (step % every === 0) kernel.attention = true;
          };
        };
        const disturbed = play(program, createRandomStrategy(seed), { prepare: disturb });
        assert.deepEqual(disturbed.machine.events.events, first);
      }),
    );
  });
});
