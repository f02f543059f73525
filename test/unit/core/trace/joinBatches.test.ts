import assert from 'node:assert/strict';
import fc from 'fast-check';
import { BatchWriter, writeEvent } from '../../../../src/core/trace/encode.ts';
import { joinedBatches } from '../../../../src/core/trace/joinBatches.ts';
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

  it('bring the tables, also those of batches without events', () => {
    const { trace } = traceFromText('main\ntake A');
    const copy = new Trace(runHeader());
    for (const batch of joinedBatches(trace, 1)) copy.append(batch);
    assert.deepEqual(copy.tables, trace.tables);
  });
});
