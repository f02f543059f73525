// What is told of a recording that could be read in part.

import type { Damage } from './recording.ts';

export interface WhatWasRead {
  /** Events. */
  readonly read: number;
  /** What the end of the file says; undefined if it is lost. */
  readonly tail: { readonly events: number } | undefined;
  readonly hasSources: boolean;
}

/** @returns undefined if nothing is lost */
export function damageOf({ read, tail, hasSources }: WhatWasRead): Damage | undefined {
  const texts = [...eventsText(read, tail?.events), ...(hasSources ? [] : [SOURCES_LOST])];
  return texts.length === 0 ? undefined : { text: texts.join(' '), events: read, of: tail?.events };
}

const SOURCES_LOST =
  'The source texts in the file are damaged: lines are shown from the files of today.';

function eventsText(read: number, all: number | undefined): readonly string[] {
  if (read === all) return [];
  if (all === undefined) {
    return [
      `This recording is cut short or damaged: its first ${events(read)} could be read, and what ` +
        'came after them is lost. As its schedule is lost, too, it can’t be replayed.',
    ];
  }
  return [`This recording is damaged: only the first ${read} of its ${events(all)} could be read.`];
}

function events(count: number): string {
  return count === 1 ? 'event' : `${count} events`;
}
