// Runs the test suites one after the other and ends with one line, `N passed, N failed`.
// `node scripts/test.mjs` runs all, after a build and the checks; with names only those suites,
// and with `--grep text` only tests with that text in their name.
// A suite that fails, or doesn't even start, never hides the others.

import { parseArgs } from 'node:util';
import { countedScript, countedSuite } from './countedRun.mjs';
import { nativePython } from './python.mjs';
import { runMain, ScriptError } from './run.mjs';

const parallel = ['--parallel', '--jobs', '2'];

/** Suite (folder below test/) → what mocha needs beyond .mocharc.json. */
const suites = {
  unit: [],
  runtime: ['--timeout', '60000', ...parallel],
  adapter: ['--timeout', '30000', ...parallel],
  pages: ['--timeout', '60000', ...parallel, '--require', 'test/support/panel/findBrowser.ts'],
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
  if (names.length === 0 || names.includes('runtime')) nativePython();
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
  const build = () => countedScript(['esbuild.mjs', '--production']);
  const check = () => countedScript(['scripts/check.mjs']);
  return [
    { name: 'build', act: build },
    { name: 'check', act: check },
    ...Object.keys(suites).map((name) => suiteStep(name, [])),
  ];
}

function suiteStep(name, filter) {
  const flags = [...suites[name], ...filter];
  return { name, act: () => countedSuite(`test/${name}/**/*.test.ts`, flags) };
}

async function timed({ name, act }) {
  console.log(`\n== ${name}`);
  const start = performance.now();
  const counts = await act();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`== ${name}: ${counts.failed === 0 ? 'ok' : 'FAILED'} in ${seconds} s`);
  return counts;
}
