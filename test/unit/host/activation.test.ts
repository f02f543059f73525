// What the extension loads when VS Code activates it, which is to take less than 50 ms.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import esbuild from 'esbuild';
import { projectRoot } from '../../../scripts/run.mjs';

/** Wanted only by a run, a finding, an export or a look at tests: to be imported late. */
const LATE =
  /@lezer|fflate|src\/adapter\/|src\/session\/(session|openSession)\.ts|\/export\/formats/;

/** Paths of the modules that are loaded with this one. */
async function loadedWith(entry: string): Promise<readonly string[]> {
  const { metafile } = await esbuild.build({
    ...{ absWorkingDir: projectRoot, entryPoints: [entry], external: ['vscode'] },
    ...{ bundle: true, platform: 'node', format: 'esm', splitting: true, outdir: 'dist' },
    ...{ write: false, metafile: true, logLevel: 'silent' },
  });
  const found = new Set([entry]);
  for (const path of found) {
    for (const { kind, path: imported, external } of metafile.inputs[path]?.imports ?? []) {
      if (kind === 'import-statement' && external !== true) found.add(imported);
    }
  }
  return [...found];
}

describe('activation', () => {
  it('loads nothing that only later features need', async () => {
    const loaded = await loadedWith(join('src', 'extension.ts'));
    assert.ok(loaded.length > 50, 'the modules are found');
    assert.deepEqual(
      loaded.filter((path) => LATE.test(path)),
      [],
    );
  });
});
