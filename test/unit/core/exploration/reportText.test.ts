import assert from 'node:assert/strict';

import { interleavingText } from '../../../../src/core/analysis/interleavingText.ts';
import type { RaceEffect, Verdict } from '../../../../src/core/exploration/report.ts';
import {
  replayCommand,
  resultText,
  summaryText,
} from '../../../../src/core/exploration/reportText.ts';
import { verdictText } from '../../../../src/core/exploration/verdictText.ts';
import { failureWith, raceWith, resultWith } from '../../../support/exploration/results.ts';

describe('a verdict in words', () => {
  const said: readonly (readonly [Verdict, string])[] = [
    [{ kind: 'failed', isAlways: true }, 'fails on every schedule tried (100 schedules)'],
    [{ kind: 'verified' }, 'verified: all 100 orders explored'],
    [{ kind: 'verified', preemptions: 2 }, 'verified up to 2 preemptions: all 100 orders explored'],
    [{ kind: 'notProved', ended: 'schedules' }, 'nothing found in 100 schedules; not proved'],
    [
      { kind: 'notProved', ended: 'time' },
      'nothing found in 100 schedules before the time was up; not proved',
    ],
    [
      { kind: 'notProved', ended: 'cancelled' },
      'nothing found in 100 schedules before it was cancelled; not proved',
    ],
    [
      { kind: 'incomplete', ended: 'time' },
      'incomplete: 100 schedules explored before the time was up, none fails; there are more',
    ],
    [{ kind: 'skipped', reason: 'later' }, 'skipped: later'],
  ];
  for (const [verdict, words] of said) {
    it(`“${words}”`, () => assert.equal(verdictText(resultWith({ verdict })), words));
  }

  it('says what became of a schedule that failed once', () => {
    const words = (expected: 'fails' | 'passes' | 'doesNotFit') =>
      verdictText(resultWith({ expected, verdict: { kind: 'verified' } }));
    assert.equal(words('fails'), 'the schedule still fails');
    assert.equal(words('passes'), 'the schedule does not fail any more');
    assert.equal(
      words('doesNotFit'),
      'the schedule does not fit the program any more, so it was explored: ' +
        'verified: all 100 orders explored',
    );
  });

  it('never calls proved what has one thread only by itself', () => {
    const alone = resultWith({ verdict: { kind: 'verified' }, threads: 1, schedules: 1 });
    assert.match(verdictText(alone), /one thread, so there is only one schedule/);
  });
});

describe('a result as text', () => {
  it('has the title with its place, the explanation, the table, and how to replay it', () => {
    const result = resultWith({
      target: { file: 'test_bank.py', test: 'TestBank.test_total' },
      verdict: { kind: 'failed', isAlways: false },
      failures: [failureWith({ also: ['worker-1 hangs'] })],
    });
    assert.deepEqual(resultText(result).split('\n'), [
      'FAIL test_bank.py::TestBank::test_total: fails on schedule 3',
      '',
      'AssertionError: lost update (bank.py:12)',
      'and then: worker-1 hangs',
      '',
      '  Traceback',
      '  AssertionError: lost update',
      '',
      'How it comes to this, with one interruption:',
      ...interleavingText(failureWith().interleaving).split('\n'),
      '',
      'Replay it: weft run --test TestBank.test_total --schedule weft1_0_0_7_1.2 test_bank.py',
    ]);
  });

  it('tells of each race what it is, whether it matters, and its title once', () => {
    const said = (effect: RaceEffect, hasHappened = false) => {
      const races = [raceWith({ effect, hasHappened })];
      return resultText(resultWith({ races })).split('\n').slice(2);
    };
    const [title, effect, ...explanation] = said('none');
    assert.equal(title, 'Data race on total: nothing orders one and two (bank.py:12)');
    assert.match(
      effect ?? '',
      /^No schedule is known .* of 100 schedules none fails, and all print/,
    );
    assert.deepEqual(explanation, ['', '  one wrote 1 to total']);
    assert.match(said('differs')[1] ?? '', /is open: .* they do not all print the same/);
    assert.match(said('leaves')[1] ?? '', /may matter: .* in the variables at the end depends/);
    assert.match(said('fails')[1] ?? '', /^It may matter/);
    assert.match(said('fails', true)[1] ?? '', /^It matters: it has happened in a run that fails/);
  });

  it('does not say that no schedule fails if one does', () => {
    const text = resultText(resultWith({ failures: [failureWith({})], races: [raceWith({})] }));
    assert.match(text, /of 100 schedules none that fails is known to have it, and all print/);
  });

  it('names the races of the run that failed', () => {
    const failures = [failureWith({ races: ['Data race on total'] })];
    const text = resultText(resultWith({ verdict: { kind: 'failed', isAlways: false }, failures }));
    assert.match(text, /^in the same run: Data race on total$/m);
  });

  it('replays a program with its arguments, as a shell reads them', () => {
    const target = { file: 'bank.py', args: ['--days=3', "it's a day", ''] };
    assert.equal(
      replayCommand({ schedule: 'weft2_1' }, target),
      "weft run --schedule weft2_1 bank.py --days=3 'it'\\''s a day' ''",
    );
    assert.equal(
      replayCommand({ schedule: 'weft2_1' }, { file: 'bank.py', stdin: 'in put' }),
      "weft run --schedule weft2_1 bank.py < 'in put'",
    );
  });

  it('says of what is verified what was not tried', () => {
    const verified = resultWith({ verdict: { kind: 'verified' } });
    assert.match(summaryText({ results: [verified] }), /not inside the standard library/);
    const alone = resultWith({ verdict: { kind: 'verified' }, threads: 1 });
    assert.doesNotMatch(summaryText({ results: [alone] }), /not between/);
  });

  it('ends with a count of all verdicts', () => {
    const failed = resultWith({ verdict: { kind: 'failed', isAlways: false } });
    assert.equal(
      summaryText({ results: [failed, resultWith(), resultWith()] }),
      '3 checked: 1 failed, 2 nothing found, not proved (300 schedules)',
    );
  });
});
