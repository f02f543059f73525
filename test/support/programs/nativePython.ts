// Runs programs under the machine's own python3, a few at a time.

import { spawn } from 'node:child_process';
import { dirname } from 'node:path';

import { nativePython } from '../../../scripts/python.mjs';
import { inParallel } from './inParallel.ts';

export interface NativeRun {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | undefined;
  /** It still ran when its time was over, and was ended. */
  readonly isCutOff: boolean;
}

export interface NativeOptions {
  readonly script: string;
  readonly args?: readonly string[];
  readonly stdin?: string;
  /** Seconds; 30 if left out. */
  readonly timeout?: number;
  /** Into a pipe, python3 prints at its end; a program that has to be ended would print nothing. */
  readonly isLineBuffered?: boolean;
}

const LINE_BUFFERED = `
import runpy, sys
sys.stdout.reconfigure(line_buffering=True)
runpy.run_path(sys.argv[1], run_name='__main__')
`;

/** What a program may see of the environment; Weft's programs see nothing of it either. */
const ENVIRONMENT = {
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  LANG: 'C.UTF-8',
  PYTHONDONTWRITEBYTECODE: '1',
};

/** Gives a function that runs at most `limit` programs at once, in order. */
export function nativeRunner(limit: number): (options: NativeOptions) => Promise<NativeRun> {
  const python = nativePython();
  const schedule = inParallel(limit);
  return (options) => schedule(() => runNative(python, options));
}

function runNative(python: string, options: NativeOptions): Promise<NativeRun> {
  const { script, args = [], stdin = '', timeout = 30 } = options;
  const wrapper = options.isLineBuffered ? ['-c', LINE_BUFFERED] : [];
  const command = [...wrapper, script, ...args];
  const child = spawn(python, command, { cwd: dirname(script), env: ENVIRONMENT });
  const text = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (text.stdout += piece));
  child.stderr.setEncoding('utf8').on('data', (piece: string) => (text.stderr += piece));
  child.stdin.on('error', () => undefined); // It need not read its input.
  child.stdin.end(stdin);
  return new Promise((resolve, reject) => {
    let isCutOff = false;
    const timer = setTimeout(() => {
      isCutOff = true;
      child.kill('SIGKILL');
    }, timeout * 1000);
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ ...text, exitCode: code ?? undefined, isCutOff });
    });
  });
}
