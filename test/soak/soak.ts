// `npm run soak [-- fuzz|runs|replays [count]]`: what takes too long for `npm test`. All three without
// a name: the fuzzers at length, one worker over and over with a look at memory, many replays.

import { runMain, run, ScriptError } from '../../scripts/run.mjs';
import { inParallel } from '../support/programs/inParallel.ts';
import { assertReplays, newPool, runProgram } from '../support/programs/runProgram.ts';
import { testProgram, testPrograms } from '../support/programs/testPrograms.ts';

const MEGABYTE = 2 ** 20;
const FUZZED = [
  'test/unit/host',
  'test/adapter/hostileClient.test.ts',
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
  replays: async (count = 10_000) => {
    const programs = testPrograms('ok');
    const first = newPool();
    const other = newPool();
    const schedule = inParallel(2);
    let done = 0;
    const replay = async (number: number): Promise<void> => {
      const program = programs[number % programs.length] ?? programs[0];
      if (!program) throw new ScriptError('there are no programs');
      const { path, args, stdin } = program;
      const options = { script: path, args, stdin, strategy: 'random', seed: number } as const;
      await assertReplays(other, await runProgram(first, options), options);
      if (++done % 500 === 0) console.log(`${done} replays are the same, event by event`);
    };
    const numbers = Array.from({ length: count }, (_, number) => number);
    await Promise.all(numbers.map((number) => schedule(() => replay(number))));
    first.dispose();
    other.dispose();
    console.log(`${done} replays are the same, event by event, on other workers`);
  },
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
