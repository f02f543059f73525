// Runs bench programs under the native Python of this machine.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { nativePython } from '../../scripts/python.mjs';

const execute = promisify(execFile);
const programs = new URL('programs/', import.meta.url);

/** Milliseconds from start of the process to its end. */
export async function nativeTime(program: string, rounds: number): Promise<number> {
  const start = performance.now();
  await execute(nativePython(), [new URL(program, programs).pathname, String(rounds)]);
  return performance.now() - start;
}

export async function nativeVersion(): Promise<string> {
  const { stdout } = await execute(nativePython(), ['--version']);
  return stdout.trim();
}
