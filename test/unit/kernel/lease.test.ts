// What is lent to threads changes nothing: the same program has the same events and the same schedule.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createRandomStrategy } from '../../../src/core/schedule/random.ts';
import { recordChoices, type RecordingStrategy } from '../../../src/core/schedule/recording.ts';
import { createReplay } from '../../../src/core/schedule/replay.ts';
import { createRoundRobin } from '../../../src/core/schedule/roundRobin.ts';
import { formatSchedule, parseSchedule } from '../../../src/core/schedule/scheduleText.ts';
import type { Strategy } from '../../../src/core/schedule/strategy.ts';
import { Lease } from '../../../src/runtime/kernel/lease.ts';
import { Borrower } from '../../support/kernel/borrower.ts';
import { play, programs, type Played, type Program } from '../../support/kernel/randomProgram.ts';
import { Machine } from '../../support/kernel/machine.ts';
import { neverSwitch } from '../../support/kernel/strategies.ts';

const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });
/** Nanoseconds. Short ones end while something is lent. */
const intervals = fc.constantFrom(2_000, 7_500, 5_000_000);

interface Recorded extends Played {
  readonly schedule: string;
  readonly lent: number;
}

function record(
  program: Program,
  strategy: Strategy,
  options: { readonly isLent: boolean; readonly interval: number; readonly steps?: number },
): Recorded {
  const choices: RecordingStrategy = recordChoices(strategy);
  const { isLent, interval, steps } = options;
  const borrower = new Borrower();
  const played = play(program, choices, {
    prepare: ({ kernel }) => (kernel.switchInterval = interval),
    ...(isLent && { borrower }),
    ...(steps !== undefined && { steps }),
  });
  const schedule = formatSchedule(choices.schedule({ seed: 0, startTime: 0 }));
  return { ...played, schedule, lent: borrower.done };
}

function assertSame(lent: Recorded, free: Recorded): void {
  assert.deepEqual(lent.machine.events.events, free.machine.events.events);
  assert.equal(lent.schedule, free.schedule);
  assert.deepEqual(lent.answer, free.answer);
}

describe('operations that are lent to threads', () => {
  it('are those that the thread would have done, whoever else can run', () => {
    let lent = 0;
    const law = fc.property(programs, intervals, (program, interval) => {
      const run = record(program, createRoundRobin(), { isLent: true, interval });
      assertSame(run, record(program, createRoundRobin(), { isLent: false, interval }));
      lent += run.lent;
    });
    fc.assert(law, { numRuns: 300 });
    assert.ok(lent > 1_000, `only ${lent} operations were lent`);
  });

  it('are the same in a replay, where as many are lent as the schedule lets stay', () => {
    let lent = 0;
    const law = fc.property(programs, seeds, intervals, (program, seed, interval) => {
      const first = record(program, createRandomStrategy(seed), { isLent: true, interval });
      const replay = (isLent: boolean): Recorded =>
        record(program, createReplay(parseSchedule(first.schedule)), { isLent, interval });
      assertSame(replay(true), first);
      assertSame(replay(false), first);
      lent += replay(true).lent;
    });
    fc.assert(law, { numRuns: 200 });
    assert.ok(lent > 1_000, `only ${lent} operations were lent`);
  });

  it('are those on locks that others wait for, if none of them is to be woken', () => {
    const borrower = new Borrower();
    const machine = new Machine({ strategy: neverSwitch(), lease: new Lease(borrower.buffer) });
    const { kernel } = machine;
    const lock = kernel.createLock({ object: kernel.newObjectId(), number: 0 });
    const wereLent: boolean[] = [];
    const note = (): number => {
      wereLent.push(lock.isLent);
      return 0;
    };
    machine.runMain(function* () {
      const waiters = ['first', 'second'].map((name) =>
        machine.create(name, function* () {
          yield () => kernel.acquire(lock, undefined);
          yield note;
          yield () => kernel.release(lock);
        }),
      );
      yield () => kernel.acquire(lock, undefined);
      for (const waiter of waiters) yield () => kernel.startThread(waiter);
      yield () => kernel.sleep(10_000);
      yield note;
      yield () => kernel.release(lock);
      yield note;
    });
    // Taken while two wait; free while one is on its way; the first has it, and the second waits;
    // the second has it, and nobody waits.
    assert.deepEqual(wereLent, [false, true, false, true]);
  });

  it('end with the run’s last event', () => {
    const law = fc.property(programs, fc.nat(200), (program, steps) => {
      const options = { interval: 5_000_000, steps };
      const run = record(program, createRoundRobin(), { ...options, isLent: true });
      assertSame(run, record(program, createRoundRobin(), { ...options, isLent: false }));
    });
    fc.assert(law, { numRuns: 200 });
  });
});
