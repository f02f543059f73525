// Patterns of known bugs with what an explicit-state enumeration says of them, one step for each
// operation; GenMC, Nidhugg and Concuerror agree where they publish a count.

import type { Shared, SmallProgram } from './explore.ts';
import type { Body } from './machine.ts';

export type Counts = readonly [all: number, failing: number];

export interface KnownProgram extends SmallProgram {
  readonly name: string;
  readonly interleavings: Counts;
  /** Schedules with at most 0, 1 and 2 preemptions. */
  readonly bounded: readonly Counts[];
  /** Mazurkiewicz traces. */
  readonly traces: Counts;
  /** Chance that a random walk fails. */
  readonly chance: number;
}

type Thread = (shared: Shared) => Body;

function* locked(shared: Shared, name: string, act: () => void): Body {
  yield* shared.lock(name);
  act();
  yield* shared.unlock(name);
}

function times(count: number, thread: (index: number) => Thread): Thread[] {
  return Array.from({ length: count }, (_, index) => thread(index));
}

/** Takes the locks in this order, and gives them back in the opposite one. */
function takes(...names: readonly string[]): Thread {
  return function* (shared) {
    for (const name of names) yield* shared.lock(name);
    for (const name of names.toReversed()) yield* shared.unlock(name);
  };
}

const increments: Thread = function* (shared) {
  const seen = yield* shared.read('n');
  yield* shared.write('n', seen + 1);
};

const counter = (
  threads: number,
): Pick<KnownProgram, 'locks' | 'variables' | 'threads' | 'isWrong'> => ({
  locks: [],
  variables: { n: 0 },
  threads: times(threads, () => increments),
  isWrong: ({ values }) => values['n'] !== threads,
});

const lockedCounter = (threads: number): ReturnType<typeof counter> => ({
  locks: ['m'],
  variables: { n: 0 },
  threads: times(threads, () => (shared) => locked(shared, 'm', () => add(shared, 'n', 1))),
  isWrong: ({ values }) => values['n'] !== threads,
});

function add({ values }: Shared, name: string, amount: number): void {
  values[name] = (values[name] ?? 0) + amount;
}

function philosophers(
  count: number,
  isOrdered: boolean,
): Pick<KnownProgram, 'locks' | 'variables' | 'threads'> {
  return {
    locks: times(count, () => increments).map((_, index) => `fork ${index}`),
    variables: {},
    threads: times(count, (index) => {
      const forks = [index, (index + 1) % count];
      const [first = 0, second = 0] = isOrdered ? forks.toSorted((a, b) => a - b) : forks;
      return takes(`fork ${first}`, `fork ${second}`);
    }),
  };
}

const setsAThenB: Thread = function* (shared) {
  yield* shared.write('a', 1);
  yield* shared.write('b', -1);
};

const checksAAndB: Thread = function* (shared) {
  if ((yield* shared.read('a')) === 0 && (yield* shared.read('b')) === 0) return;
  if ((yield* shared.read('a')) === 1 && (yield* shared.read('b')) === -1) return;
  shared.isFailed = true;
};

const checksLast = (values: Shared['values']): boolean => values['failed'] === 1;

export const smallPrograms: readonly KnownProgram[] = [
  {
    name: 'counter of 2',
    ...counter(2),
    interleavings: [6, 4],
    bounded: [
      [2, 0],
      [4, 2],
      [6, 4],
    ],
    traces: [4, 2],
    chance: 0.5,
  },
  {
    name: 'counter of 3',
    ...counter(3),
    interleavings: [90, 84],
    bounded: [
      [6, 0],
      [24, 18],
      [60, 54],
    ],
    traces: [36, 30],
    chance: 0.8333,
  },
  {
    name: 'counter of 2, locked',
    ...lockedCounter(2),
    interleavings: [2, 0],
    bounded: [
      [2, 0],
      [2, 0],
      [2, 0],
    ],
    traces: [2, 0],
    chance: 0,
  },
  {
    name: 'counter of 3, locked',
    ...lockedCounter(3),
    interleavings: [6, 0],
    bounded: [
      [6, 0],
      [6, 0],
      [6, 0],
    ],
    traces: [6, 0],
    chance: 0,
  },
  {
    name: 'account',
    locks: ['m'],
    variables: { balance: 1, deposited: 0, withdrawn: 0 },
    threads: [
      (shared) =>
        locked(shared, 'm', () => {
          add(shared, 'balance', 2);
          shared.values['deposited'] = 1;
        }),
      (shared) =>
        locked(shared, 'm', () => {
          add(shared, 'balance', -4);
          shared.values['withdrawn'] = 1;
        }),
      (shared) =>
        locked(shared, 'm', () => {
          const { values } = shared;
          const isOver = values['deposited'] === 1 && values['withdrawn'] === 1;
          if (isOver && values['balance'] !== 1 - 2 - 4) values['failed'] = 1;
        }),
    ],
    isWrong: ({ values }) => checksLast(values),
    interleavings: [6, 2],
    bounded: [
      [6, 2],
      [6, 2],
      [6, 2],
    ],
    traces: [6, 2],
    chance: 0.3333,
  },
  {
    name: 'two locks in two orders',
    locks: ['a', 'b'],
    variables: {},
    threads: [takes('a', 'b'), takes('b', 'a')],
    interleavings: [6, 2],
    bounded: [
      [2, 0],
      [6, 2],
      [6, 2],
    ],
    traces: [3, 1],
    chance: 0.5,
  },
  {
    name: 'philosophers, 3',
    ...philosophers(3, false),
    interleavings: [168, 6],
    bounded: [
      [6, 0],
      [57, 3],
      [129, 6],
    ],
    traces: [7, 1],
    chance: 0.3333,
  },
  {
    name: 'philosophers, 3, in order',
    ...philosophers(3, true),
    interleavings: [142, 0],
    bounded: [
      [6, 0],
      [31, 0],
      [74, 0],
    ],
    traces: [6, 0],
    chance: 0,
  },
  {
    name: 'a lock taken twice and kept',
    locks: ['x', 'y'],
    variables: {},
    threads: times(
      2,
      () =>
        function* (shared) {
          yield* shared.lock('x');
          yield* shared.unlock('x');
          yield* shared.lock('x');
          yield* shared.lock('y');
          yield* shared.unlock('y');
          yield* shared.lock('y');
          yield* shared.unlock('y');
        },
    ),
    interleavings: [6, 6],
    bounded: [
      [2, 2],
      [4, 4],
      [6, 6],
    ],
    traces: [6, 6],
    chance: 1,
  },
  {
    name: 'two stages',
    locks: ['l1', 'l2'],
    variables: { d1: 0, d2: 0 },
    threads: [
      function* (shared) {
        yield* shared.lock('l1');
        yield* shared.write('d1', 1);
        yield* shared.unlock('l1');
        yield* shared.lock('l2');
        yield* shared.write('d2', (yield* shared.read('d1')) + 1);
        yield* shared.unlock('l2');
      },
      function* (shared) {
        yield* shared.lock('l1');
        if ((yield* shared.read('d1')) === 0) return yield* shared.unlock('l1');
        const first = yield* shared.read('d1');
        yield* shared.unlock('l1');
        yield* shared.lock('l2');
        const second = yield* shared.read('d2');
        yield* shared.unlock('l2');
        if (second !== first + 1) shared.isFailed = true;
      },
    ],
    interleavings: [72, 1],
    bounded: [
      [2, 0],
      [6, 1],
      [19, 1],
    ],
    traces: [3, 1],
    chance: 1 / 64,
  },
  {
    name: 'reordered writes, 3',
    locks: [],
    variables: { a: 0, b: 0 },
    threads: [setsAThenB, setsAThenB, checksAAndB],
    interleavings: [172, 18],
    bounded: [
      [6, 0],
      [26, 4],
      [80, 10],
    ],
    traces: [56, 12],
    chance: 0.04938,
  },
  {
    name: 'reordered writes, 4',
    locks: [],
    variables: { a: 0, b: 0 },
    threads: [setsAThenB, setsAThenB, setsAThenB, checksAAndB],
    interleavings: [7038, 522],
    bounded: [
      [24, 0],
      [186, 18],
      [894, 90],
    ],
    traces: [1248, 216],
    chance: 0.03809,
  },
  {
    name: 'store buffers',
    locks: [],
    variables: { x: 0, y: 0 },
    threads: [
      ['x', 'y'],
      ['y', 'x'],
    ].map(
      ([mine = '', theirs = '']) =>
        function* (shared: Shared): Body {
          yield* shared.write(mine, 1);
          yield* shared.read(theirs);
        },
    ),
    interleavings: [6, 0],
    bounded: [
      [2, 0],
      [4, 0],
      [6, 0],
    ],
    traces: [3, 0],
    chance: 0,
  },
];
