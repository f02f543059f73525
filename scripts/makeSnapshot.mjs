// Boots the interpreter once and writes its memory to dist/snapshot.bin.zst: every run of Weft
// starts from it. Needs dist/pyodide (copyAssets.mjs).

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import esbuild from 'esbuild';
import { readCompressed, writeCompressed } from './compress.mjs';
import { projectRoot, runMain } from './run.mjs';
import { watPlugin } from './watPlugin.mjs';

const dist = join(projectRoot, 'dist');

async function makeSnapshotFile() {
  const maker = join(dist, 'makeSnapshot.mjs');
  await esbuild.build({
    absWorkingDir: projectRoot,
    entryPoints: ['src/runtime/makeSnapshot.ts'],
    outfile: maker,
    bundle: true,
    format: 'esm',
    target: 'node20',
    platform: 'node',
    loader: { '.py': 'text' },
    plugins: [watPlugin],
  });
  const { makeSnapshot } = await import(pathToFileURL(maker).href);
  await rm(maker);
  const pyodide = join(dist, 'pyodide');
  const snapshot = await makeSnapshot({
    baseUrl: `${pathToFileURL(pyodide).href}/`,
    wasm: await readCompressed(join(pyodide, 'pyodide.asm.wasm.zst')),
    stdlib: await readCompressed(join(pyodide, 'python_stdlib.zip.zst')),
  });
  await writeCompressed(join(dist, 'snapshot.bin.zst'), snapshot);
}

await runMain(makeSnapshotFile);
process.exit();
