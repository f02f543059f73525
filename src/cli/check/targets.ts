// From the paths of the command line to what is checked: scripts and single tests.

import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { testsIn } from '../../core/analysis/pythonTests.ts';
import { UserError } from '../../core/base/errors.ts';
import type { CheckTarget } from '../../core/exploration/report.ts';

const TEST_FILE = /^(test_.*|.*_test)\.py$/;
const SKIPPED_FOLDERS = ['node_modules', '__pycache__', 'site-packages', 'venv', 'env'];

/** In the order of the paths. @throws UserError if there is nothing to check in one of them */
export async function checkTargets(paths: readonly string[]): Promise<CheckTarget[]> {
  const found = await Promise.all(paths.map(targetsOf));
  return found.flat();
}

async function targetsOf(path: string): Promise<CheckTarget[]> {
  const [file = '', ...names] = path.split('::');
  if (names.length > 0) return namedTargets(file, names.join('.'));
  if (await isFolder(file)) return folderTargets(file);
  const targets = isTestFile(file) ? await testTargets(file) : [];
  return targets.length > 0 ? targets : [{ file }];
}

/** A test, or all of a class. */
async function namedTargets(file: string, name: string): Promise<CheckTarget[]> {
  const all = await testTargets(file);
  const named = all.filter(({ test }) => test === name || test?.startsWith(`${name}.`));
  // What inherits its tests is not seen in the syntax, and may be there nevertheless.
  return named.length > 0 ? named : [{ file, test: name }];
}

async function testTargets(file: string): Promise<CheckTarget[]> {
  const text = await readText(file);
  return testsIn(text).map(({ id: test, line }) => ({ file, test, line }));
}

async function folderTargets(folder: string): Promise<CheckTarget[]> {
  const files = await testFiles(folder);
  if (files.length === 0) {
    throw new UserError(`${folder} has no files of tests (test_*.py or *_test.py).`);
  }
  const found = await Promise.all(files.map(testTargets));
  return found.flat();
}

async function testFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  const found: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    const isSkipped = entry.name.startsWith('.') || SKIPPED_FOLDERS.includes(entry.name);
    if (entry.isFile() && isTestFile(entry.name)) found.push(path);
    if (entry.isDirectory() && !isSkipped) found.push(...(await testFiles(path)));
  }
  return found;
}

function isTestFile(path: string): boolean {
  return TEST_FILE.test(path.split(/[\\/]/).at(-1) ?? '');
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false; // Reading it as a file says what is wrong.
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`${file} can't be read: ${reason}`);
  }
}
