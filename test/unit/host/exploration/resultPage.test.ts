import assert from 'node:assert/strict';

import { resultPage } from '../../../../src/host/exploration/resultPage.ts';
import { readResultMessage } from '../../../../src/host/exploration/resultMessages.ts';
import { failureWith, raceWith, resultWith } from '../../../support/exploration/results.ts';

const resources = { cspSource: 'vscode-resource:', styles: ['a.css'], nonce: 'n0nce' };
const page = (changes: Parameters<typeof resultWith>[0]) =>
  resultPage('bank.py', resultWith(changes), resources);

describe('the page of a result', () => {
  const failed = page({
    verdict: { kind: 'failed', isAlways: false },
    failures: [failureWith({ title: 'AssertionError: a < "b"', also: ['worker hangs'] })],
  });

  it('has the verdict, the counterexample as a table, and what can be done', () => {
    assert.match(failed, /<span class="name">bank\.py<\/span> fails on schedule 3/);
    assert.match(failed, /<th scope="col">MainThread<\/th><th scope="col">worker<\/th>/);
    assert.match(failed, /<tr><td class="act">starts worker<\/td><td><\/td><\/tr>/);
    assert.match(failed, /<td class="failure">.*data-line="12".*bank\.py:12<\/button>/);
    for (const action of ['replay', 'save', 'copySchedule', 'copyMarkdown', 'generateTest']) {
      assert.match(failed, new RegExp(`data-action="${action}" data-index="0"`));
    }
    assert.match(failed, /And then: worker hangs/);
  });

  it('lets no text of the program become part of the page', () => {
    assert.match(failed, /AssertionError: a &lt; &quot;b&quot;/);
    const evil = page({
      verdict: { kind: 'unusable', message: '<script>alert(1)</script>' },
    });
    assert.doesNotMatch(evil, /<script>alert/);
    assert.match(failed, /default-src 'none'; script-src 'nonce-n0nce'/);
  });

  it('tells of each race what it is and whether it matters', () => {
    const raced = page({ races: [raceWith({ title: 'Data race on a<b', effect: 'fails' })] });
    assert.match(raced, /<h2 id="race-0">Data race on a&lt;b.*bank\.py:12<\/button><\/h2>/);
    assert.match(raced, /<p>It may matter: a run that fails has it\.<\/p>/);
    assert.match(raced, /one wrote 1 to total<\/pre>/);
  });

  it('says what was not proved that it was not', () => {
    assert.match(page({}), /That is no proof/);
    assert.doesNotMatch(page({ verdict: { kind: 'verified' } }), /That is no proof/);
    assert.match(page({ verdict: { kind: 'verified' } }), /class="verdict good"/);
  });
});

describe('a message of that page', () => {
  it('is read from the strings of its attributes', () => {
    assert.deepEqual(readResultMessage({ action: 'replay', index: '0' }), {
      action: 'replay',
      index: 0,
    });
    assert.deepEqual(
      readResultMessage({ action: 'reveal', file: '/a.py', line: '3', column: '1' }),
      { action: 'reveal', file: '/a.py', line: 3, column: 1 },
    );
  });

  it('is nothing if it is not what the page may send', () => {
    const wrong: readonly unknown[] = [
      undefined,
      'replay',
      {},
      { action: 'replay' },
      { action: 'toString', index: '0' },
      { action: 'replay', index: '-1' },
      { action: 'reveal', file: 1, line: '3', column: '1' },
      { action: 'reveal', file: '/a.py', line: '0', column: '1' },
    ];
    for (const message of wrong) assert.equal(readResultMessage(message), undefined);
  });
});
