// `npm run soak [-- fuzz|runs|replays|stops [count]]`: what takes too long for `npm test`. All of them
// without a name: the fuzzers at length, one worker over and over with a look at memory, many replays,
// the time that Stop takes.

import { runMain, run, ScriptError } from '../../scripts/run.mjs';
import { newPool, runProgram } from '../support/programs/runProgram.ts';
import { testProgram } from '../support/programs/testPrograms.ts';
import { soakReplays } from './replays.ts';
import { soakStops } from './stops.ts';

const MEGABYTE = 2 ** 20;
const FUZZED = [
  'test/unit/core/recording',
  'test/unit/host',
  'test/adapter/hostileClient.test.ts',
  'test/adapter/hostileLaunch.test.ts',
  'test/runtime/fuzzedPrograms.test.ts',
];

const soaks = {
  fuzz: async (count = 300) => {
    const mocha = 'node_modules/mocha/bin/mocha.js';
    const flags = ['--timeout', '0', '--recursive', '--extension', 'ts'];
    const env = { ...process.env, WEFT_FUZZ: String(count) };
    await run(process.execPath, [mocha, ...flags, ...FUZZED], { env });
  },
  runs: async (count = 1_000) => {
    const { path: script } = testProgram('ok', 'pool_results');
    const pool = newPool();
    for (let number = 1; number <= count; number++) {
      await runProgram(pool, { script });
      if (number % Math.ceil(count / 10) === 0) console.log(`${number} runs: ${memory()}`);
    }
    pool.dispose();
  },
  replays: (count = 10_000) => soakReplays(count),
  stops: (count = 5) => soakStops(count),
};

function memory(): string {
  const { rss, heapUsed, external } = process.memoryUsage();
  const megabytes = (bytes: number) => `${Math.round(bytes / MEGABYTE)} MB`;
  return `${megabytes(rss)} resident, heap ${megabytes(heapUsed)}, external ${megabytes(external)}`;
}

await runMain(async () => {
  const [name, count] = process.argv.slice(2);
  const names = name === undefined ? Object.keys(soaks) : [name];
  for (const each of names) {
    if (!Object.hasOwn(soaks, each)) throw new ScriptError(`there is no soak ${each}`);
    console.log(`== ${each}`);
    await soaks[each as keyof typeof soaks](count === undefined ? undefined : Number(count));
  }
});
