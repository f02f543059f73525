// `npm run bench:strategies [-- seeds [program…]]`: writes docs/exploring-benchmark.md, a table of
// the schedules to the first bug for each program of test/programs/bugs and each strategy. It takes
// many minutes. What was measured is kept in .cache, so that it can be interrupted and goes on where
// it was; delete the file to measure again.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { projectRoot, runMain } from '../../scripts/run.mjs';
import { newPool } from '../support/programs/runProgram.ts';
import { MOST_SCHEDULES, schedulesToBug, STRATEGIES } from './schedulesToBug.ts';
import { benchmarkPage, type Bug, type Measured } from './strategiesPage.ts';

const FOLDER = join(projectRoot, 'test/programs/bugs');
const PAGE = join(projectRoot, 'docs/exploring-benchmark.md');

function bugs(): Bug[] {
  const files = readdirSync(FOLDER).filter((file) => /(?<!_ok)\.py$/.test(file));
  return files.sort().map((file) => {
    const text = readFileSync(join(FOLDER, file), 'utf8');
    const [, from = ''] = /^# from: (.*)$/m.exec(text) ?? [];
    return { name: basename(file, '.py'), from };
  });
}

function read(file: string): Record<string, (number | null)[]> {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

await runMain(async () => {
  const [count = '20', ...names] = process.argv.slice(2);
  const seeds = Number(count);
  const kept = join(projectRoot, `.cache/strategies-${seeds}-${MOST_SCHEDULES}.json`);
  mkdirSync(dirname(kept), { recursive: true });
  const results = read(kept);
  const all = bugs();
  const pool = newPool();
  for (const { name } of all) {
    if (names.length > 0 && !names.includes(name)) continue;
    for (const strategy of STRATEGIES) {
      const key = `${name}: ${strategy.name}`;
      if (results[key]) continue;
      results[key] = await schedulesToBug(pool, join(FOLDER, `${name}.py`), strategy, seeds);
      writeFileSync(kept, JSON.stringify(results));
      console.log(`${key}: ${results[key].join(' ')}`);
    }
  }
  pool.dispose();
  const found: Measured['found'] = (bug, strategy) => results[`${bug}: ${strategy}`];
  const isComplete = ({ name }: Bug): boolean => STRATEGIES.every((each) => found(name, each.name));
  const measured: Measured = {
    seeds,
    most: MOST_SCHEDULES,
    date: new Date(),
    machine: `${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown'}`,
    strategies: STRATEGIES.map(({ name }) => name),
    missing: all.filter((bug) => !isComplete(bug)).map(({ name }) => name),
    found,
  };
  writeFileSync(PAGE, benchmarkPage(all.filter(isComplete), measured));
  console.log(`${all.length - measured.missing.length} of ${all.length} programs are in ${PAGE}`);
});
