import assert from 'node:assert/strict';

import { UserError } from '../../../../src/core/base/errors.ts';
import { mergeReports } from '../../../../src/core/exploration/merge.ts';
import { parseReport, type CheckResult } from '../../../../src/core/exploration/report.ts';
import {
  failureWith,
  raceWith,
  reportOf,
  resultWith,
} from '../../../support/exploration/results.ts';

describe('reports of shards', () => {
  it('make one: schedules add up, a failure is told once, as the lowest schedule shows it', () => {
    const late = failureWith({ foundAt: 40 });
    const early = failureWith({ foundAt: 7 });
    const other = failureWith({ key: 'other', foundAt: 20 });
    const failed = { kind: 'failed', isAlways: false } as const;
    const merged = mergeReports([
      reportOf(resultWith({ verdict: failed, failures: [late] })),
      reportOf(resultWith({ verdict: failed, failures: [early, other] })),
      reportOf(resultWith()),
    ]);
    const [result, ...more] = merged.results;
    assert.equal(more.length, 0);
    assert.deepEqual(result?.failures, [early, other]);
    assert.deepEqual(result.verdict, failed);
    assert.equal(result.schedules, 300);
  });

  it('are proved if one shard has proved it', () => {
    const merged = mergeReports([
      reportOf(resultWith()),
      reportOf(resultWith({ verdict: { kind: 'verified' } })),
    ]);
    assert.deepEqual(merged.results[0]?.verdict, { kind: 'verified' });
  });

  it('tell a race once, as the shard that knows most of what comes of it', () => {
    const lost = raceWith({ key: 'lostUpdate:total', kind: 'lostUpdate' });
    const merged = mergeReports([
      reportOf(resultWith({ races: [raceWith(), lost] })),
      reportOf(resultWith({ races: [raceWith({ effect: 'differs' })] })),
      reportOf(resultWith({ failures: [failureWith({ key: 'lostUpdate:total', kind: 'race' })] })),
    ]);
    assert.deepEqual(merged.results[0]?.races, [raceWith({ effect: 'differs' })]);
  });

  it('are incomplete if the shard that tries all did not come to its end', () => {
    const incomplete = { kind: 'incomplete', ended: 'time' } as const;
    const merged = mergeReports([
      reportOf(resultWith()),
      reportOf(resultWith({ verdict: incomplete })),
    ]);
    assert.deepEqual(merged.results[0]?.verdict, incomplete);
  });

  it('fail always only if all do', () => {
    const always = resultWith({ verdict: { kind: 'failed', isAlways: true } });
    const verdictOf = (...results: readonly CheckResult[]) =>
      mergeReports(results.map((result) => reportOf(result))).results[0]?.verdict;
    assert.deepEqual(verdictOf(always, always), { kind: 'failed', isAlways: true });
    assert.deepEqual(verdictOf(always, resultWith()), { kind: 'failed', isAlways: false });
  });

  it('must be of one search', () => {
    assert.throws(() => mergeReports([]), UserError);
    assert.throws(() => mergeReports([reportOf(), { ...reportOf(), seed: 1 }]), /different seeds/);
  });

  it('are read back, and nothing else is', () => {
    const report = reportOf(resultWith({ failures: [failureWith()] }));
    const text = JSON.stringify(report);
    assert.deepEqual(parseReport(text, 'a.json'), JSON.parse(text));
    assert.throws(() => parseReport('{', 'a.json'), /a\.json .* not JSON/);
    assert.throws(() => parseReport('{}', 'a.json'), /no report/);
    assert.throws(() => parseReport('null', 'a.json'), /no report/);
    assert.throws(() => parseReport('{"version":9,"results":[]}', 'a.json'), /version 9/);
  });
});
