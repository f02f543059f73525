// Types, lint and format; all of them, also when the first one fails.

import { run, runMain, ScriptError } from './run.mjs';

const checks = {
  'types (core)': ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.core.json'],
  'types (webview)': ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.webview.json'],
  'types (all)': ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'],
  lint: ['node_modules/eslint/bin/eslint.js', '--max-warnings', '0', '.'],
  format: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
};

await runMain(async () => {
  const failed = [];
  for (const [name, command] of Object.entries(checks)) {
    await run(process.execPath, command).catch(() => failed.push(name));
  }
  if (failed.length > 0) throw new ScriptError(`check failed: ${failed.join(', ')}`);
  console.log(`checked: ${Object.keys(checks).join(', ')}`);
});
