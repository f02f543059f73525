// What recording costs the thread that runs Python: programs by turns in the worker as it is, and in one that neither looks where
// frequent events happen nor writes them. No user can have that one, it is built here.

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { projectRoot } from '../../scripts/run.mjs';
import { watPluginWith } from '../../scripts/watPlugin.mjs';
import { microseconds } from './costs.ts';
import type { Table } from './report.ts';
import { costsOfRounds } from './slope.ts';
import { workerTime } from './weft.ts';

const outfile = join(projectRoot, 'dist/unrecordedWorker.mjs');
const replacements = join(projectRoot, 'test/bench/unrecorded');

const programs = [
  { name: 'take two locks that others take too', program: 'contended.py', rounds: 800_000 },
  { name: 'hand over by semaphores', program: 'switch.py', rounds: 60_000 },
  { name: 'hand over by a queue', program: 'handover.py', rounds: 60_000 },
  { name: 'one item of `ThreadPoolExecutor.map`', program: 'pool.py', rounds: 30_000 },
];

export async function recordingCosts(): Promise<Table> {
  const worker = await buildUnrecorded();
  try {
    const rows: [string, string, string, string][] = [];
    for (const { name, program, rounds } of programs) {
      const [without = NaN, recorded = NaN] = await costsOfRounds([
        { timeOf: (n) => workerTime(program, n, worker), rounds },
        { timeOf: (n) => workerTime(program, n), rounds },
      ]);
      const share = `${((recorded / without - 1) * 100).toFixed(0)} %`;
      rows.push([name, microseconds(without), microseconds(recorded), share]);
    }
    return { title: 'Recording', columns: ['not recorded', 'recorded', 'cost'], rows };
  } finally {
    await rm(outfile, { force: true });
  }
}

async function buildUnrecorded(): Promise<string> {
  await build({
    absWorkingDir: projectRoot,
    entryPoints: ['src/runtime/worker.ts'],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: ['*/pyodide.mjs', 'pyodide'],
    loader: { '.py': 'text' },
    logLevel: 'warning',
    plugins: [watPluginWith(withoutRecording), replacing],
  });
  return outfile;
}

/** Operations that are lent to threads are neither looked up nor written either. */
function withoutRecording(name: string, source: string): string {
  if (name !== 'leasedLocks.wat') return source;
  const parts = [
    ['(call $stack_here)', '(i32.const 1)'],
    [/\(i32\.store \$lease \(local\.get \$event\)[^]*?offset=8 \(local\.get \$cell\)\)\)\)/, ''],
    ['(i32.store $lease (i32.const 8) (i32.add (local.get $event) (i32.const 8)))', ''],
  ] as const;
  return parts.reduce((text, [part, instead]) => {
    const changed = text.replace(part, instead);
    if (changed === text) throw new Error(`${name} has no ${part} any more`);
    return changed;
  }, source);
}

/** Modules that have one of the same name here are only seen by that one. */
const replacing: Plugin = {
  name: 'unrecorded',
  setup(bundler) {
    bundler.onResolve({ filter: /\/(encode|frames)\.ts$/ }, ({ path, importer }) => {
      if (importer.startsWith(replacements)) return undefined;
      return { path: join(replacements, path.endsWith('encode.ts') ? 'encode.ts' : 'frames.ts') };
    });
  },
};
