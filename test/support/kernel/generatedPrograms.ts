// Arbitrary small programs of locks and shared variables, for an explorer to be judged by.

import fc from 'fast-check';
import type { Shared, SmallProgram } from './explore.ts';
import type { Body } from './machine.ts';

export type Act =
  | { readonly kind: 'lock' | 'unlock' | 'try' | 'look'; readonly lock: number }
  | { readonly kind: 'timed'; readonly lock: number; readonly timeout: number }
  | { readonly kind: 'read' | 'write' | 'copy'; readonly variable: number }
  | { readonly kind: 'sleep'; readonly time: number };

const LOCKS = ['p', 'q'];
const VARIABLES = ['x', 'y'];

const lock = fc.nat(LOCKS.length - 1);
const variable = fc.nat(VARIABLES.length - 1);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('lock', 'unlock'), lock }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('try', 'look'), lock }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('read', 'write', 'copy'), variable }) },
);

const timedAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 8, arbitrary: act },
  fc.record({
    kind: fc.constant('timed' as const),
    lock,
    timeout: fc.constantFrom(1_000_000, 100_000_000),
  }),
  fc.record({ kind: fc.constant('sleep' as const), time: fc.constantFrom(1_000_000, 100_000_000) }),
);

const rows = (each: fc.Arbitrary<Act>): fc.Arbitrary<readonly (readonly Act[])[]> =>
  fc.oneof(
    fc.array(fc.array(each, { maxLength: 5 }), { minLength: 2, maxLength: 2 }),
    fc.array(fc.array(each, { maxLength: 3 }), { minLength: 3, maxLength: 3 }),
  );

/** One list of acts for each thread. */
export const untimedPrograms = rows(act);
export const timedPrograms = rows(timedAct);

export function programOf(acts: readonly (readonly Act[])[]): SmallProgram {
  return {
    locks: LOCKS,
    variables: { x: 0, y: 0 },
    threads: acts.map((list, index) => (shared) => play(shared, list, index + 1)),
  };
}

/** Everything that a thread sees is part of the program's result. */
function* play(shared: Shared, acts: readonly Act[], thread: number): Body {
  const { kernel, values } = shared;
  const note = (place: number, seen: number): void => {
    values[`thread ${thread} at ${place}`] = seen;
  };
  for (const [place, each] of acts.entries()) {
    if (each.kind === 'sleep') yield () => kernel.sleep(each.time);
    else if ('lock' in each) note(place, yield* useLock(shared, each, thread));
    else note(place, yield* useVariable(shared, each, thread));
  }
}

function* useLock(
  shared: Shared,
  each: Extract<Act, { readonly lock: number }>,
  thread: number,
): Generator<() => number, number, number> {
  const { kernel } = shared;
  const lock = shared.lockOf(LOCKS[each.lock] ?? '');
  switch (each.kind) {
    case 'lock':
      return yield () => kernel.acquire(lock, undefined);
    case 'try':
      return yield () => kernel.acquire(lock, 0);
    case 'timed':
      return yield () => kernel.acquire(lock, each.timeout);
    case 'look':
      yield () => kernel.announce({ kind: 'read', object: lock.location });
      return lock.count;
    case 'unlock':
      // Python's lock may be released by anybody; a free one may not.
      if (lock.count === 0 || lock.owner !== thread + 1) return 0;
      return yield () => kernel.release(lock);
  }
}

function* useVariable(
  shared: Shared,
  each: Extract<Act, { readonly variable: number }>,
  thread: number,
): Generator<() => number, number, number> {
  const name = VARIABLES[each.variable] ?? '';
  if (each.kind !== 'write') {
    const seen = yield* shared.read(name);
    if (each.kind === 'copy') yield* shared.write(name, seen * 10 + thread);
    return seen;
  }
  yield* shared.write(name, thread);
  return 0;
}
