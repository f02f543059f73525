// Packs `dist/` and the files that ship into `weft-<version>.vsix` and prints its size.

import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot, run, runMain } from './run.mjs';

/**
 * Packs what was built into `vsix` (absolute path), and gives that path back.
 * @param {string} vsix
 * @param {{ isQuiet?: boolean }} [options] quiet: without the list of files
 */
export async function packageExtension(vsix, { isQuiet = false } = {}) {
  const flags = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'];
  const vsce = join(projectRoot, 'node_modules/@vscode/vsce/vsce');
  await run(process.execPath, [vsce, 'package', ...flags, '--out', vsix], { isQuiet });
  return vsix;
}

if (process.argv[1] === import.meta.filename) {
  await runMain(async () => {
    const { name, version } = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8'));
    const vsix = await packageExtension(join(projectRoot, `${name}-${version}.vsix`));
    const { size } = await stat(vsix);
    console.log(`${vsix}: ${(size / 1e6).toFixed(2)} MB`);
  });
}
