// The reports for other tools are valid for them: SARIF by its schema, JUnit XML by what its readers
// have in common.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';

import { junitXml } from '../../../../src/cli/check/junit.ts';
import { sarifLog } from '../../../../src/cli/check/sarif.ts';
import type { CheckReport } from '../../../../src/core/exploration/report.ts';
import {
  failureWith,
  raceWith,
  reportOf,
  resultWith,
} from '../../../support/exploration/results.ts';

const report = reportOf(
  resultWith({
    target: { file: 'tests/test_bank.py', test: 'TestBank.test_total', line: 7 },
    verdict: { kind: 'failed', isAlways: false },
    failures: [
      failureWith({ title: 'AssertionError: a < b & "c"\u0000', also: ['worker hangs'] }),
      failureWith({ key: 'deadlock', kind: 'deadlock', place: undefined }),
    ],
  }),
  resultWith({
    target: { file: 'tests/test_bank.py', test: 'test_skip', line: 9 },
    verdict: { kind: 'skipped', reason: 'not "yet"' },
  }),
  resultWith({
    target: { file: 'tests/test_bank.py', test: 'test_fixture' },
    verdict: { kind: 'unusable', message: 'no <fixture>' },
  }),
  resultWith({ target: { file: 'a b.py' }, verdict: { kind: 'verified' }, races: [raceWith()] }),
  resultWith(),
  resultWith({ target: { file: 'long.py' }, verdict: { kind: 'incomplete', ended: 'time' } }),
);

describe('the SARIF log', () => {
  const require = createRequire(import.meta.url);
  const file = require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  // Draft 4, of which the schema uses nothing that later drafts have changed but the name of `id`.
  const { id, $schema: draft, ...schema } = JSON.parse(readFileSync(file, 'utf8'));
  assert.match(draft, /draft-04/);
  const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false });
  const validate = ajv.compile({ $id: id, ...schema });
  const log = (of: CheckReport) => JSON.parse(JSON.stringify(sarifLog(of, '/home/ada')));

  it('is valid', () => {
    assert.ok(validate(log(report)), JSON.stringify(validate.errors, undefined, 2));
    assert.ok(validate(log(reportOf())));
  });

  it('would be told if it were not', () => {
    const wrong = log(report);
    wrong.runs[0].results[0].locations[0].physicalLocation.region.startLine = 0;
    assert.ok(!validate(wrong));
    assert.ok(!validate({ ...log(report), extra: 1 }));
  });

  it('has a result for each failure, at its place below the root', () => {
    const [first, second] = log(report).runs[0].results;
    assert.equal(first.ruleId, 'weft/exception');
    assert.deepEqual(first.locations[0].physicalLocation, {
      artifactLocation: { uri: 'bank.py', uriBaseId: 'ROOT' },
      region: { startLine: 12, startColumn: 5, endLine: 12, endColumn: 20 },
    });
    assert.deepEqual(second.locations[0].physicalLocation, {
      artifactLocation: { uri: 'tests/test_bank.py', uriBaseId: 'ROOT' },
      region: { startLine: 7 },
    });
  });

  it('has a warning for a race that no failure is about, a note if it does not matter', () => {
    const races = [raceWith({ effect: 'differs' }), raceWith({ key: 'other', place: undefined })];
    const { results, tool } = log(reportOf(resultWith({ races, schedules: 60 }))).runs[0];
    assert.deepEqual(
      results.map(({ ruleId, ruleIndex, level }: Record<string, unknown>) => [
        ...[ruleId, tool.driver.rules[Number(ruleIndex)].id, level],
      ]),
      [
        ['weft/unordered', 'weft/unordered', 'warning'],
        ['weft/unordered', 'weft/unordered', 'note'],
      ],
    );
    assert.match(
      results[0].message.text,
      /^Data race on total: nothing orders one and two\.\n.*\n\none wrote 1 to total$/,
    );
    assert.equal(results[0].locations[0].physicalLocation.region.startLine, 12);
    assert.notDeepEqual(results[0].partialFingerprints, results[1].partialFingerprints);
  });

  it('tells the interleaving as a flow of each thread, in the order of execution', () => {
    const [flow] = log(report).runs[0].results[0].codeFlows;
    const told = flow.threadFlows.flatMap((each: never) => {
      const { id: thread, locations } = each as { id: string; locations: Step[] };
      return locations.map(({ executionOrder, location }) => {
        return `${executionOrder} ${thread}: ${location.message.text}`;
      });
    });
    assert.deepEqual(told, [
      '1 MainThread: starts worker',
      '3 MainThread: AssertionError: lost update',
      '2 worker: is interrupted',
    ]);
  });

  it('names files as URIs do', () => {
    const { place } = failureWith();
    assert.ok(place);
    const uriOf = (path: string) => {
      const failure = failureWith({ place: { ...place, file: path } });
      const [result] = log(reportOf(resultWith({ failures: [failure] }))).runs[0].results;
      return result.locations[0].physicalLocation.artifactLocation;
    };
    assert.deepEqual(uriOf('/home/ada/a b/ü.py'), { uri: 'a%20b/%C3%BC.py', uriBaseId: 'ROOT' });
    assert.deepEqual(uriOf('/else/a.py'), { uri: 'file:///else/a.py' });
  });
});

interface Step {
  readonly executionOrder: number;
  readonly location: { readonly message: { readonly text: string } };
}

describe('the JUnit XML', () => {
  let libxml: typeof import('libxml2-wasm');
  // It awaits its WebAssembly at top level, which mocha's way to load a test file can't.
  before(async () => (libxml = await import('libxml2-wasm')));

  function validated(xml: string): void {
    const { XmlDocument, XsdValidator } = libxml;
    const schema = new URL('../../../support/schemas/junit.xsd', import.meta.url);
    const xsd = XmlDocument.fromString(readFileSync(schema, 'utf8'));
    const validator = XsdValidator.fromDoc(xsd);
    const document = XmlDocument.fromString(xml);
    try {
      validator.validate(document);
    } finally {
      for (const owner of [document, validator, xsd]) owner.dispose();
    }
  }

  it('is what all its readers know', () => {
    validated(junitXml(report));
    validated(junitXml(reportOf()));
  });

  it('would be refused if it were not', () => {
    assert.throws(() => validated(junitXml(report).replace('<testcase ', '<testcase wrong="1" ')));
    assert.throws(() => validated(junitXml(report).replace('</testsuite>', '')));
  });

  it('has a case a test, with its class, its failure and the verdict', () => {
    const xml = junitXml(report);
    assert.match(
      xml,
      /<testsuites name="weft check" tests="6" failures="1" errors="2" time="9\.000">/,
    );
    assert.match(xml, /<testcase classname="tests\.test_bank\.TestBank" name="test_total"/);
    assert.match(
      xml,
      /message="AssertionError: a &lt; b &amp; &quot;c&quot;\ufffd" type="exception"/,
    );
    assert.match(xml, /<skipped message="not &quot;yet&quot;"\/>/);
    assert.match(xml, /<error message="can't be run: no &lt;fixture&gt;" type="unusable"\/>/);
    assert.match(xml, /<system-out>nothing found in 100 schedules; not proved<\/system-out>/);
  });
});
