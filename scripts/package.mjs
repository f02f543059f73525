// Packs `dist/` and the files that ship into `weft-<version>.vsix` and prints its size.

import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot, run, runMain } from './run.mjs';

/** Packs what was built; gives the absolute path of the VSIX. */
export async function packageExtension() {
  const { name, version } = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8'));
  const vsix = join(projectRoot, `${name}-${version}.vsix`);
  const flags = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'];
  await run(process.execPath, [
    join(projectRoot, 'node_modules/@vscode/vsce/vsce'),
    ...['package', ...flags, '--out', vsix],
  ]);
  return vsix;
}

if (process.argv[1] === import.meta.filename) {
  await runMain(async () => {
    const vsix = await packageExtension();
    const { size } = await stat(vsix);
    console.log(`${vsix}: ${(size / 1e6).toFixed(2)} MB`);
  });
}
