// The page of a recording's editor: what ran, how it ended, what was wrong, what can be done with it
// (its buttons are links to commands), and below that the timeline, which a script fills.

import { escapeHtml } from '../../core/base/markup.ts';
import type { FindingView } from '../../core/protocol/panel.ts';
import type { Outcome } from '../../core/trace/events.ts';
import { APP, pageHtml, type PageFrame } from '../pageHtml.ts';

export interface RecordingPage {
  readonly title: string;
  /** One line each: when, where, how much. */
  readonly facts: readonly string[];
  /** Undefined if the file is cut short. */
  readonly outcome: Outcome | undefined;
  /** Of a file that could be read in part. */
  readonly damage: string | undefined;
  readonly findings: readonly FindingView[];
  readonly actions: readonly PageAction[];
}

export interface PageAction {
  readonly label: string;
  /** `command:…` */
  readonly href: string;
}

export function recordingHtml(page: RecordingPage, frame: PageFrame): string {
  const { title, facts, outcome, damage, findings, actions } = page;
  const look = outcomeLook(outcome);
  const body = `<header class="about">
<h1>${escapeHtml(title)}</h1>
<p class="outcome ${look.tone}">${escapeHtml(look.text)}</p>
${damage === undefined ? '' : `<p class="notice" role="alert">${escapeHtml(damage)}</p>`}
<p class="actions">${actions.map(actionHtml).join(' ')}</p>
<ul class="facts" aria-label="About this run">${facts.map((fact) => `<li>${escapeHtml(fact)}</li>`).join('')}</ul>
${findingsHtml(findings)}
</header>
<div class="recorded-timeline">${APP}</div>`;
  return pageHtml({ title, body, className: 'recording' }, frame);
}

/** For a file that is no recording, or is damaged where it begins. */
export function brokenHtml(title: string, reason: string, frame: PageFrame): string {
  const body = `<main class="about">
<h1>${escapeHtml(title)}</h1>
<p class="notice" role="alert">${escapeHtml(reason)}</p>
</main>`;
  return pageHtml({ title, body, className: 'recording' }, frame);
}

function actionHtml({ label, href }: PageAction, index: number): string {
  const kind = index === 0 ? 'button' : 'button secondary';
  return `<a class="${kind}" role="button" href="${escapeHtml(href)}">${escapeHtml(label)}</a>`;
}

function findingsHtml(findings: readonly FindingView[]): string {
  const happened = findings.filter(({ certainty }) => certainty !== 'predicted');
  const predicted = findings.filter(({ certainty }) => certainty === 'predicted');
  return [
    sectionHtml('What is wrong', happened),
    sectionHtml('What could happen under another schedule', predicted),
  ].join('\n');
}

function sectionHtml(heading: string, findings: readonly FindingView[]): string {
  if (findings.length === 0) return '';
  const items = findings.map(
    ({ title, explanation }) =>
      `<article><h3>${escapeHtml(title)}</h3>${explanation
        .split('\n')
        .map((line) => `<p>${escapeHtml(line)}</p>`)
        .join('')}</article>`,
  );
  return `<section><h2>${heading}</h2>${items.join('\n')}</section>`;
}

interface OutcomeLook {
  readonly text: string;
  readonly tone: 'good' | 'bad' | 'plain';
}

function outcomeLook(outcome: Outcome | undefined): OutcomeLook {
  switch (outcome?.kind) {
    case undefined:
      return { text: 'The recording ends before the run did', tone: 'plain' };
    case 'exited': {
      const { exitCode } = outcome;
      return { text: `Ended, exit code ${exitCode}`, tone: exitCode === 0 ? 'good' : 'bad' };
    }
    case 'stopped':
      return { text: 'Stopped', tone: 'plain' };
    case 'deadlocked':
      return { text: 'Deadlocked: nobody could ever run again', tone: 'bad' };
    case 'limit':
    case 'crashed':
      return { text: outcome.message, tone: 'bad' };
  }
}
