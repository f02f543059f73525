// A report as JUnit XML, in the form that Jenkins, GitLab, GitHub actions and others read: a suite a
// file, a case a test.

import { assert } from '../../core/base/errors.ts';
import { escapeXml } from '../../core/base/markup.ts';
import type { CheckReport, CheckResult, Verdict } from '../../core/exploration/report.ts';
import { failureText } from '../../core/exploration/reportText.ts';
import { verdictText } from '../../core/exploration/verdictText.ts';

export function junitXml({ results }: CheckReport): string {
  const files = [...new Set(results.map(({ target }) => target.file))];
  const suites = files.map((file) =>
    suite(
      file,
      results.filter(({ target }) => target.file === file),
    ),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="weft check"${counts(results)}>`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
}

function suite(file: string, results: readonly CheckResult[]): string {
  return [
    `  <testsuite name="${escapeXml(file)}"${counts(results)} skipped="${number(results, 'skipped')}">`,
    ...results.map(testCase),
    '  </testsuite>',
  ].join('\n');
}

function counts(results: readonly CheckResult[]): string {
  const errors = results.filter(({ verdict }) => isError(verdict)).length;
  const time = results.reduce((sum, { seconds }) => sum + seconds, 0);
  return (
    ` tests="${results.length}" failures="${number(results, 'failed')}"` +
    ` errors="${errors}" time="${time.toFixed(3)}"`
  );
}

function isError({ kind }: Verdict): boolean {
  return kind === 'unusable' || kind === 'nondeterministic' || kind === 'incomplete';
}

function number(results: readonly CheckResult[], kind: CheckResult['verdict']['kind']): number {
  return results.filter(({ verdict }) => verdict.kind === kind).length;
}

function testCase(result: CheckResult): string {
  const { file, test = file } = result.target;
  const owner = test.includes('.') ? `.${test.slice(0, test.lastIndexOf('.'))}` : '';
  const name = test.slice(test.lastIndexOf('.') + 1);
  const module = file.replace(/\.py$/, '').replaceAll(/[\\/]/g, '.');
  const title = result.target.test === undefined ? file : name;
  return [
    `    <testcase classname="${escapeXml(module + owner)}" name="${escapeXml(title)}"` +
      ` time="${result.seconds.toFixed(3)}">`,
    ...inside(result),
    `      <system-out>${escapeXml(verdictText(result))}</system-out>`,
    '    </testcase>',
  ].join('\n');
}

function inside(result: CheckResult): string[] {
  const { verdict, failures } = result;
  switch (verdict.kind) {
    case 'failed': {
      const [first] = failures;
      assert(first, 'what failed has a failure');
      const text = failures.map((failure) => failureText(failure, result.target)).join('\n\n');
      return [
        `      <failure message="${escapeXml(first.title)}" type="${first.kind}">` +
          `${escapeXml(text)}</failure>`,
      ];
    }
    case 'skipped':
      return [`      <skipped message="${escapeXml(verdict.reason)}"/>`];
    case 'unusable':
    case 'nondeterministic':
    case 'incomplete':
      return [`      <error message="${escapeXml(verdictText(result))}" type="${verdict.kind}"/>`];
    case 'passed':
    case 'verified':
    case 'notProved':
      return [];
  }
}
