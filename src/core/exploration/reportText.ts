// A report as text for a terminal.

import { siteText } from '../analysis/scene.ts';
import { targetName, type CheckReport, type CheckResult, type Failure } from './report.ts';
import { count, verdictText } from './verdictText.ts';

const LABELS: Readonly<Record<CheckResult['verdict']['kind'], string>> = {
  failed: 'FAIL',
  verified: 'ok',
  notProved: 'ok?',
  nondeterministic: '??',
  skipped: 'skip',
  unusable: '??',
};

/** Lines; how a failure came about is shown as a table. */
export function resultText(result: CheckResult): string {
  const head = `${LABELS[result.verdict.kind].padEnd(4)} ${targetName(result.target)}: ${verdictText(result)}`;
  return [
    head,
    ...result.failures.flatMap((failure) => ['', ...failureLines(failure, result)]),
  ].join('\n');
}

function failureLines(failure: Failure, { target }: CheckResult): string[] {
  const place = failure.place === undefined ? '' : ` (${siteText(failure.place)})`;
  return [
    `${failure.title}${place}`,
    ...failure.also.map((title) => `and then: ${title}`),
    '',
    ...indented(failure.explanation),
    '',
    `How it comes to this, with ${preemptionText(failure)}:`,
    failure.interleaving.text,
    '',
    `Replay it: ${replayCommand(failure, target)}`,
  ];
}

export function replayCommand(
  { schedule }: Pick<Failure, 'schedule'>,
  { file, test }: CheckResult['target'],
): string {
  const option = test === undefined ? '' : `--test ${test} `;
  return `weft run ${option}--schedule ${schedule} ${file}`;
}

export function preemptionText({ preemptions }: Pick<Failure, 'preemptions'>): string {
  if (preemptions === 0) return 'no thread interrupted';
  return preemptions === 1 ? 'one interruption' : `${preemptions} interruptions`;
}

/** The last line: `3 checked: 1 failed, 2 verified (1,204 schedules)`. */
export function summaryText({ results }: Pick<CheckReport, 'results'>): string {
  const kinds = [
    ['failed', 'failed'],
    ['verified', 'verified'],
    ['notProved', 'nothing found, not proved'],
    ['nondeterministic', 'not deterministic'],
    ['skipped', 'skipped'],
    ['unusable', "can't be run"],
  ] as const;
  const parts = kinds.flatMap(([kind, words]) => {
    const { length } = results.filter(({ verdict }) => verdict.kind === kind);
    return length === 0 ? [] : [`${length} ${words}`];
  });
  const total = results.reduce((sum, { schedules }) => sum + schedules, 0);
  return `${results.length} checked: ${parts.join(', ')} (${count(total)})`;
}

function indented(text: string): string[] {
  return text.split('\n').map((line) => (line === '' ? '' : `  ${line}`));
}
