// A fix is made in the program that has the finding: run again, the program ends well without it.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { fixesFor } from '../../src/core/analysis/fixes/fixesFor.ts';
import { applyFix } from '../support/applyFix.ts';
import { examplesFolder } from '../support/programs/exampleCatalogue.ts';
import { newPool, runProgram, type WorkerPool } from '../support/programs/runProgram.ts';
import { scriptFolder } from '../support/programs/scriptFolder.ts';
import { testProgram } from '../support/programs/testPrograms.ts';

const inExamples = (name: string): string => join(examplesFolder, `${name}.py`);
const inPredicted = (name: string): string => testProgram('predicted', name).path;
const inDeadlock = (name: string): string => testProgram('deadlock', name).path;

/** What the fixed program prints. */
const fixed: readonly (readonly [path: string, kind: string, output: RegExp])[] = [
  [inExamples('deadlock_two_locks'), 'lockCycle', /writer writes[^]*painter paints[^]*never/],
  [inExamples('self_deadlock'), 'selfDeadlock', /./],
  [inDeadlock('self_lock'), 'selfDeadlock', /^$/],
  [inDeadlock('self_lock_method'), 'selfDeadlock', /./],
  [inDeadlock('two_functions_two_orders'), 'lockCycle', /./],
  [inDeadlock('owner_crashed'), 'ownerEnded', /./],
  [inPredicted('lock_order_pair'), 'lockOrder', /^one\ntwo\n$/],
  [inPredicted('lock_order_three'), 'lockOrder', /^a b\nb c\nc a\n$/],
  [inPredicted('lock_order_acquire'), 'lockOrder', /sold[^]*restocked|restocked[^]*sold/],
  [inPredicted('condition_in_lock_order'), 'lockOrder', /^read 0\n$/],
  [inPredicted('acquire_then_raise'), 'leakyAcquire', /^\[2\.0, 5\.0, 10\.0\]\n$/],
  [inPredicted('acquire_then_return'), 'leakyAcquire', /^True True\n$/],
  [inPredicted('acquire_then_convert'), 'leakyAcquire', /^\['a', 'b'\]\n$/],
  [inPredicted('wait_after_if'), 'waitOutsideLoop', /^took tea\n$/],
  [
    inPredicted('wait_in_endless_loop'),
    'waitOutsideLoop',
    /^cooks soup\ncooks fish\ncooks none\n$/,
  ],
];

describe('fixes of findings', () => {
  let pool: WorkerPool;
  before(() => (pool = newPool()));
  after(() => pool.dispose());

  it('keep the comments of the example with two locks, and ask for the cure’s order', async () => {
    const path = inExamples('deadlock_two_locks');
    const source = readFileSync(path, 'utf8');
    const { findings } = await runProgram(pool, { script: path });
    const found = findings.find(({ kind }) => kind === 'lockCycle');
    assert.match(found?.cure ?? '', /: pen, then paper\./);
    const [fix] = found ? fixesFor(found, new Map([[path, source]])) : [];
    assert.equal(fix?.title, 'Take the locks in the same order everywhere: pen, then paper');
    const comments = (text: string): string[] => text.match(/#.*/g) ?? [];
    assert.deepEqual(comments(applyFix(source, fix.edits)), comments(source));
  });

  for (const [path, kind, output] of fixed) {
    it(`${basename(path, '.py')}: no ${kind} is left`, async () => {
      const source = readFileSync(path, 'utf8');
      const before = await runProgram(pool, { script: path });
      const finding = before.findings.find((each) => each.kind === kind);
      assert.ok(finding, JSON.stringify(before.findings));
      const [fix] = fixesFor(finding, new Map([[path, source]]));
      assert.ok(fix, 'there is a fix');
      const folder = scriptFolder({ 'fixed.py': applyFix(source, fix.edits) });
      try {
        const after = await runProgram(pool, { script: folder.path('fixed.py') });
        assert.deepEqual(after.outcome, { kind: 'exited', exitCode: 0 }, after.stderr);
        assert.deepEqual(after.findings, []);
        assert.match(after.stdout, output);
      } finally {
        folder.dispose();
      }
    });
  }
});
