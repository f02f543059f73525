// The files of CPython's test-suite that one test module needs: the module or its package, the
// support package, and what these import from `test`, as far as their text tells.

import { Buffer } from 'node:buffer';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import type { SandboxFile } from '../../src/core/protocol/worker.ts';

/** Where `test` stands in the run's own file system; the folder of the script. */
export const SANDBOX_ROOT = '/conformance';

const ALWAYS = ['__init__.py', 'support', 'data', 'archivetestdata'];
const IMPORTS = [
  /^\s*from test import \(?(?<names>[\w, ]+)/gm,
  /^\s*(?:from|import) test\.(?<names>\w+)/gm,
];

/** @param module `test_queue` or `test_importlib.test_threaded_import` */
export function testFiles(library: string, module: string): readonly SandboxFile[] {
  const root = join(library, 'test');
  const files = new Map<string, Uint8Array>();
  const wanted = [...ALWAYS, module.split('.')[0] ?? module];
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    for (const path of filesBelow(root, name)) {
      if (files.has(path)) continue;
      const content = adjusted(path, readFileSync(join(root, path)));
      files.set(path, content);
      if (path.endsWith('.py')) wanted.push(...importsOf(content.toString('utf8')));
    }
  }
  return [...files].map(([path, content]) => ({ path: `${SANDBOX_ROOT}/test/${path}`, content }));
}

/** Where the tests ask how the interpreter was built: it has threads, and no subinterpreters. */
const EDITS: Readonly<Record<string, readonly [from: RegExp, to: string]>> = {
  'support/threading_helper.py': [/^can_start_thread = .*$/m, 'can_start_thread = True'],
  'test_concurrent_futures/util.py': [/futures\.InterpreterPoolExecutor/, 'None'],
};

function adjusted(path: string, content: Buffer): Buffer {
  const edit = EDITS[path];
  return edit ? Buffer.from(content.toString('utf8').replace(...edit)) : content;
}

/** `name` is a file, a folder, or either without its ending. */
function filesBelow(root: string, name: string): string[] {
  const path = [name, `${name}.py`].find((candidate) => existsSync(join(root, candidate)));
  if (path === undefined) return [];
  if (!statSync(join(root, path)).isDirectory()) return [path];
  const names = readdirSync(join(root, path), { withFileTypes: true });
  return names
    .filter((entry) => entry.name !== '__pycache__')
    .flatMap((entry) => filesBelow(root, `${path}/${entry.name}`));
}

function importsOf(source: string): string[] {
  return IMPORTS.flatMap((pattern) =>
    [...source.matchAll(pattern)].flatMap(({ groups }) => groups?.names?.split(/\W+/) ?? []),
  ).filter((name) => name !== '');
}
