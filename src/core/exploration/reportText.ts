// A report as text for a terminal.

import { interleavingMarkdown, interleavingText } from '../analysis/interleavingText.ts';
import { siteText } from '../analysis/scene.ts';
import {
  targetName,
  type CheckReport,
  type CheckResult,
  type CheckTarget,
  type Failure,
  type RaceReport,
} from './report.ts';
import { count, effectText, SCOPE, verdictText, type RaceContext } from './verdictText.ts';

const LABELS: Readonly<Record<CheckResult['verdict']['kind'], string>> = {
  failed: 'FAIL',
  passed: 'ok',
  verified: 'ok',
  notProved: 'ok?',
  incomplete: '??',
  nondeterministic: '??',
  skipped: 'skip',
  unusable: '??',
};

/** Lines; how a failure came about is shown as a table. */
export function resultText(result: CheckResult): string {
  const head = `${LABELS[result.verdict.kind].padEnd(4)} ${targetName(result.target)}: ${verdictText(result)}`;
  const failures = result.failures.flatMap((failure) => ['', failureText(failure, result.target)]);
  const races = result.races.flatMap((race) => ['', raceText(race, result)]);
  return [head, ...failures, ...races].join('\n');
}

/** Lines. */
export function failureText(failure: Failure, target: CheckTarget): string {
  const place = failure.place === undefined ? '' : ` (${siteText(failure.place)})`;
  return [
    `${failure.title}${place}`,
    ...failure.also.map((title) => `and then: ${title}`),
    ...failure.races.map((title) => `in the same run: ${title}`),
    '',
    ...indented(withoutTitle(failure)),
    '',
    `How it comes to this, with ${preemptionText(failure)}:`,
    interleavingText(failure.interleaving),
    '',
    `Replay it: ${replayCommand(failure, target)}`,
  ].join('\n');
}

/** The explanation of a finding begins with its title. */
export function withoutTitle({
  title,
  explanation,
}: Pick<Failure, 'title' | 'explanation'>): string {
  return explanation.startsWith(`${title}\n`) ? explanation.slice(title.length + 1) : explanation;
}

/** Lines. */
export function raceText(race: RaceReport, result: RaceContext): string {
  const place = race.place === undefined ? '' : ` (${siteText(race.place)})`;
  return [
    `${race.title}${place}`,
    effectText(race, result),
    '',
    ...indented(withoutTitle(race)),
  ].join('\n');
}

export function replayCommand(
  { schedule }: Pick<Failure, 'schedule'>,
  { file, test, args = [], stdin }: CheckTarget,
): string {
  const option = test === undefined ? '' : `--test ${test} `;
  const program = [file, ...args.map(shellWord)].join(' ');
  const input = stdin === undefined ? '' : ` < ${shellWord(stdin)}`;
  return `weft run ${option}--schedule ${schedule} ${program}${input}`;
}

/** As a POSIX shell reads it. */
function shellWord(text: string): string {
  return /^[\w./:=@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

export function preemptionText({ preemptions }: Pick<Failure, 'preemptions'>): string {
  if (preemptions === 0) return 'no thread interrupted';
  return preemptions === 1 ? 'one interruption' : `${preemptions} interruptions`;
}

/** For an issue or a chat. */
export function failureMarkdown(failure: Failure, target: CheckTarget): string {
  return [
    `### ${failure.title}`,
    '',
    `${targetName(target)}, with ${preemptionText(failure)}:`,
    '',
    interleavingMarkdown(failure.interleaving),
    '',
    '```text',
    withoutTitle(failure),
    '```',
    '',
    '```sh',
    replayCommand(failure, target),
    '```',
    '',
  ].join('\n');
}

/** The last lines: `3 checked: 1 failed, 2 verified (1,204 schedules)`. */
export function summaryText({ results }: Pick<CheckReport, 'results'>): string {
  const kinds = [
    ['failed', 'failed'],
    ['verified', 'verified'],
    ['passed', 'passed'],
    ['notProved', 'nothing found, not proved'],
    ['incomplete', 'incomplete'],
    ['nondeterministic', 'not deterministic'],
    ['skipped', 'skipped'],
    ['unusable', "can't be run"],
  ] as const;
  const parts = kinds.flatMap(([kind, words]) => {
    const { length } = results.filter(({ verdict }) => verdict.kind === kind);
    return length === 0 ? [] : [`${length} ${words}`];
  });
  const total = results.reduce((sum, { schedules }) => sum + schedules, 0);
  const isScopeTold = results.some(
    ({ verdict, threads }) => verdict.kind === 'verified' && threads > 1,
  );
  const summary = `${results.length} checked: ${parts.join(', ')} (${count(total)})`;
  return isScopeTold ? `${summary}\n${SCOPE}` : summary;
}

function indented(text: string): string[] {
  return text.split('\n').map((line) => (line === '' ? '' : `  ${line}`));
}
