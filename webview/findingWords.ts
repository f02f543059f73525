// How findings are told apart: by word, glyph and tone, and what is said aloud of a new one.

import type { Certainty, FindingSite, FindingView } from '../src/core/protocol/panel.ts';
import { fileName } from './words.ts';

export interface FindingLook {
  /** Name of a codicon. */
  readonly glyph: string;
  /** Beside the title; empty if the title alone says it. */
  readonly word: string;
  readonly meaning: string;
  /** Sets the colour. */
  readonly tone: 'bad' | 'warning' | 'calm';
}

export const FINDING_LOOKS: Readonly<Record<Certainty, FindingLook>> = {
  certain: {
    ...{ glyph: 'error', word: '', tone: 'bad' },
    meaning: 'It has happened, and nothing can end it.',
  },
  likely: {
    ...{ glyph: 'warning', word: 'Likely', tone: 'warning' },
    meaning: 'It has happened; only what the explanation names could still end it.',
  },
  passing: {
    ...{ glyph: 'watch', word: 'Ends by itself', tone: 'warning' },
    meaning: 'A timeout will end it.',
  },
  happened: {
    ...{ glyph: 'error', word: 'Happened', tone: 'bad' },
    meaning: 'It has happened in this run.',
  },
  predicted: {
    ...{ glyph: 'lightbulb', word: 'Could happen', tone: 'calm' },
    meaning: 'It did not happen in this run, but under another schedule it can.',
  },
};

/** More predictions than this are folded behind their number. */
const FEW_PREDICTIONS = 1;

export interface FindingGroups {
  readonly happened: readonly FindingView[];
  readonly predicted: readonly FindingView[];
  readonly isPredictedOpenAtFirst: boolean;
}

/** Sure ones first; the order is kept otherwise. */
export function findingGroups(findings: readonly FindingView[]): FindingGroups {
  const of = (...kinds: readonly Certainty[]): readonly FindingView[] =>
    kinds.flatMap((kind) => findings.filter(({ certainty }) => certainty === kind));
  const predicted = of('predicted');
  return {
    happened: of('certain', 'happened', 'likely', 'passing'),
    predicted,
    isPredictedOpenAtFirst: predicted.length <= FEW_PREDICTIONS,
  };
}

/** A cure below a heading that says what it is for. */
export function cureWords(cure: string): string {
  const words = cure.replace(/^To fix it, /, '');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `bank.py:12`: where the site's thread was in the user's code. */
export function siteText({ stack }: FindingSite): string {
  const [site] = stack;
  return site ? `${fileName(site.file)}:${site.line}` : '';
}

function isForSure(certainty: Certainty): boolean {
  return certainty === 'certain' || certainty === 'happened';
}

/** What is said aloud of findings that nobody can do anything about, when they are new. */
export function alertText(findings: readonly FindingView[], said: ReadonlySet<string>): string {
  return findings
    .filter(({ id, certainty }) => isForSure(certainty) && !said.has(id))
    .map(({ title, sentences }) => [`${title}.`, ...sentences].join(' '))
    .join(' ');
}
