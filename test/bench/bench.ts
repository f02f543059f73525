// `npm run bench`: what Weft costs, beside the native Python of the same machine in the same run.
// Uses what is in `dist/` and the packed VSIX, so build and package first.

import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/run.mjs';
import { activationTime } from './activation.ts';
import { executionsPerSecond } from './exploring.ts';
import { costInLockHeavyRun, costOfManyThreads } from './findings.ts';
import { nativeTime, nativeVersion } from './native.ts';
import { costOfRecording, costOfWriting } from './recordings.ts';
import { costOfRound, median } from './slope.ts';
import { timelineCost } from './timeline.ts';
import { bootRuntime, runUnderWeft, weftTime, type BenchBreakpoint } from './weft.ts';

interface Cost {
  readonly name: string;
  readonly program: string;
  readonly rounds: number;
  /** How often the measured operation happens in a round. */
  readonly perRound: number;
}

const costs: readonly Cost[] = [
  { name: 'switch (semaphore)', program: 'switch.py', rounds: 20_000, perRound: 2 },
  { name: 'with lock, uncontended', program: 'lock.py', rounds: 500_000, perRound: 1 },
  { name: 'thread start + join', program: 'thread.py', rounds: 5_000, perRound: 1 },
  { name: 'CPU loop, one iteration', program: 'cpu.py', rounds: 5_000_000, perRound: 1 },
];

async function printCosts(): Promise<void> {
  row('', 'Weft', await nativeVersion(), 'ratio');
  for (const { name, program, rounds, perRound } of costs) {
    const weft = (await costOfRound((n) => weftTime(program, n), rounds)) / perRound;
    const native = (await costOfRound((n) => nativeTime(program, n), rounds)) / perRound;
    row(name, microseconds(weft), microseconds(native), (weft / native).toFixed(2));
  }
}

interface DebuggedCost {
  readonly name: string;
  readonly rounds: number;
  readonly breakpoint: BenchBreakpoint;
}

const debugged: readonly DebuggedCost[] = [
  {
    name: 'breakpoint elsewhere',
    rounds: 5_000_000,
    breakpoint: { line: 14, condition: undefined },
  },
  {
    name: 'false condition in the loop',
    rounds: 100_000,
    breakpoint: { line: 9, condition: 'number < 0' },
  },
];

/** What an iteration of a loop costs with a breakpoint set, and without. */
async function printDebugged(): Promise<void> {
  row('', 'with', 'without', 'ratio');
  for (const { name, rounds, breakpoint } of debugged) {
    const program = 'debugged.py';
    const set = await costOfRound((n) => weftTime(program, n, breakpoint), rounds);
    const free = await costOfRound((n) => weftTime(program, n), 5_000_000);
    row(name, microseconds(set), microseconds(free), (set / free).toFixed(2));
  }
}

async function printStarts(): Promise<void> {
  const cold: number[] = [];
  const warm: number[] = [];
  for (let run = 0; run < 5; run++) {
    cold.push((await runUnderWeft('first.py', 0)).firstState);
    const port = await bootRuntime();
    warm.push((await runUnderWeft('first.py', 0, () => Promise.resolve(port))).firstState);
  }
  row('launch to first state, cold', `${median(cold).toFixed(0)} ms`, '', '');
  row('launch to first state, warm', `${median(warm).toFixed(0)} ms`, '', '');
}

async function printFindings(): Promise<void> {
  const heavy = await costInLockHeavyRun();
  const share = `${((100 * heavy.time) / heavy.run).toFixed(2)} % of the run`;
  row('deadlock watch, lock-heavy run', `${heavy.events} events`, share, '');
  const many = costOfManyThreads();
  const perBatch = microseconds((1000 * many.time) / many.batches);
  row('  1,000 threads × 1,000 locks', `${many.events} events`, `${perBatch} a look`, '');
}

async function printRecordings(): Promise<void> {
  const writing = await costOfWriting();
  const share = `${((100 * writing.time) / writing.run).toFixed(2)} % of the run`;
  row('recording, lock-heavy run', `${writing.events} events`, share, '');
  const { events, threads, bytes, save, open, seek } = await costOfRecording();
  const size = `${(bytes / events).toFixed(2)} B an event`;
  row('recording in a file', `${events} events`, `${threads} threads`, size);
  row('  save', `${save.toFixed(0)} ms`, '', '');
  row('  open', `${open.toFixed(0)} ms`, '', '');
  row('  another step', `${seek.toFixed(1)} ms at most`, '', '');
}

async function printTimeline(): Promise<void> {
  const { events, threads, bytes, open, seek, pan, zoom } = await timelineCost();
  const size = `${(events / 1e6).toFixed(0)} M events`;
  row('timeline, open', size, `${threads} threads`, `${open.toFixed(0)} ms`);
  row('  seek', '', '', `${seek.toFixed(0)} ms`);
  row('  pan, zoom', '', `${pan.toFixed(0)} frames/s`, `${zoom.toFixed(0)} frames/s`);
  row('  memory', `${bytes.toFixed(0)} B an event`, '', '');
}

function printVsixSize(): void {
  for (const file of globSync('*.vsix', { cwd: projectRoot })) {
    const { size } = statSync(join(projectRoot, file));
    row(file, `${(size / 1e6).toFixed(2)} MB`, '', '');
  }
}

function microseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 3 : 1)} µs`;
}

function row(...cells: [name: string, ...values: string[]]): void {
  const [name, ...values] = cells;
  console.log(name.padEnd(30) + values.map((value) => value.padStart(16)).join(''));
}

await printStarts();
await printCosts();
await printFindings();
await printRecordings();
await printDebugged();
row(
  'executions, 2 threads × 2 locks',
  `${(await executionsPerSecond(4000)).toFixed(0)} / s`,
  '',
  '',
);
await printTimeline();
row('activation', `${(await activationTime()).toFixed(0)} ms`, '', '');
printVsixSize();
