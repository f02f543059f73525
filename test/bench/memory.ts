// What memory the extension needs: while nothing runs, for a run, for the interpreter that is kept for the
// next one, for a search. Each in a process of its own, as memory that one has let go another one takes.

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { heapOfActivation } from './extensionHeap.ts';
import type { Footprint, Subject } from './memoryOf.ts';

const MEGABYTE = 2 ** 20;
const execute = promisify(execFile);
/** `WEFT_RUNS=1000` takes 10 minutes. */
const RUNS = Number(process.env.WEFT_RUNS ?? 100);
const RUNS_IN_ONE = 2_000;

type Row = readonly [name: string, resident: string, most: string];

export async function memoryRows(): Promise<Row[]> {
  return [
    ['the extension, while nothing runs', `${megabytes(await heapOfActivation(), 1)} of heap`, ''],
    await rowOf('an interpreter that waits', 'spare'),
    await rowOf('one run, with its interpreter', 'run'),
    await rowOf('a search on two workers', 'exploration'),
    await rowOf(`growth over ${shown(RUNS)} runs, each in a new interpreter`, 'runs', RUNS),
    await rowOf(`growth over ${shown(RUNS_IN_ONE)} runs, all in one`, 'runsInOne', RUNS_IN_ONE),
  ];
}

async function rowOf(name: string, subject: Subject, count = 1): Promise<Row> {
  const file = fileURLToPath(new URL('memoryOf.ts', import.meta.url));
  const args = ['--expose-gc', file, subject, String(count)];
  const { stdout } = await execute(process.execPath, args);
  const { resident, most } = JSON.parse(stdout) as Footprint;
  return [name, megabytes(resident), most === undefined ? '' : megabytes(most)];
}

function shown(count: number): string {
  return count.toLocaleString('en-US');
}

function megabytes(bytes: number, digits = 0): string {
  return `${(bytes / MEGABYTE).toFixed(digits)} MB`;
}
