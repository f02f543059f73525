// What is told of a recording that could be read in part.

import type { Step } from '../base/ids.ts';
import type { Trace } from '../trace/trace.ts';
import type { Damage } from './recording.ts';

export interface WhatWasRead {
  readonly trace: Trace;
  /** What the end of the file says; undefined if it is lost. */
  readonly tail: { readonly events: number } | undefined;
  readonly hasSources: boolean;
}

/** @returns undefined if nothing is lost */
export function damageOf({ trace, tail, hasSources }: WhatWasRead): Damage | undefined {
  const texts = [...eventsText(trace, tail?.events), ...(hasSources ? [] : [SOURCES_LOST])];
  if (texts.length === 0) return undefined;
  return { text: texts.join(' '), events: trace.length, of: tail?.events };
}

const SOURCES_LOST =
  'The source texts in the file are damaged: lines are shown from the files of today.';

function eventsText(trace: Trace, all: number | undefined): readonly string[] {
  const read = trace.length;
  if (read === all) return [];
  if (all === undefined && trace.eventAt((read - 1) as Step)?.kind === 'end') {
    return [
      'The end of this recording is cut off or damaged: all events of the run could be read, but ' +
        'its schedule is lost, so it can’t be replayed.',
    ];
  }
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
