// Types, lint and format, two at a time; all of them, also when the first one fails.

import { run, runMain, ScriptError } from './run.mjs';

/** What runs one after the other, beside the other list. */
const lists = [
  {
    'types (core)': ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.core.json'],
    'types (webview)': ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.webview.json'],
    'types (all)': ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'],
    format: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
  },
  { lint: ['node_modules/eslint/bin/eslint.js', '--max-warnings', '0', '.'] },
];

await runMain(async () => {
  const failed = (await Promise.all(lists.map(failures))).flat();
  if (failed.length > 0) throw new ScriptError(`check failed: ${failed.join(', ')}`);
  console.log(`checked: ${lists.flatMap(Object.keys).join(', ')}`);
});

/** The names of those that fail; what they say is printed when they end. */
async function failures(checks) {
  const failed = [];
  for (const [name, command] of Object.entries(checks)) {
    await run(process.execPath, command, { isQuiet: true }).catch((error) => {
      console.log(error.message);
      failed.push(name);
    });
  }
  return failed;
}
