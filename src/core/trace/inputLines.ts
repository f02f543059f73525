// What a run read from its input: needed to run it again. Plain JSON, as it also travels in a debug
// configuration.

import type { Nanoseconds } from '../base/ids.ts';
import type { TraceEvent } from './events.ts';

export interface InputLine {
  /** Left out at end of file. */
  readonly line?: string;
  /** Virtual time at which it comes; left out: as soon as it is asked for. */
  readonly arrived?: Nanoseconds;
}

/** The lines that `input()` got, in order. */
export function linesRead(events: Iterable<TraceEvent>): InputLine[] {
  const lines: InputLine[] = [];
  for (const event of events) {
    if (event.kind !== 'input') continue;
    const { line, arrived } = event;
    lines.push(line === undefined ? { arrived } : { line, arrived });
  }
  return lines;
}

/** @returns undefined if `value` is no list of lines */
export function parseInputLines(value: unknown): InputLine[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.map((entry: unknown) => {
    const fields = typeof entry === 'object' && entry !== null ? entry : {};
    const line = 'line' in fields && typeof fields.line === 'string' ? fields.line : undefined;
    const arrived =
      'arrived' in fields && typeof fields.arrived === 'number' ? fields.arrived : undefined;
    return { ...(line !== undefined && { line }), ...(arrived !== undefined && { arrived }) };
  });
}
