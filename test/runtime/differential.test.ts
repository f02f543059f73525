// Each program under test/programs/ok prints the same and ends the same under python3 and Weft.

import assert from 'node:assert/strict';

import type { RuntimePool } from '../../src/session/runtimePool.ts';
import { comparable, sortedLines } from '../support/programs/comparable.ts';
import { nativeRunner, type NativeRun } from '../support/programs/nativePython.ts';
import { newPool, runProgram } from '../support/programs/runProgram.ts';
import { testPrograms, type TestProgram } from '../support/programs/testPrograms.ts';

const programs = testPrograms('ok');

describe('programs under python3 and under Weft', () => {
  const native = new Map<TestProgram, Promise<Expected>>();
  let pool: RuntimePool;

  before(() => {
    pool = newPool();
    const run = nativeRunner(2);
    for (const program of programs) native.set(program, expectedOf(program, run));
  });
  after(async () => {
    pool.dispose();
    await Promise.allSettled(native.values());
  });

  for (const program of programs) {
    it(`${program.name}: ${program.expect}`, async () => {
      const weft = await runProgram(pool, optionsOf(program));
      const expected = await native.get(program);
      assert.equal(weft.message, '');
      assert.deepEqual(view(program, weft), expected && view(program, expected));
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
