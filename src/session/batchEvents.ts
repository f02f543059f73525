// What a session reads out of batches, and the one event that it writes itself.

import { userSite as innermostUserSite } from '../core/analysis/scene.ts';
import { NO_STACK, NO_THREAD, type StackId, type Step, type ThreadId } from '../core/base/ids.ts';
import type { Nanoseconds } from '../core/base/ids.ts';
import { EVENT_WIDTH, type TraceBatch } from '../core/trace/batch.ts';
import { batchLength, decodeEvent, EventCode } from '../core/trace/encode.ts';
import type { Outcome, Site, TraceEvent } from '../core/trace/events.ts';
import type { Tables } from '../core/trace/world.ts';

/** Text that the program printed. */
export interface OutputPiece {
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
  readonly thread: ThreadId;
  readonly time: Nanoseconds;
  /** The innermost place in the user's own code. */
  readonly site: Site | undefined;
}

/** Something the reader should know: an event of the trace. */
export interface Notice {
  readonly code: string;
  readonly text: string;
}

/** The events of the rare kinds, in order, from a step on. */
export function* richEvents(batch: TraceBatch, from = batch.from): Generator<TraceEvent> {
  if (batch.rich.length === 0) return;
  for (let index = from - batch.from; index < batchLength(batch); index++) {
    const isRich = batch.numbers[index * EVENT_WIDTH] === EventCode.rich;
    if (isRich) yield decodeEvent(batch, index);
  }
}

/** The innermost site of a stack that is not in a library. */
export function userSite(at: StackId, tables: Tables): Site | undefined {
  return innermostUserSite(tables, at);
}

/** The end of a trace whose worker could not write it. */
export function endBatch(from: Step, time: Nanoseconds, outcome: Outcome): TraceBatch {
  const numbers = new Float64Array([EventCode.rich, time, NO_THREAD, NO_STACK, 0, 0]);
  return { from, numbers, rich: [{ kind: 'end', outcome }], sites: [], stacks: [] };
}

/** The last event of a run, if it is in the batch. */
export function endOf(batch: TraceBatch): TraceEvent | undefined {
  const last = batchLength(batch) - 1;
  if (batch.numbers[last * EVENT_WIDTH] !== EventCode.rich) return undefined;
  const event = decodeEvent(batch, last);
  return event.kind === 'end' ? event : undefined;
}
