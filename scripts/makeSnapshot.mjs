// Boots the interpreter once and writes its memory to dist/snapshot.bin.zst: every run of Weft
// starts from it. Needs dist/pyodide (copyAssets.mjs).

import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import esbuild from 'esbuild';
import { projectRoot, runMain } from './run.mjs';
import { watPlugin } from './watPlugin.mjs';

const dist = join(projectRoot, 'dist');
const zstdCompress = promisify(zlib.zstdCompress);
const level = process.argv.includes('--production') ? 19 : 6;

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
    wasm: await readFile(join(pyodide, 'pyodide.asm.wasm')),
    stdlib: await readFile(join(pyodide, 'python_stdlib.zip')),
  });
  const params = { [zlib.constants.ZSTD_c_compressionLevel]: level };
  await writeFile(join(dist, 'snapshot.bin.zst'), await zstdCompress(snapshot, { params }));
}

await runMain(makeSnapshotFile);
process.exit();
