import assert from 'node:assert/strict';

import { regressionTest } from '../../../../src/core/exploration/regressionTest.ts';
import { testsIn } from '../../../../src/core/analysis/pythonTests.ts';
import { failureWith } from '../../../support/exploration/results.ts';

describe('a generated test', () => {
  it('asks weft check for the schedule', () => {
    const text = regressionTest(failureWith(), { file: 'test_bank.py', test: 'TestBank.test_sum' });
    assert.deepEqual(
      testsIn(text).map(({ id }) => id),
      ['TestSchedule.test_TestBank_test_sum'],
    );
    assert.match(text, /SCHEDULE = 'weft1_0_0_7_1\.2'/);
    assert.match(text, /'--expect-schedule', SCHEDULE, 'test_bank\.py::TestBank::test_sum'\]/);
  });

  it('gives the program what it had', () => {
    const args = ['--days=3', "it's\na day"];
    const text = regressionTest(failureWith(), { file: 'bank.py', args, stdin: 'in.txt' });
    const words = String.raw`SCHEDULE, '--stdin', 'in.txt', 'bank.py', '--', '--days=3', 'it\'s\na day']`;
    assert.ok(text.includes(words), text);
  });

  it('is Python whatever the title and the path are', () => {
    const failure = failureWith({ title: 'AssertionError: """ \\ \'' });
    const text = regressionTest(failure, { file: "it's/a b.py" });
    assert.match(text, /failed: AssertionError: \\"\\"\\" \\\\ '/);
    assert.match(text, /SCHEDULE, 'it\\'s\/a b\.py'\]/);
    assert.match(text, /def test_a_b\(self\)/);
  });
});
