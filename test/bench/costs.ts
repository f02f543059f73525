// What single operations cost, under Weft and natively.

import { bootPyodide } from './pyodide.ts';
import { nativeTime, nativeVersion } from './native.ts';
import type { Table } from './report.ts';
import { costsOfRounds, type Rounds } from './slope.ts';
import { weftTime, type BenchBreakpoint } from './weft.ts';

interface Cost {
  readonly name: string;
  readonly program: string;
  readonly rounds: number;
  /** How often the measured operation happens in a round. */
  readonly perRound?: number;
}

/** V8 goes on translating for some tenths of a second of each run: the long ones take a second or more. */
const costs: readonly Cost[] = [
  { name: 'switch (semaphore)', program: 'switch.py', rounds: 60_000, perRound: 2 },
  { name: 'queue hand-over', program: 'handover.py', rounds: 60_000 },
  { name: '`with lock`, uncontended', program: 'lock.py', rounds: 2_000_000 },
  { name: '`with lock`, contended', program: 'contended.py', rounds: 800_000, perRound: 2 },
  { name: 'thread start + join', program: 'thread.py', rounds: 20_000 },
  { name: '`Event` to one of 1,000 waiters', program: 'broadcast.py', rounds: 40, perRound: 1_000 },
  { name: '`ThreadPoolExecutor.map`, one item', program: 'pool.py', rounds: 30_000 },
];

export async function operationCosts(): Promise<Table> {
  const rows: [string, string, string, string][] = [];
  for (const { name, program, rounds, perRound = 1 } of costs) {
    const perRoundCosts = await costsOfRounds([
      { timeOf: (n) => weftTime(program, n), rounds },
      { timeOf: (n) => nativeTime(program, n), rounds },
    ]);
    const [weft = NaN, native = NaN] = perRoundCosts.map((cost) => cost / perRound);
    rows.push([name, microseconds(weft), microseconds(native), ratio(weft, native)]);
  }
  return { title: 'Operations', columns: ['Weft', await nativeVersion(), 'ratio'], rows };
}

const CPU_ROUNDS = 5_000_000;

interface DebuggedCost {
  readonly name: string;
  readonly rounds: number;
  readonly breakpoint: BenchBreakpoint;
}

const debugged: readonly DebuggedCost[] = [
  {
    name: 'with a breakpoint elsewhere',
    rounds: CPU_ROUNDS,
    breakpoint: { line: 14, condition: undefined },
  },
  {
    name: 'with a breakpoint in it, condition false',
    rounds: 100_000,
    breakpoint: { line: 9, condition: 'number < 0' },
  },
];

/** An iteration of a loop that does nothing but compute, also with breakpoints set. */
export async function computationCosts(): Promise<Table> {
  const pyodide = await bootPyodide();
  const measured: readonly (Rounds & { readonly name: string })[] = [
    { name: 'Weft', timeOf: (n) => weftTime('cpu.py', n), rounds: CPU_ROUNDS },
    ...debugged.map(({ name, rounds, breakpoint }) => ({
      name,
      timeOf: (n: number) => weftTime('debugged.py', n, breakpoint),
      rounds,
    })),
    {
      name: 'Pyodide as it comes',
      timeOf: (n) => Promise.resolve(pyodide('cpu.py', n)),
      rounds: CPU_ROUNDS,
    },
    { name: await nativeVersion(), timeOf: (n) => nativeTime('cpu.py', n), rounds: CPU_ROUNDS },
  ];
  const costs = await costsOfRounds(measured);
  const [weft = NaN] = costs;
  const rows = measured.map(({ name }, index): [string, string, string] => {
    const cost = costs[index] ?? NaN;
    return [name, microseconds(cost), ratio(cost, weft)];
  });
  return { title: 'Computation', columns: ['one iteration', 'beside Weft'], rows };
}

export function microseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 3 : 1)} µs`;
}

function ratio(value: number, base: number): string {
  return `${(value / base).toFixed(2)} ×`;
}
