// The page that shows what an exploration has found: the verdict, and of each failure the
// explanation, the interleaving as a table with a column for each thread, and what can be done.

import { escapeHtml } from '../../core/base/markup.ts';
import {
  rowText,
  type Interleaving,
  type InterleavingRow,
} from '../../core/analysis/interleaving.ts';
import { siteText } from '../../core/analysis/scene.ts';
import type { CheckResult, Failure, RaceReport, Verdict } from '../../core/exploration/report.ts';
import { preemptionText, withoutTitle } from '../../core/exploration/reportText.ts';
import { count, effectText, SCOPE, verdictText } from '../../core/exploration/verdictText.ts';
import type { Site } from '../../core/trace/events.ts';
import { pageHtml, type PageFrame } from '../pageHtml.ts';

export interface PageResources extends Pick<PageFrame, 'cspSource' | 'styles'> {
  /** Fresh for every page. */
  readonly nonce: string;
}

/** What a button or a place of the page asks for; `index` is that of the failure. */
export type ResultAction = 'replay' | 'save' | 'copySchedule' | 'copyMarkdown' | 'generateTest';

const BUTTONS: readonly (readonly [ResultAction, string, string])[] = [
  ['replay', 'debug-alt', 'Replay in Debugger'],
  ['save', 'save', 'Save Recording'],
  ['copySchedule', 'copy', 'Copy Schedule'],
  ['copyMarkdown', 'markdown', 'Copy as Markdown'],
  ['generateTest', 'beaker', 'Generate Test'],
];

/** @param title what was explored: a file's name, a test's */
export function resultPage(title: string, result: CheckResult, resources: PageResources): string {
  const { cspSource, styles, nonce } = resources;
  const body = `<main>
${verdictView(title, result)}
${result.failures.map(failureView).join('\n')}
${result.races.map((race, index) => raceView(race, index, result)).join('\n')}
</main>`;
  return pageHtml({ title, body }, { cspSource, styles, script: { nonce, text: SCRIPT } });
}

/** Clicks become messages; nothing else happens in the page. */
const SCRIPT = `
const vscode = acquireVsCodeApi();
document.addEventListener('click', (event) => {
  const target = event.target.closest('[data-action]');
  if (target) vscode.postMessage({ ...target.dataset });
});
`;

const LOOKS: Readonly<Record<Verdict['kind'], readonly [tone: string, glyph: string]>> = {
  failed: ['bad', 'error'],
  passed: ['good', 'pass-filled'],
  verified: ['good', 'pass-filled'],
  notProved: ['calm', 'question'],
  incomplete: ['warning', 'question'],
  nondeterministic: ['warning', 'warning'],
  skipped: ['calm', 'debug-step-over'],
  unusable: ['warning', 'warning'],
};

function verdictView(title: string, result: CheckResult): string {
  const [tone, glyph] = LOOKS[result.verdict.kind];
  const text = verdictText(result);
  return `<header class="verdict ${tone}">
<h1>${icon(glyph)}<span><span class="name">${escapeHtml(title)}</span> ${escapeHtml(text)}</span></h1>
<p class="facts">${escapeHtml(facts(result).join(' · '))}</p>
${noteView(result)}
</header>`;
}

function noteView({ verdict, threads }: CheckResult): string {
  if (verdict.kind === 'notProved' || verdict.kind === 'incomplete') return `<p>${NOT_PROVED}</p>`;
  return verdict.kind === 'verified' && threads > 1 ? `<p>${SCOPE}</p>` : '';
}

const NOT_PROVED =
  'That is no proof: there are more schedules than were tried. A longer search, or a smaller ' +
  'program, can tell more.';

function facts({ schedules, interleavings, threads, seconds }: CheckResult): string[] {
  return [
    count(schedules),
    interleavings === 1
      ? '1 interleaving'
      : `${interleavings.toLocaleString('en-US')} interleavings`,
    threads === 1 ? '1 thread' : `${threads} threads`,
    `${seconds.toFixed(1)} s`,
  ];
}

function failureView(failure: Failure, index: number): string {
  const buttons = BUTTONS.map(
    ([action, glyph, label]) =>
      `<button type="button"${action === 'replay' ? ' class="first"' : ''}` +
      ` data-action="${action}" data-index="${index}">${icon(glyph)}${label}</button>`,
  );
  return `<section aria-labelledby="failure-${index}">
<h2 id="failure-${index}">${escapeHtml(failure.title)}${placeView(failure.place)}</h2>
${failure.also.map((title) => `<p class="also">And then: ${escapeHtml(title)}</p>`).join('')}
${failure.races.map((title) => `<p class="also">In the same run: ${escapeHtml(title)}</p>`).join('')}
<div class="buttons">${buttons.join('\n')}</div>
${tableView(failure)}
<h3>Explanation</h3>
<pre class="explanation" tabindex="0">${escapeHtml(withoutTitle(failure))}</pre>
<h3>Schedule</h3>
<p class="schedule"><code tabindex="0">${escapeHtml(failure.schedule)}</code></p>
</section>`;
}

function raceView(race: RaceReport, index: number, result: CheckResult): string {
  return `<section aria-labelledby="race-${index}">
<h2 id="race-${index}">${escapeHtml(race.title)}${placeView(race.place)}</h2>
<p>${escapeHtml(effectText(race, result))}</p>
<pre class="explanation" tabindex="0">${escapeHtml(withoutTitle(race))}</pre>
</section>`;
}

function tableView({ interleaving, ...failure }: Failure): string {
  const { threads, rows, omitted } = interleaving;
  const heads = threads.map(({ name }) => `<th scope="col">${escapeHtml(name)}</th>`);
  const body = rows.flatMap((row, index) => [
    ...(omitted.count > 0 && index === omitted.before ? [omittedView(interleaving)] : []),
    rowView(row, interleaving),
  ]);
  return `<h3>How it comes to this, with ${preemptionText(failure)}</h3>
<div class="scroller" tabindex="0" role="region" aria-label="Interleaving">
<table>
<thead><tr>${heads.join('')}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table>
</div>`;
}

/** What begins a cell, and what a screen reader says of it. */
const MARKS: Readonly<Record<InterleavingRow['kind'], string>> = {
  act: '',
  wait: icon('debug-pause'),
  interrupted: icon('arrow-swap'),
  failure: icon('error'),
};

function rowView(row: InterleavingRow, { threads }: Interleaving): string {
  const cells = threads.map(({ id }) =>
    id === row.thread ? `<td class="${row.kind}">${cellView(row)}</td>` : '<td></td>',
  );
  return `<tr>${cells.join('')}</tr>`;
}

function cellView(row: InterleavingRow): string {
  const text = escapeHtml(rowText({ ...row, site: undefined }));
  return `${MARKS[row.kind]}${text}${placeView(row.site)}`;
}

function placeView(site: Site | undefined): string {
  if (site === undefined) return '';
  const { file, line, column } = site;
  return (
    ` <button type="button" class="place" data-action="reveal" data-file="${escapeHtml(file)}"` +
    ` data-line="${line}" data-column="${column}">${escapeHtml(siteText(site))}</button>`
  );
}

function omittedView({ threads, omitted }: Interleaving): string {
  const words = omitted.count === 1 ? '1 more row' : `${omitted.count} more rows`;
  return `<tr><td class="omitted" colspan="${threads.length}">… ${words}</td></tr>`;
}

function icon(glyph: string): string {
  return `<span class="codicon codicon-${glyph}" aria-hidden="true"></span>`;
}
