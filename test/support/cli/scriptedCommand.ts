// The weft command as it is shipped, bundled into a folder of its own beside a scripted worker.

import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

import type { Disposable } from '../../../src/core/base/disposable.ts';

export interface Finished {
  readonly stdout: string;
  readonly stderr: string;
  /** -1 if a signal ended the process. */
  readonly exitCode: number;
}

export interface ScriptedCommand extends Disposable {
  /** Has a file `main.py`; the commands run in it. */
  readonly folder: string;
  start(args: readonly string[]): ChildProcess;
  run(args: readonly string[], input?: string): Promise<Finished>;
}

const root = join(import.meta.dirname, '../../..');

export async function scriptedCommand(): Promise<ScriptedCommand> {
  const folder = mkdtempSync(join(tmpdir(), 'weft-command-'));
  await bundle(folder);
  const work = join(folder, 'work');
  mkdirSync(work);
  writeFileSync(join(work, 'main.py'), 'pass\n');
  const start = (args: readonly string[]) =>
    spawn(process.execPath, [join(folder, 'dist/weft.mjs'), ...args], { cwd: work });
  return {
    folder: work,
    start,
    run(args, input = '') {
      const child = start(args);
      child.stdin.on('error', () => undefined); // it may end without reading its input
      child.stdin.end(input);
      return finished(child);
    },
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function bundle(folder: string): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: ['src/cli/weft.ts'],
    outfile: join(folder, 'dist/weft.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
    banner: {
      js:
        "import { createRequire as makeRequire } from 'node:module';" +
        'const require = makeRequire(import.meta.url);',
    },
  });
  await build({
    entryPoints: [join(import.meta.dirname, 'scriptedWorker.mjs')],
    outfile: join(folder, 'dist/worker.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
  });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ version: '1.2.3' }));
}

export function finished(child: ChildProcess): Promise<Finished> {
  const text = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk: Buffer) => (text.stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (text.stderr += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ ...text, exitCode: code ?? -1 }));
  });
}

/** Resolves when the process has printed something to stdout. */
export function printed(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => child.stdout?.once('data', () => resolve()));
}
