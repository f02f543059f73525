import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ObjectId, StackId, Step, ThreadId } from '../../../../src/core/base/ids.ts';
import {
  BatchWriter,
  batchLength,
  decodeEvent,
  EventCode,
  writeEvent,
} from '../../../../src/core/trace/encode.ts';
import type { TraceEvent } from '../../../../src/core/trace/events.ts';
import { arbitraryEvents } from '../../../support/arbitraryEvents.ts';

const main = 1 as ThreadId;
const stack = 2 as StackId;

function take(thread: ThreadId): TraceEvent {
  return { time: 5, by: thread, at: stack, kind: 'acquire', object: 3 as ObjectId, count: 1 };
}

describe('encoding of events', () => {
  it('gives back every event as it was written', () => {
    fc.assert(
      fc.property(arbitraryEvents, (events) => {
        const writer = new BatchWriter();
        for (const event of events) writeEvent(writer, event);
        const batch = writer.take();
        const decoded = events.map((_, index) => decodeEvent(batch, index));
        assert.deepEqual(decoded, events);
      }),
    );
  });

  it('lets a frequent event be written as numbers', () => {
    const writer = new BatchWriter();
    writer.number(EventCode.acquire, 5, main, stack, 3, 1);
    assert.deepEqual(decodeEvent(writer.take(), 0), take(main));
  });

  it('grows with its events', () => {
    const writer = new BatchWriter();
    for (let index = 0; index < 5000; index++) writeEvent(writer, take(index as ThreadId));
    const batch = writer.take();
    assert.equal(batchLength(batch), 5000);
    assert.equal(decodeEvent(batch, 4999).by, 4999);
  });

  it('is empty after a batch was taken, and goes on at the next step', () => {
    const writer = new BatchWriter();
    writeEvent(writer, take(main));
    writer.take();
    assert.equal(writer.length, 0);
    assert.deepEqual(writer.take(), {
      from: 1 as Step,
      numbers: new Float64Array(0),
      rich: [],
      sites: [],
      stacks: [],
    });
  });

  it('numbers sites and stacks from 1 through all batches', () => {
    const writer = new BatchWriter();
    const site = {
      file: '/a.py',
      line: 1,
      column: 1,
      endLine: 1,
      endColumn: 2,
      function: 'f',
      isLibrary: false,
    };
    assert.equal(writer.addSite(site), 1);
    writer.take();
    assert.equal(writer.addSite(site), 2);
    assert.equal(writer.take().sites.length, 1);
  });

  it('refuses an index outside the batch', () => {
    const batch = new BatchWriter().take();
    assert.throws(() => decodeEvent(batch, 0), /no event 0/);
  });
});
