// Verdicts in plain words. What was not proved is not said to be right.

import type { CheckResult, RaceReport, SearchEnd, Verdict } from './report.ts';

/** One line without a full stop. */
export function verdictText(result: VerdictOf): string {
  const text = searchText(result);
  switch (result.expected) {
    case 'fails':
      return 'the schedule still fails';
    case 'passes':
      return 'the schedule does not fail any more';
    case 'doesNotFit':
      return `the schedule does not fit the program any more, so it was explored: ${text}`;
    default:
      return text;
  }
}

function searchText({ verdict, schedules, threads, failures }: VerdictOf): string {
  switch (verdict.kind) {
    case 'failed':
      return verdict.isAlways
        ? `fails on every schedule tried (${count(schedules)})`
        : `fails on schedule ${(failures[0]?.foundAt ?? schedules).toLocaleString('en-US')}`;
    case 'passed':
      return 'passes';
    case 'verified':
      return verifiedText(verdict, schedules, threads);
    case 'notProved':
      return `nothing found in ${count(schedules)}${endedText(verdict)}; not proved`;
    case 'incomplete':
      return `incomplete: ${count(schedules)} explored${endedText(verdict)}, none fails; there are more`;
    case 'nondeterministic':
      return `not deterministic: ${verdict.difference}`;
    case 'skipped':
      return `skipped${verdict.reason === '' ? '' : `: ${verdict.reason}`}`;
    case 'unusable':
      return `can't be run: ${verdict.message}`;
  }
}

type VerdictOf = Pick<CheckResult, 'verdict' | 'schedules' | 'threads' | 'expected'> & {
  readonly failures: readonly { readonly foundAt: number }[];
};

function verifiedText(
  { preemptions }: Extract<Verdict, { readonly kind: 'verified' }>,
  schedules: number,
  threads: number,
): string {
  if (threads < 2) return 'passes; it has one thread, so there is only one schedule';
  const all =
    schedules === 1 ? 'the only order' : `all ${schedules.toLocaleString('en-US')} orders`;
  if (preemptions === undefined) return `verified: ${all} explored`;
  return `verified up to ${preemptions === 1 ? '1 preemption' : `${preemptions} preemptions`}: ${all} explored`;
}

function endedText({ ended }: { readonly ended: SearchEnd }): string {
  if (ended === 'time') return ' before the time was up';
  return ended === 'cancelled' ? ' before it was cancelled' : '';
}

export type RaceContext = Pick<CheckResult, 'schedules'> & {
  readonly failures: readonly unknown[];
};

/** Whether a race matters, as far as the schedules tell that were tried. */
export function effectText(
  { effect, hasHappened }: RaceReport,
  { schedules, failures }: RaceContext,
): string {
  const none = failures.length > 0 ? 'none that fails is known to have it' : 'none fails';
  const of = `of ${count(schedules)} ${none}`;
  switch (effect) {
    case 'fails':
      return hasHappened
        ? 'It matters: it has happened in a run that fails.'
        : 'It may matter: a run that fails has it.';
    case 'differs':
      return `Whether it matters is open: ${of}, but they do not all print the same.`;
    case 'leaves':
      return `It may matter: ${of} and all print the same, but what is in the variables at the end depends on the schedule.`;
    case 'none':
      return `No schedule is known on which it matters: ${of}, and all print and leave the same.`;
  }
}

/** What a search does not try; said wherever something is called verified. */
export const SCOPE =
  'Threads were switched where they synchronise and where the program’s own code reads or writes ' +
  'attributes, globals, closures and elements that they share, not inside the standard library.';

export function count(schedules: number): string {
  return schedules === 1 ? '1 schedule' : `${schedules.toLocaleString('en-US')} schedules`;
}
