// `npm run conformance -- PATH_TO_Lib [module…]`: runs CPython's own tests under Weft. Uses what is
// in `dist/`, so build first. Prints the table of docs/conformance.md, and the tracebacks of tests
// that fail without a known reason; then the exit code is 1.

import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { startNodeRuntime } from '../../src/session/nodeRuntime.ts';
import { ReusingPool } from '../../src/session/reusingPool.ts';
import { runMain, ScriptError } from '../../scripts/run.mjs';
import { runModule } from './moduleRun.ts';
import { MODULES } from './modules.ts';
import { list, table, unexplained, type ModuleResult } from './report.ts';

const worker = new URL('../../dist/worker.mjs', import.meta.url);

await runMain(async () => {
  const [library, ...named] = process.argv.slice(2);
  if (library === undefined || !existsSync(join(library, 'test/support'))) {
    throw new ScriptError(
      'usage: npm run conformance -- PATH_TO_Lib [module…]; it has test/support',
    );
  }
  const pool = new ReusingPool(() => startNodeRuntime({ worker }));
  const results: ModuleResult[] = [];
  for (const module of named.length > 0 ? named : MODULES) {
    const result = { module, ends: await runModule(library, module, pool.take) };
    results.push(result);
    console.error(table([result]).split('\n')[2]);
  }
  pool.dispose();
  for (const { test, outcome, detail } of unexplained(results)) {
    console.error(`\n${outcome}: ${test}\n${detail}`);
  }
  console.log(`${table(results)}\n\n${list(results)}`);
  process.exitCode = unexplained(results).length > 0 ? 1 : 0;
});
