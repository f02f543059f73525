// What interpreters need: those that wait for a program, and those that have run one.

import type { RuntimePort } from '../../src/session/runtimePort.ts';
import { warmRuntime, runUnderWeft } from './weft.ts';

const MEGABYTE = 2 ** 20;
/** Of so many together, as one alone would share its cost with everything else. */
const COUNT = 4;

export async function memoryOfRuntimes(): Promise<[string, string][]> {
  const atFirst = process.memoryUsage().rss;
  const spares: RuntimePort[] = [];
  for (let number = 0; number < COUNT; number++) spares.push(await warmRuntime());
  const idle = process.memoryUsage().rss;
  for (const port of spares) port.dispose();
  const growth = await growthOverRuns(50);
  return [
    ['an interpreter that waits', megabytes((idle - atFirst) / COUNT)],
    ['growth over 50 runs, each in a new one', megabytes(growth)],
  ];
}

async function growthOverRuns(runs: number): Promise<number> {
  await repeat(10);
  const before = process.memoryUsage().rss;
  await repeat(runs);
  return process.memoryUsage().rss - before;
}

async function repeat(runs: number): Promise<void> {
  for (let run = 0; run < runs; run++) await runUnderWeft('first.py', 0);
}

function megabytes(bytes: number): string {
  return `${(bytes / MEGABYTE).toFixed(0)} MB`;
}
