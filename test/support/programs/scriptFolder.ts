// A temporary folder with the files of a small program, for tests that show their source.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import type { Disposable } from '../../../src/core/base/disposable.ts';

export interface ScriptFolder extends Disposable {
  readonly folder: string;
  /** Absolute path of a file in it. */
  readonly path: (name: string) => string;
}

/** @param files relative path → text. */
export function scriptFolder(files: Readonly<Record<string, string>>): ScriptFolder {
  const folder = mkdtempSync(join(tmpdir(), 'weft-script-'));
  const path = (name: string) => join(folder, name);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), text);
  }
  return { folder, path, dispose: () => rmSync(folder, { recursive: true, force: true }) };
}
