// Arbitrary programs for laws about the kernel: threads that take locks in ascending order, so
// that none can deadlock, and check from inside that they are alone.

import fc from 'fast-check';
import type { Strategy } from '../../../src/core/schedule/strategy.ts';
import type { Dispatch } from '../../../src/runtime/kernel/scheduler.ts';
import type { KernelLock } from '../../../src/runtime/kernel/kernelLock.ts';
import { Lease } from '../../../src/runtime/kernel/lease.ts';
import type { Borrower } from './borrower.ts';
import type { Body, Operation } from './machine.ts';
import { Machine } from './machine.ts';

/** Their ids are 1 to this. */
export const LOCKS = 2;

/** One critical section, and what comes after it. */
export interface Section {
  /** Indices of locks, ascending. */
  readonly locks: readonly number[];
  /** undefined waits for ever. */
  readonly timeout: number | undefined;
  /** How often all of them are taken again inside, and given back. */
  readonly again: number;
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
  again: fc.nat(3),
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

export interface PlayOptions {
  readonly prepare?: (machine: Machine) => void;
  /** Does what the kernel lends; left out: nothing is lent. */
  readonly borrower?: Borrower;
  readonly steps?: number;
}

/** Runs the program: main starts one thread per row, takes part in none and joins all. */
export function play(program: Program, strategy: Strategy, options: PlayOptions = {}): Played {
  const { prepare, borrower, steps } = options;
  const lease = borrower && new Lease(borrower.buffer);
  const machine = new Machine({ strategy, lease, ...(steps === undefined ? {} : { steps }) });
  prepare?.(machine);
  const { kernel } = machine;
  const locks = Array.from({ length: LOCKS }, (_, number) =>
    kernel.createLock({ object: kernel.newObjectId(), ...(borrower && { number }) }),
  );
  const ask = (operation: () => number) => (): number => {
    kernel.loans.takeBack();
    return operation();
  };
  /** As threadModule/lockTypes.ts does it. */
  const askOf = (lock: KernelLock, operation: () => number) =>
    ask(() => {
      const result = operation();
      if (lock.isLent) kernel.loans.lend(Infinity);
      return result;
    });
  const inside = locks.map(() => 0);
  let wasShared = false;

  function* take(index: number, timeout: number | undefined): Generator<Operation, number, number> {
    const lock = locks[index] as KernelLock;
    const ask = askOf(lock, () => kernel.acquireRecursive(lock, timeout));
    return yield () => (borrower?.take(index) ? 1 : ask());
  }

  function* giveBack(index: number): Body {
    const lock = locks[index] as KernelLock;
    const ask = askOf(lock, () => kernel.releaseRecursive(lock));
    yield () => (borrower?.giveBack(index) ? 0 : ask());
  }

  function* enter(current: Section, depth: number): Body {
    const index = current.locks[depth];
    if (index === undefined) return yield* beInside(current);
    if ((yield* take(index, current.timeout)) === 0) return;
    inside[index] = (inside[index] ?? 0) + 1;
    if (inside[index] > 1) wasShared = true;
    yield* enter(current, depth + 1);
    inside[index]--;
    yield* giveBack(index);
  }

  function* beInside(current: Section): Body {
    for (let turn = 0; turn < current.again; turn++) yield* takeAgain(current);
    yield ask(() => kernel.tick(current.work));
    yield ask(() => kernel.sleep(current.sleepInside));
  }

  function* takeAgain({ locks: taken }: Section): Body {
    for (const index of taken) yield* take(index, undefined);
    for (const index of taken) yield* giveBack(index);
  }

  function* main(): Body {
    const workers = program.map((sections, index) =>
      machine.create(`worker ${index}`, function* () {
        for (const current of sections) {
          yield* enter(current, 0);
          yield ask(() => kernel.sleep(current.sleepAfter));
        }
      }),
    );
    for (const worker of workers) yield ask(() => kernel.startThread(worker));
    for (const worker of workers) yield ask(() => kernel.join(worker, undefined));
  }

  return { machine, answer: machine.tryMain(main), wasShared };
}
