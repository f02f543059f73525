// Arbitrary programs for laws about the kernel: threads that take locks in ascending order, so
// that none can deadlock, and check from inside that they are alone.

import fc from 'fast-check';
import type { Strategy } from '../../../src/core/schedule/strategy.ts';
import type { Dispatch } from '../../../src/runtime/kernel/scheduler.ts';
import type { Body } from './machine.ts';
import { Machine } from './machine.ts';

/** Their ids are 1 to this. */
export const LOCKS = 2;

/** One critical section, and what comes after it. */
export interface Section {
  /** Indices of locks, ascending. */
  readonly locks: readonly number[];
  /** undefined waits for ever. */
  readonly timeout: number | undefined;
  /** Checks of the eval loop inside. */
  readonly work: number;
  readonly sleepInside: number;
  readonly sleepAfter: number;
}

export type Program = readonly (readonly Section[])[];

/** Short, so that threads meet: an operation takes 1,000 ns. */
const duration = fc.oneof(fc.constant(0), fc.nat(10_000));

const section: fc.Arbitrary<Section> = fc.record({
  locks: fc.subarray(Array.from({ length: LOCKS }, (_, index) => index)),
  timeout: fc.option(duration, { nil: undefined, freq: 2 }),
  work: fc.nat(100),
  sleepInside: duration,
  sleepAfter: duration,
});

export const programs: fc.Arbitrary<Program> = fc.array(fc.array(section, { maxLength: 10 }), {
  minLength: 2,
  maxLength: 5,
});

export interface Played {
  readonly machine: Machine;
  readonly answer: Dispatch;
  /** True if two threads were ever inside the same lock. */
  readonly wasShared: boolean;
}

/** Runs the program: main starts one thread per row, takes part in none and joins all. */
export function play(program: Program, strategy: Strategy, prepare?: (m: Machine) => void): Played {
  const machine = new Machine({ strategy });
  prepare?.(machine);
  const { kernel } = machine;
  const locks = Array.from({ length: LOCKS }, () =>
    kernel.createLock({ object: kernel.newObjectId() }),
  );
  const inside = locks.map(() => 0);
  let wasShared = false;

  function* enter(current: Section, depth: number): Body {
    const index = current.locks[depth];
    const lock = index === undefined ? undefined : locks[index];
    if (index === undefined || lock === undefined) {
      yield () => kernel.tick(current.work);
      yield () => kernel.sleep(current.sleepInside);
      return;
    }
    if ((yield () => kernel.acquireRecursive(lock, current.timeout)) === 0) return;
    inside[index] = (inside[index] ?? 0) + 1;
    if (inside[index] > 1) wasShared = true;
    yield* enter(current, depth + 1);
    inside[index]--;
    yield () => kernel.releaseRecursive(lock);
  }

  function* main(): Body {
    const workers = program.map((sections, index) =>
      machine.create(`worker ${index}`, function* () {
        for (const current of sections) {
          yield* enter(current, 0);
          yield () => kernel.sleep(current.sleepAfter);
        }
      }),
    );
    for (const worker of workers) yield () => kernel.startThread(worker);
    for (const worker of workers) yield () => kernel.join(worker, undefined);
  }

  return { machine, answer: machine.tryMain(main), wasShared };
}
