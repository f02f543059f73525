// Copies what ships beside the bundles: Pyodide as it is (it finds its parts relative to
// itself), the panel's style sheet and the icon font.

import { existsSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { projectRoot } from './run.mjs';

// Without the package lock: it only names wheels on a server, and nothing is fetched at run time.
const pyodideFiles = ['pyodide.mjs', 'pyodide.asm.mjs', 'pyodide.asm.wasm', 'python_stdlib.zip'];

const assets = {
  'dist/pyodide': pyodideFiles.map((file) => `node_modules/pyodide/${file}`),
  'dist/webview': [
    'media/panel.css',
    'node_modules/@vscode/codicons/dist/codicon.css',
    'node_modules/@vscode/codicons/dist/codicon.ttf',
  ],
};

export async function copyAssets() {
  for (const [folder, files] of Object.entries(assets)) {
    await mkdir(join(projectRoot, folder), { recursive: true });
    for (const file of files) {
      if (!existsSync(join(projectRoot, file))) {
        console.log(`skipped: ${file} does not exist yet`);
        continue;
      }
      await cp(join(projectRoot, file), join(projectRoot, folder, basename(file)));
    }
  }
}
