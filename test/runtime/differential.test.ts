// Each program under test/programs/ok prints the same and ends the same under python3 and Weft.

import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';

import { firstFindings } from '../support/programs/everyStep.ts';
import { comparable, sortedLines } from '../support/programs/comparable.ts';
import { nativeRunner, type NativeRun } from '../support/programs/nativePython.ts';
import { newPool, runProgram, type WorkerPool } from '../support/programs/runProgram.ts';
import { testPrograms, type TestProgram } from '../support/programs/testPrograms.ts';

const programs = testPrograms('ok');

describe('programs under python3 and under Weft', () => {
  const native = new Map<TestProgram, Promise<Expected>>();
  const run = nativeRunner(2);
  let pool: WorkerPool;

  before(() => {
    pool = newPool();
    for (const program of programs) native.set(program, expectedOf(program, run));
  });
  after(async () => {
    pool.dispose();
    await Promise.allSettled(native.values());
  });

  for (const program of programs) {
    it(`${program.name}: ${program.expect}`, async () => {
      const weft = await runProgram(pool, optionsOf(program));
      const alarms = firstFindings(weft, ({ certainty }) => certainty !== 'passing');
      assert.deepEqual(
        alarms.map(({ title }) => title),
        [],
        'no false alarm at any step',
      );
      const first = view(program, await (native.get(program) ?? expectedOf(program, run)));
      assert.equal(weft.message, '');
      const seen = view(program, weft);
      // python3 sleeps in real time: on a busy machine, what should come later may come first.
      const isSame = isDeepStrictEqual(seen, first);
      assert.deepEqual(seen, isSame ? first : view(program, await expectedOf(program, run)));
    });
  }
});

type Expected = Pick<NativeRun, 'stdout' | 'stderr' | 'exitCode'>;

function optionsOf({ path, args, stdin }: TestProgram) {
  return { script: path, args, stdin };
}

async function expectedOf(
  program: TestProgram,
  run: ReturnType<typeof nativeRunner>,
): Promise<Expected> {
  if (program.output !== undefined) return { stdout: program.output, stderr: '', exitCode: 0 };
  const expected = await run(optionsOf(program));
  assert.ok(!expected.isCutOff, `${program.name} does not end under python3`);
  return expected;
}

function view({ expect }: TestProgram, run: Expected): Expected {
  const order = expect === 'same lines, any order' ? sortedLines : (text: string) => text;
  return {
    stdout: order(comparable(run.stdout)),
    stderr: order(comparable(run.stderr)),
    exitCode: run.exitCode,
  };
}
