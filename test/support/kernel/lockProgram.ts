// Arbitrary small programs of locks and joins that may well deadlock, as data: played on the
// kernel, and continued in every way by an oracle that knows nothing of graphs.

import fc from 'fast-check';
import type { ThreadId } from '../../../src/core/base/ids.ts';
import type { TraceEvent } from '../../../src/core/trace/events.ts';
import type { Strategy } from '../../../src/core/schedule/strategy.ts';
import type { Dispatch } from '../../../src/runtime/kernel/scheduler.ts';
import type { Stand } from './hangOracle.ts';
import type { Body } from './machine.ts';
import { Machine } from './machine.ts';

export const LOCK_COUNT = 3;
/** The last one is an RLock. */
export const RLOCK = LOCK_COUNT - 1;
export const WORKER_COUNT = 3;

/** What a worker does; a release of what it must not release does nothing. */
export type Action =
  | { readonly kind: 'acquire' | 'release'; readonly lock: number }
  | { readonly kind: 'join'; readonly worker: number };

/** One list for each worker. The main thread starts them all and joins none. */
export type LockProgram = readonly (readonly Action[])[];

const lock = fc.nat(LOCK_COUNT - 1);
const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('acquire' as const), lock }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('release' as const), lock }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('join' as const), worker: fc.nat(WORKER_COUNT - 1) }),
  },
);

export const lockPrograms: fc.Arbitrary<LockProgram> = fc.array(
  fc.array(action, { maxLength: 4 }),
  { minLength: WORKER_COUNT, maxLength: WORKER_COUNT },
);

export interface Play {
  /** Threads of the workers, by index; the main thread is 1. */
  readonly workers: readonly ThreadId[];
  /** Where the program stands, at any event. */
  readonly stand: () => Stand;
}

/** Runs a program as far as it goes. `onEvent` is called at each event of the kernel. */
export function playLocks(
  program: LockProgram,
  strategy: Strategy,
  onEvent: (event: TraceEvent, play: Play) => void,
): Dispatch {
  const machine = new Machine({ strategy });
  const { kernel } = machine;
  const locks = Array.from({ length: LOCK_COUNT }, () =>
    kernel.createLock({ object: kernel.newObjectId() }),
  );
  const workers: ThreadId[] = [];
  const begun = program.map(() => ({ index: 0, countBefore: 0, isOver: true }));
  const countOf = (worker: number, index: number): number =>
    locks[index]?.owner === workers[worker] ? (locks[index]?.count ?? 0) : 0;

  function* work(worker: number): Body {
    for (const [index, each] of (program[worker] ?? []).entries()) {
      const countBefore = each.kind === 'join' ? 0 : countOf(worker, each.lock);
      begun[worker] = { index, countBefore, isOver: false };
      yield* act(each, worker);
      begun[worker] = { index: index + 1, countBefore: 0, isOver: true };
    }
  }

  /** A worker may have its lock already and not know it, or have released and not gone on. */
  function doneBy(worker: number): number {
    const { index, countBefore, isOver } = begun[worker] ?? { index: 0, countBefore: 0 };
    const each = program[worker]?.[index];
    if (isOver === true || each === undefined || each.kind === 'join') return index;
    const hasActed = each.kind === 'release' || countOf(worker, each.lock) > countBefore;
    return hasActed ? index + 1 : index;
  }

  function stand(): Stand {
    const owners = locks.map(({ owner, count }) =>
      count > 0 ? workers.indexOf(owner) : undefined,
    );
    return {
      done: program.map((_, worker) => doneBy(worker)),
      owners,
      counts: locks.map(({ count }) => count),
    };
  }

  function* act(each: Action, worker: number): Body {
    if (each.kind === 'join') {
      const target = workers[each.worker];
      // Python refuses to let a thread join itself.
      if (target !== undefined && each.worker !== worker) {
        yield () => kernel.join(target, undefined);
      }
      return;
    }
    const subject = locks[each.lock];
    if (subject === undefined) return;
    if (each.kind === 'acquire') {
      yield () =>
        each.lock === RLOCK
          ? kernel.acquireRecursive(subject, undefined)
          : kernel.acquire(subject, undefined);
    } else if (each.lock === RLOCK) {
      if (kernel.isOwned(subject)) yield () => kernel.releaseRecursive(subject);
    } else if (subject.count > 0) {
      yield () => kernel.release(subject);
    }
  }

  machine.events.onEvent = (step) => {
    const event = machine.events.events[step - 1];
    if (event !== undefined) onEvent(event, { workers, stand });
  };
  return machine.tryMain(function* main(): Body {
    for (let worker = 0; worker < WORKER_COUNT; worker++) {
      workers.push(machine.create(`worker ${worker}`, () => work(worker)));
    }
    for (const worker of workers) yield () => kernel.startThread(worker);
  });
}
