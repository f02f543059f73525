import assert from 'node:assert/strict';
import type { Certainty } from '../../../src/core/protocol/panel.ts';
import { alertText, cureWords, findingGroups, siteText } from '../../../webview/findingWords.ts';
import { findingView } from '../../support/panel/findingView.ts';
import { philosophersRun } from '../../support/panel/findingRuns.ts';

const all = (['predicted', 'passing', 'certain', 'likely', 'certain'] as const).map(
  (certainty: Certainty, index) => findingView({ id: `${certainty} ${index}`, certainty }),
);

describe('findings in groups', () => {
  it('have the sure ones first, and those that did not happen apart', () => {
    const { happened, predicted } = findingGroups(all);
    assert.deepEqual(
      happened.map(({ id }) => id),
      ['certain 2', 'certain 4', 'likely 3', 'passing 1'],
    );
    assert.deepEqual(
      predicted.map(({ id }) => id),
      ['predicted 0'],
    );
  });

  it('open a single prediction, and fold several', () => {
    const [one] = all;
    assert.ok(one);
    assert.equal(findingGroups([one]).isPredictedOpenAtFirst, true);
    assert.equal(findingGroups([one, { ...one, id: 'two' }]).isPredictedOpenAtFirst, false);
  });
});

describe('a finding aloud', () => {
  const certain = findingView({ id: 'a', title: 'Deadlock', sentences: ['A waits.', 'B too.'] });

  it('is its title and sentences', () => {
    assert.equal(alertText([certain], new Set()), 'Deadlock. A waits. B too.');
  });

  it('is said once, and only of what is certain', () => {
    assert.equal(alertText([certain], new Set(['a'])), '');
    assert.equal(alertText([{ ...certain, certainty: 'likely' }], new Set()), '');
    assert.equal(alertText([{ ...certain, certainty: 'predicted' }], new Set()), '');
  });
});

describe('a place of a finding', () => {
  it('is told by file and line', () => {
    const [finding] = philosophersRun().findings;
    assert.deepEqual(finding?.sites.slice(0, 2).map(siteText), [
      'philosophers.py:14',
      'philosophers.py:16',
    ]);
  });
});

describe('a cure below its heading', () => {
  it('does not say again what it is for', () => {
    assert.equal(cureWords('To fix it, write “with a:”.'), 'Write “with a:”.');
    assert.equal(cureWords('Make it an RLock.'), 'Make it an RLock.');
    assert.equal(cureWords(''), '');
  });
});
