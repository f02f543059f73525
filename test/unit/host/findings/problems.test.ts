import assert from 'node:assert/strict';
import type { ObjectId, ThreadId } from '../../../../src/core/base/ids.ts';
import type { FindingSite, FindingView } from '../../../../src/core/protocol/panel.ts';
import { problemsOf } from '../../../../src/host/findings/problems.ts';
import { findingView } from '../../../support/panel/findingView.ts';

function site(label: string, line: number, role: FindingSite['role'] = 'holds'): FindingSite {
  const place = { file: '/bank.py', line, column: 5, endLine: line, endColumn: 14 };
  return {
    ...{ role, label, thread: 1 as ThreadId, object: 1 as ObjectId, step: undefined },
    stack: [{ ...place, function: 'pay', isLibrary: false }],
  };
}

function deadlock(change: Partial<FindingView> = {}): FindingView {
  return findingView({
    title: 'Deadlock: a and b wait for each other',
    cure: 'Take the locks in one order.',
    sites: [
      site('a took left', 3),
      site('a wants right', 4, 'wants'),
      site('b took right', 8),
      site('b wants left', 9, 'wants'),
    ],
    ...change,
  });
}

describe('problemsOf', () => {
  it('says at each place what happens there, and names the others', () => {
    const problems = problemsOf(deadlock());
    assert.deepEqual(
      problems.map(({ span, related }) => [
        span.line,
        ...related.map(({ span: { line } }) => line),
      ]),
      [
        [3, 4, 8, 9],
        [4, 3, 8, 9],
        [8, 3, 4, 9],
        [9, 3, 4, 8],
      ],
    );
    assert.equal(
      problems[0]?.message,
      'Deadlock: a and b wait for each other.\nHere a took left.\nTake the locks in one order.',
    );
    assert.equal(problems[0]?.related[2]?.message, 'b wants left');
  });

  it('is one problem where many threads are at one place', () => {
    const sites = ['a', 'b', 'c', 'd', 'e'].map((name) => site(`${name} took a fork`, 3));
    const [problem, second] = problemsOf(deadlock({ cure: '', sites }));
    assert.equal(second, undefined);
    assert.match(problem?.message ?? '', /a took a fork, b took a fork, c took a fork and 2 more/);
    assert.deepEqual(problem?.related, []);
  });

  it('is the more severe the more certain it is', () => {
    const severityOf = (change: Partial<FindingView>) => problemsOf(deadlock(change))[0]?.severity;
    assert.equal(severityOf({ certainty: 'certain' }), 'error');
    assert.equal(severityOf({ certainty: 'passing' }), 'warning');
    assert.equal(severityOf({ certainty: 'predicted', kind: 'lockOrder' }), 'warning');
    assert.equal(severityOf({ certainty: 'predicted', kind: 'blockingUnderLock' }), 'information');
  });
});
