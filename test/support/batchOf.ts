// A whole trace as one batch.

import type { TraceBatch } from '../../src/core/trace/batch.ts';
import { BatchWriter, writeEvent } from '../../src/core/trace/encode.ts';
import type { Trace } from '../../src/core/trace/trace.ts';

export function batchOf(trace: Trace): TraceBatch {
  const writer = new BatchWriter();
  for (const event of trace.events()) writeEvent(writer, event);
  return writer.take();
}
