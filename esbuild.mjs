// Builds everything in `dist/`: six bundles, the files they load, and the snapshot of a booted
// interpreter. `--production` minifies, `--watch` rebuilds the bundles on change.

import { chmod, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import esbuild from 'esbuild';
import { copyAssets } from './scripts/copyAssets.mjs';
import { projectRoot, run, runMain } from './scripts/run.mjs';
import { watPlugin } from './scripts/watPlugin.mjs';

const isWatch = process.argv.includes('--watch');
const isProduction = process.argv.includes('--production');

const common = {
  absWorkingDir: projectRoot,
  bundle: true,
  minify: isProduction,
  sourcemap: isProduction ? false : 'linked',
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  loader: { '.py': 'text' },
  plugins: [watPlugin],
};

// Electron 37 and current servers have Node 22 or 24; 20 keeps the output readable.
const node = { ...common, platform: 'node', target: 'node20' };

// Commander is CommonJS, and an ESM bundle has no `require` of its own.
const requireForEsm =
  "import { createRequire as weftCreateRequire } from 'node:module';" +
  'const require = weftCreateRequire(import.meta.url);';

const page = { platform: 'browser', format: 'iife', target: 'es2023' };

/** Begins the names of the extension's files, but for the first; VS Code loads ES modules since 1.100. */
const CHUNK = 'extension-';

const bundles = [
  {
    ...node,
    entryPoints: ['src/extension.ts'],
    outdir: 'dist',
    outExtension: { '.js': '.mjs' },
    // What the extension imports late is no part of its activation.
    splitting: true,
    chunkNames: CHUNK + '[hash]',
    format: 'esm',
    external: ['vscode'],
  },
  {
    ...node,
    entryPoints: ['src/runtime/worker.ts'],
    outfile: 'dist/worker.mjs',
    format: 'esm',
    external: ['*/pyodide.mjs', 'pyodide'],
  },
  {
    ...node,
    entryPoints: ['src/cli/weft.ts'],
    outfile: 'dist/weft.mjs',
    format: 'esm',
    banner: { js: `#!/usr/bin/env node\n${requireForEsm}` },
  },
  {
    ...common,
    entryPoints: ['webview/panel.ts'],
    outfile: 'dist/webview/panel.js',
    ...page,
  },
  {
    ...common,
    entryPoints: ['webview/timeline.ts'],
    outfile: 'dist/webview/timeline.js',
    ...page,
  },
  {
    ...common,
    entryPoints: ['webview/timelineFile.ts'],
    outfile: 'dist/webview/timelineFile.js',
    ...page,
    // It goes into other files as it is.
    minify: true,
    sourcemap: false,
  },
];

async function buildOnce() {
  await removeChunks();
  await copyAssets();
  const results = await Promise.all(bundles.map((bundle) => esbuild.build(bundle)));
  await chmod(join(projectRoot, 'dist/weft.mjs'), 0o755);
  await writeMetafile(results);
  await run(process.execPath, ['scripts/makeSnapshot.mjs', ...process.argv.slice(2)]);
  await reportSizes();
}

/** Those of an earlier build have other names. */
async function removeChunks() {
  const dist = join(projectRoot, 'dist');
  await mkdir(dist, { recursive: true });
  const old = (await readdir(dist)).filter((name) => name.startsWith(CHUNK));
  await Promise.all(old.map((name) => rm(join(dist, name))));
}

/** One metafile for all bundles; the notices are made from its inputs. */
async function writeMetafile(results) {
  const inputs = Object.assign({}, ...results.map(({ metafile }) => metafile.inputs));
  const outputs = Object.assign({}, ...results.map(({ metafile }) => metafile.outputs));
  await writeFile(join(projectRoot, 'dist/meta.json'), JSON.stringify({ inputs, outputs }));
}

const shipped = [
  'dist/extension.mjs',
  ...bundles.flatMap(({ outfile }) => outfile ?? []),
  'dist/snapshot.bin.zst',
  'dist/pyodide/pyodide.asm.mjs',
  'dist/pyodide/pyodide.asm.wasm.zst',
  'dist/pyodide/python_stdlib.zip.zst',
];

async function reportSizes() {
  for (const file of shipped) {
    const { size } = await stat(join(projectRoot, file));
    console.log(`${(size / 1024).toFixed(0).padStart(7)} kB  ${file}`);
  }
}

async function watch() {
  await removeChunks();
  await copyAssets();
  for (const bundle of bundles) {
    const context = await esbuild.context({ ...bundle, logLevel: 'info' });
    await context.watch();
  }
}

await runMain(isWatch ? watch : buildOnce);
