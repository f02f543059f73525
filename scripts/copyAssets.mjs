// Puts into `dist/` what ships beside the bundles: Pyodide's WebAssembly build of CPython, the
// panel's style sheets and the icon font.

import { cp, mkdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { writeCompressed } from './compress.mjs';
import { projectRoot } from './run.mjs';

const pyodide = join(projectRoot, 'node_modules', 'pyodide');

const copies = {
  'dist/pyodide': ['node_modules/pyodide/pyodide.asm.mjs'],
  'dist/webview': [
    'media/panel.css',
    'media/findings.css',
    'media/diagram.css',
    'media/control.css',
    'media/exploration.css',
    'media/timeline.css',
    'media/timelineFile.css',
    'media/recording.css',
    'node_modules/@vscode/codicons/dist/codicon.css',
    'node_modules/@vscode/codicons/dist/codicon.ttf',
  ],
};

export async function copyAssets() {
  await rm(join(projectRoot, 'dist/pyodide'), { recursive: true, force: true });
  for (const [folder, files] of Object.entries(copies)) {
    await mkdir(join(projectRoot, folder), { recursive: true });
    for (const file of files) {
      await cp(join(projectRoot, file), join(projectRoot, folder, basename(file)));
    }
  }
  await Promise.all([packWasm(), packStandardLibrary()]);
}

async function packWasm() {
  const wasm = await readFile(join(pyodide, 'pyodide.asm.wasm'));
  await writeCompressed(join(projectRoot, 'dist/pyodide/pyodide.asm.wasm.zst'), wasm);
}

// The same files without compression inside the zip: compressed as a whole they are a third
// smaller, and Python imports them faster.
async function packStandardLibrary() {
  const files = unzipSync(await readFile(join(pyodide, 'python_stdlib.zip')));
  const options = { level: 0, mtime: new Date(1980, 0, 1) };
  const stored = zipSync(files, options);
  await writeCompressed(join(projectRoot, 'dist/pyodide/python_stdlib.zip.zst'), stored);
}
