// Runs the test suites one after the other and ends with one line, `N passed, N failed`.
// `node scripts/test.mjs` runs all, after a build and the checks; with names only those suites,
// and with `--grep text` only tests with that text in their name.
// A suite that fails, or doesn't even start, never hides the others.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { run, runMain, ScriptError } from './run.mjs';

/** Suite (folder below test/) → what mocha needs beyond .mocharc.json. */
const suites = {
  unit: [],
  runtime: ['--timeout', '60000', '--parallel', '--jobs', '2'],
  adapter: ['--timeout', '30000'],
  e2e: ['--timeout', '120000', '--require', 'test/support/vscode/rootHooks.ts'],
};

await runMain(async () => {
  const { positionals: names, values } = parseArgs({
    allowPositionals: true,
    options: { grep: { type: 'string' } },
  });
  const filter = values.grep === undefined ? [] : ['--grep', values.grep];
  const unknown = names.filter((name) => !(name in suites));
  if (unknown.length > 0) throw new ScriptError(`no suite ${unknown.join(', ')}`);
  const steps = names.length > 0 ? names.map((name) => suiteStep(name, filter)) : allSteps();
  const total = { passed: 0, failed: 0 };
  for (const step of steps) {
    const { passed, failed } = await timed(step);
    total.passed += passed;
    total.failed += failed;
  }
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed > 0 ? 1 : 0;
});

function allSteps() {
  const build = () => command('esbuild.mjs', '--production');
  const check = () => command('scripts/check.mjs');
  return [
    { name: 'build', act: build },
    { name: 'check', act: check },
    ...Object.keys(suites).map((name) => suiteStep(name, [])),
  ];
}

function suiteStep(name, filter) {
  return { name, act: () => mochaSuite(name, [...suites[name], ...filter]) };
}

async function timed({ name, act }) {
  console.log(`\n== ${name}`);
  const start = performance.now();
  const counts = await act();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`== ${name}: ${counts.failed === 0 ? 'ok' : 'FAILED'} in ${seconds} s`);
  return counts;
}

/** A step without tests of its own: nothing to count unless it fails. */
async function command(...args) {
  try {
    await run(process.execPath, args, { timeout: 15 * 60_000 });
    return { passed: 0, failed: 0 };
  } catch (error) {
    console.log(error.message);
    return { passed: 0, failed: 1 };
  }
}

async function mochaSuite(name, flags) {
  const directory = await mkdtemp(join(tmpdir(), 'weft-test-'));
  const countFile = join(directory, 'counts.json');
  const reporter = ['--reporter', 'scripts/countReporter.mjs'];
  const options = ['--reporter-option', `countFile=${countFile}`];
  const files = `test/${name}/**/*.test.ts`;
  const mocha = 'node_modules/mocha/bin/mocha.js';
  const { failed: exitFailed } = await command(mocha, ...reporter, ...options, ...flags, files);
  const counts = await readCounts(countFile);
  await rm(directory, { recursive: true });
  // An exit code without a failed test: the suite could not be loaded or died on the way.
  return { passed: counts.passed, failed: Math.max(counts.failed, exitFailed) };
}

async function readCounts(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return { passed: 0, failed: 1 };
  }
}
