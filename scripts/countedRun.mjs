// Runs one step of the tests and says how many tests passed and failed; never throws because of
// what it runs.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './run.mjs';

/** Milliseconds until a step that hangs is ended. */
const TIMEOUT = 30 * 60_000;

/**
 * A script without tests of its own: nothing to count unless it fails. Quiet: prints nothing.
 * @param {readonly string[]} args
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function countedScript(args, { isQuiet = false } = {}) {
  try {
    await run(process.execPath, args, { timeout: TIMEOUT, isQuiet });
    return { passed: 0, failed: 0 };
  } catch (error) {
    if (!isQuiet) console.log(error.message);
    return { passed: 0, failed: 1 };
  }
}

/**
 * The tests in `files` (a glob), with mocha. A suite that can't be loaded or that dies on the way
 * is a failure, whatever it has counted.
 * @param {string} files
 * @param {readonly string[]} flags
 */
export async function countedSuite(files, flags = [], { isQuiet = false } = {}) {
  const directory = await mkdtemp(join(tmpdir(), 'weft-test-'));
  const countFile = join(directory, 'counts.json');
  const reporter = ['--reporter', 'scripts/countReporter.mjs'];
  const options = ['--reporter-option', `countFile=${countFile}`];
  const args = ['node_modules/mocha/bin/mocha.js', ...reporter, ...options, ...flags, files];
  const exit = await countedScript(args, { isQuiet });
  const counts = await readCounts(countFile);
  await rm(directory, { recursive: true });
  return { passed: counts.passed, failed: Math.max(counts.failed, exit.failed) };
}

/** A suite that has not come to its end has written nothing. */
async function readCounts(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return { passed: 0, failed: 1 };
  }
}
