// What a finding says at the lines that it rests on: an entry of the Problems panel for each
// place, which names the others. Pure; problemsPanel.ts shows them.

import { enumerate } from '../../core/analysis/scene.ts';
import type { FindingSite, FindingView } from '../../core/protocol/panel.ts';
import type { Site } from '../../core/trace/events.ts';

export type Severity = 'error' | 'warning' | 'information';

/** As a Site: lines and columns from 1, columns in bytes. */
export type Span = Pick<Site, 'file' | 'line' | 'column' | 'endLine' | 'endColumn'>;

export interface Problem {
  readonly span: Span;
  readonly message: string;
  readonly severity: Severity;
  readonly finding: FindingView;
  readonly related: readonly { readonly span: Span; readonly message: string }[];
}

/** More threads than this at one place are counted, not named. */
const MOST_LABELS = 3;
/** Predictions that are wrong in themselves, not only dangerous under another schedule. */
const SURE_MISTAKES: readonly string[] = [
  'lockOrder',
  'waitOutsideLoop',
  'leakyAcquire',
  'lostUpdate',
  'checkThenAct',
];

/** In order of the finding's sites, one for each place. */
export function problemsOf(finding: FindingView): readonly Problem[] {
  const places = [...Map.groupBy(finding.sites, placeKey).values()];
  return places.flatMap((here) => {
    const span = here[0]?.stack[0];
    if (!span) return [];
    const others = places.filter((place) => place !== here);
    return {
      span,
      message: messageOf(finding, here),
      severity: severityOf(finding),
      finding,
      related: others.flatMap((place) => relatedOf(place)),
    };
  });
}

function placeKey({ stack }: FindingSite): string {
  const [site] = stack;
  return site ? `${site.line} ${site.column} ${site.file}` : '';
}

function relatedOf(place: readonly FindingSite[]): Problem['related'] {
  const span = place[0]?.stack[0];
  return span ? [{ span, message: labelsOf(place) }] : [];
}

/** The title, what happens here, and what would help: all that a hover shows. */
function messageOf({ title, cure }: FindingView, here: readonly FindingSite[]): string {
  return [`${title}.`, `Here ${labelsOf(here)}.`, cure].filter((text) => text !== '').join('\n');
}

function labelsOf(place: readonly FindingSite[]): string {
  const labels = [...new Set(place.map(({ label }) => label))];
  const more = labels.length - MOST_LABELS;
  const shown = more > 0 ? [...labels.slice(0, MOST_LABELS), `${more} more`] : labels;
  return enumerate(shown);
}

function severityOf({ certainty, kind }: FindingView): Severity {
  switch (certainty) {
    case 'certain':
    case 'happened':
      return 'error';
    case 'likely':
    case 'passing':
      return 'warning';
    case 'predicted':
      return SURE_MISTAKES.includes(kind) ? 'warning' : 'information';
  }
}
