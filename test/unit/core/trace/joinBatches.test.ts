import assert from 'node:assert/strict';
import fc from 'fast-check';
import { BatchWriter, writeEvent } from '../../../../src/core/trace/encode.ts';
import { joinBatches, joinedBatches } from '../../../../src/core/trace/joinBatches.ts';
import type { TraceBatch } from '../../../../src/core/trace/batch.ts';
import { Trace } from '../../../../src/core/trace/trace.ts';
import { arbitraryEvents } from '../../../support/arbitraryEvents.ts';
import { runHeader } from '../../../support/runHeader.ts';
import { traceFromText } from '../../../support/traceFromText.ts';

describe('joined batches', () => {
  it('are the same trace, in fewer messages', () => {
    const sizes = fc.integer({ min: 1, max: 30 });
    fc.assert(
      fc.property(arbitraryEvents, sizes, sizes, (events, written, joined) => {
        const trace = new Trace(runHeader());
        const writer = new BatchWriter();
        for (const event of events) {
          writeEvent(writer, event);
          if (writer.length === written) trace.append(writer.take());
        }
        trace.append(writer.take());
        const copy = new Trace(runHeader());
        for (const batch of joinedBatches(trace, joined)) copy.append(batch);
        assert.deepEqual([...copy.events()], events);
      }),
    );
  });

  it('are the same trace, too, if they are few and become one', () => {
    fc.assert(
      fc.property(arbitraryEvents, fc.integer({ min: 1, max: 30 }), (events, size) => {
        const writer = new BatchWriter();
        const batches: TraceBatch[] = [];
        for (const event of events) {
          writeEvent(writer, event);
          if (writer.length === size) batches.push(writer.take());
        }
        batches.push(writer.take());
        const whole = new Trace(runHeader());
        whole.append(joinBatches(batches));
        assert.deepEqual([...whole.events()], events);
      }),
    );
  });

  it('keep the tables of each', () => {
    const { trace } = traceFromText('main\ntake A');
    const [batch] = [...joinedBatches(trace, Infinity)];
    assert.ok(batch);
    const { sites, stacks } = batch;
    const end = { from: trace.length, numbers: new Float64Array(), rich: [], sites, stacks };
    const joined = joinBatches([batch, end]);
    assert.deepEqual(
      [joined.sites, joined.stacks],
      [
        [...sites, ...sites],
        [...stacks, ...stacks],
      ],
    );
  });

  it('bring the tables, also those of batches without events', () => {
    const { trace } = traceFromText('main\ntake A');
    const copy = new Trace(runHeader());
    for (const batch of joinedBatches(trace, 1)) copy.append(batch);
    assert.deepEqual(copy.tables, trace.tables);
  });
});
