// What single operations cost, under Weft and natively.

import { bootPyodide } from './pyodide.ts';
import { nativeTime, nativeVersion } from './native.ts';
import type { Table } from './report.ts';
import { costOfRound } from './slope.ts';
import { weftTime, type BenchBreakpoint } from './weft.ts';

interface Cost {
  readonly name: string;
  readonly program: string;
  readonly rounds: number;
  /** How often the measured operation happens in a round. */
  readonly perRound?: number;
}

const costs: readonly Cost[] = [
  { name: 'switch (semaphore)', program: 'switch.py', rounds: 20_000, perRound: 2 },
  { name: 'queue hand-over', program: 'handover.py', rounds: 20_000 },
  { name: '`with lock`, uncontended', program: 'lock.py', rounds: 500_000 },
  { name: '`with lock`, contended', program: 'contended.py', rounds: 100_000, perRound: 2 },
  { name: 'thread start + join', program: 'thread.py', rounds: 5_000 },
  { name: '`Event` to one of 1,000 waiters', program: 'broadcast.py', rounds: 20, perRound: 1_000 },
  { name: '`ThreadPoolExecutor.map`, one item', program: 'pool.py', rounds: 10_000 },
];

export async function operationCosts(): Promise<Table> {
  const rows: [string, string, string, string][] = [];
  for (const { name, program, rounds, perRound = 1 } of costs) {
    const weft = (await costOfRound((n) => weftTime(program, n), rounds)) / perRound;
    const native = (await costOfRound((n) => nativeTime(program, n), rounds)) / perRound;
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
  const weft = await costOfRound((n) => weftTime('cpu.py', n), CPU_ROUNDS);
  const row = (name: string, cost: number): [string, string, string] => [
    name,
    microseconds(cost),
    ratio(cost, weft),
  ];
  const rows = [row('Weft', weft)];
  for (const { name, rounds, breakpoint } of debugged) {
    rows.push(row(name, await costOfRound((n) => weftTime('debugged.py', n, breakpoint), rounds)));
  }
  const pyodide = await bootPyodide();
  const inPyodide = await costOfRound((n) => Promise.resolve(pyodide('cpu.py', n)), CPU_ROUNDS);
  rows.push(row('Pyodide as it comes', inPyodide));
  const native = await costOfRound((n) => nativeTime('cpu.py', n), CPU_ROUNDS);
  rows.push(row(await nativeVersion(), native));
  return { title: 'Computation', columns: ['one iteration', 'beside Weft'], rows };
}

export function microseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 3 : 1)} µs`;
}

function ratio(value: number, base: number): string {
  return `${(value / base).toFixed(2)} ×`;
}
