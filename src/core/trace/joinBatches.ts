// Many batches as few: a trace for somebody who has none of it yet, or what came while somebody was busy.

import type { Step } from '../base/ids.ts';
import { EVENT_WIDTH, type TraceBatch } from './batch.ts';
import { batchLength, EventCode } from './encode.ts';
import type { EventBody } from './events.ts';
import type { BatchPart, Trace } from './trace.ts';

/**
 * All events in order, about `size` in a batch. The first brings the tables: those of later
 * batches are in it.
 */
export function* joinedBatches(trace: Trace, size: number): Generator<TraceBatch> {
  let { sites, stacks } = trace.tables;
  let parts: BatchPart[] = [];
  let count = 0;
  for (const part of trace.parts(0 as Step, trace.length)) {
    parts.push(part);
    count += part.last - part.first;
    if (count < size) continue;
    yield { ...joined(parts), sites, stacks };
    [sites, stacks, parts, count] = [[], [], [], 0];
  }
  if (count > 0 || sites.length > 0) yield { ...joined(parts, trace.length), sites, stacks };
}

/** @param batches one after the other, at least one */
export function joinBatches(batches: readonly TraceBatch[]): TraceBatch {
  const [only] = batches;
  if (only && batches.length === 1) return only;
  const parts = batches.map((batch) => ({ batch, first: 0, last: batchLength(batch) }));
  return {
    ...joined(parts),
    sites: batches.flatMap(({ sites }) => sites),
    stacks: batches.flatMap(({ stacks }) => stacks),
  };
}

function joined(
  parts: readonly BatchPart[],
  end?: Step,
): Pick<TraceBatch, 'from' | 'numbers' | 'rich'> {
  const count = parts.reduce((sum, { first, last }) => sum + last - first, 0);
  const numbers = new Float64Array(count * EVENT_WIDTH);
  const rich: EventBody[] = [];
  let offset = 0;
  for (const { batch, first, last } of parts) {
    numbers.set(batch.numbers.subarray(first * EVENT_WIDTH, last * EVENT_WIDTH), offset);
    const next = offset + (last - first) * EVENT_WIDTH;
    // Indices into the rich bodies of the part become those of the whole.
    for (; offset < next; offset += EVENT_WIDTH) {
      if (numbers[offset] !== EventCode.rich) continue;
      const body = batch.rich[numbers[offset + 4] ?? -1];
      numbers[offset + 4] = rich.length;
      if (body) rich.push(body);
    }
  }
  const [part] = parts;
  const from = part ? part.batch.from + part.first : (end ?? 0);
  return { from: from as Step, numbers, rich };
}
