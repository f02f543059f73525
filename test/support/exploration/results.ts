// Results of explorations for tests that need some.

import type { Interleaving, InterleavingRow } from '../../../src/core/analysis/interleaving.ts';
import type { Step, ThreadId } from '../../../src/core/base/ids.ts';
import type {
  CheckReport,
  CheckResult,
  Failure,
  RaceReport,
} from '../../../src/core/exploration/report.ts';
import { REPORT_VERSION } from '../../../src/core/exploration/report.ts';
import type { Site } from '../../../src/core/trace/events.ts';

const PLACE: Site = {
  file: '/home/ada/bank.py',
  line: 12,
  column: 5,
  endLine: 12,
  endColumn: 20,
  function: 'check',
  isLibrary: false,
};

const INTERLEAVING: Interleaving = {
  threads: [
    { id: 1 as ThreadId, name: 'MainThread' },
    { id: 2 as ThreadId, name: 'worker' },
  ],
  rows: [
    row(1, 'starts worker', 'act'),
    row(2, 'is interrupted', 'interrupted'),
    { ...row(1, 'AssertionError: lost update', 'failure'), site: PLACE },
  ],
  omitted: { count: 0, before: 0 },
};

function row(thread: number, text: string, kind: InterleavingRow['kind']): InterleavingRow {
  return { step: 1 as Step, thread: thread as ThreadId, text, kind, site: undefined, count: 1 };
}

export function failureWith(changes: Partial<Failure> = {}): Failure {
  return {
    key: 'exception AssertionError /bank.py:12',
    kind: 'exception',
    title: 'AssertionError: lost update',
    explanation: 'Traceback\nAssertionError: lost update',
    place: PLACE,
    also: [],
    races: [],
    schedule: 'weft1_0_0_7_1.2',
    foundAt: 3,
    strategy: 'random',
    preemptions: 1,
    steps: 20,
    interleaving: INTERLEAVING,
    ...changes,
  };
}

export function raceWith(changes: Partial<RaceReport> = {}): RaceReport {
  return {
    key: 'dataRace:total',
    kind: 'dataRace',
    title: 'Data race on total: nothing orders one and two',
    explanation: 'Data race on total: nothing orders one and two\none wrote 1 to total',
    place: PLACE,
    hasHappened: false,
    effect: 'none',
    ...changes,
  };
}

export function resultWith(changes: Partial<CheckResult> = {}): CheckResult {
  return {
    target: { file: 'bank.py' },
    verdict: { kind: 'notProved', ended: 'schedules' },
    failures: [],
    races: [],
    schedules: 100,
    interleavings: 40,
    threads: 3,
    seconds: 1.5,
    ...changes,
  };
}

export function reportOf(...results: readonly CheckResult[]): CheckReport {
  return { version: REPORT_VERSION, tool: { name: 'weft', version: '1.2.3' }, seed: 0, results };
}
