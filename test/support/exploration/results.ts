// Results of explorations for tests that need some.

import type { CheckReport, CheckResult, Failure } from '../../../src/core/exploration/report.ts';
import { REPORT_VERSION } from '../../../src/core/exploration/report.ts';

export function failureWith(changes: Partial<Failure> = {}): Failure {
  return {
    key: 'exception AssertionError /bank.py:12',
    kind: 'exception',
    title: 'AssertionError: lost update',
    explanation: 'Traceback\nAssertionError: lost update',
    place: {
      file: '/bank.py',
      line: 12,
      column: 5,
      endLine: 12,
      endColumn: 20,
      function: 'check',
      isLibrary: false,
    },
    also: [],
    schedule: 'weft1_0_0_7_1.2',
    foundAt: 3,
    strategy: 'random',
    preemptions: 1,
    steps: 20,
    interleaving: { text: '┌┐', markdown: '| a |' },
    ...changes,
  };
}

export function resultWith(changes: Partial<CheckResult> = {}): CheckResult {
  return {
    target: { file: 'bank.py' },
    verdict: { kind: 'notProved', ended: 'schedules' },
    failures: [],
    schedules: 100,
    interleavings: 40,
    outputs: ['a'],
    threads: 3,
    seconds: 1.5,
    ...changes,
  };
}

export function reportOf(...results: readonly CheckResult[]): CheckReport {
  return { version: REPORT_VERSION, tool: { name: 'weft', version: '1.2.3' }, seed: 0, results };
}
