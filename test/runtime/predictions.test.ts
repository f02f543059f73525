// Programs that end well foretell what their headers say; right programs and the examples nothing.

import assert from 'node:assert/strict';
import { join } from 'node:path';

import type { FindingView } from '../../src/core/protocol/panel.ts';
import { examplesFolder, exampleScripts } from '../support/programs/exampleCatalogue.ts';
import { newPool, runProgram, type WorkerPool } from '../support/programs/runProgram.ts';
import { testPrograms } from '../support/programs/testPrograms.ts';

/** `lockOrder a b` for a finding that has these words. */
function assertForetold(findings: readonly FindingView[], expected: readonly string[]): void {
  const found = findings.filter(({ certainty }) => certainty === 'predicted');
  const seen = found.map(({ kind, title }) => `${kind}: ${title}`).join('\n');
  assert.equal(found.length, expected.length, seen);
  for (const line of expected) {
    const [kind, ...words] = line.split(' ');
    const fits = found.some((each) => {
      return each.kind === kind && words.every((word) => each.title.includes(word));
    });
    assert.ok(fits, `${line} is not among\n${seen}`);
  }
}

/** What examples show on purpose. */
const foretoldByExamples: Readonly<Record<string, readonly string[]>> = {};

describe('predictions', () => {
  let pool: WorkerPool;
  before(() => (pool = newPool()));
  after(() => pool.dispose());

  for (const { name, path, expect, predicted } of testPrograms('predicted')) {
    it(`${name}: foretells ${predicted.join(', ')}`, async () => {
      assert.equal(expect, 'exit 0');
      assert.ok(predicted.length > 0);
      const run = await runProgram(pool, { script: path });
      assert.equal(run.exitCode, 0, run.message + run.stderr);
      assertForetold(run.findings, predicted);
    });
  }

  for (const { name, path, args, stdin, predicted } of testPrograms('ok')) {
    const foretold = predicted.length > 0 ? predicted.join(', ') : 'nothing';
    it(`ok/${name}: foretells ${foretold}`, async () => {
      const run = await runProgram(pool, { script: path, args, stdin });
      assertForetold(run.findings, predicted);
    });
  }

  for (const file of exampleScripts) {
    const predicted = foretoldByExamples[file] ?? [];
    it(`examples/${file}: foretells ${predicted.join(', ') || 'nothing'}`, async () => {
      const run = await runProgram(pool, { script: join(examplesFolder, file) });
      assertForetold(run.findings, predicted);
    });
  }
});
