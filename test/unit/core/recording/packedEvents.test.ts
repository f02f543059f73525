import assert from 'node:assert/strict';
import fc from 'fast-check';
import { packed, unpacked } from '../../../../src/core/recording/packedEvents.ts';
import { EVENT_WIDTH } from '../../../../src/core/trace/batch.ts';
import { BatchWriter, EventCode, writeEvent } from '../../../../src/core/trace/encode.ts';
import type { ObjectId } from '../../../../src/core/base/ids.ts';
import type { AppendMessage } from '../../../../src/core/protocol/appending.ts';
import type { TraceEvent } from '../../../../src/core/trace/events.ts';
import { arbitraryEvents } from '../../../support/arbitraryEvents.ts';

const names = { [3 as ObjectId]: 'left' };

function append(events: readonly TraceEvent[]): AppendMessage {
  const writer = new BatchWriter();
  for (const event of events) writeEvent(writer, event);
  return { kind: 'append', batch: writer.take(), names };
}

describe('events on their way to a page', () => {
  it('arrive as they were', () => {
    fc.assert(
      fc.property(arbitraryEvents, (events) => {
        const message = append(events);
        assert.deepEqual(unpacked(packed(message)), message);
      }),
    );
  });

  it('arrive as they were where times are no whole numbers', () => {
    const numbers = new Float64Array(2 * EVENT_WIDTH);
    numbers.set([EventCode.acquire, 0.1, 1, 2, 3, 1, EventCode.release, 0.1 + 0.2, 1, 2, 3, 0]);
    const { batch, ...rest } = append([]);
    const message = { ...rest, batch: { ...batch, numbers } };
    assert.deepEqual(unpacked(packed(message)), message);
  });

  it('need a fifth of the bytes, in memory of their own', () => {
    const locks = Array.from({ length: 1000 }, (_, index) => {
      const stamp = { time: 5_000_000 + 700 * index, by: 1 + (index % 7), at: 1 + (index % 90) };
      return { ...stamp, kind: 'acquire', object: 1 + (index % 60), count: 1 } as TraceEvent;
    });
    const message = append(locks);
    const sent = packed(message);
    assert.ok('columns' in sent);
    assert.ok(sent.columns.buffer.byteLength < message.batch.numbers.byteLength / 5);
    assert.equal(sent.columns.buffer.byteLength, sent.columns.byteLength);
  });

  it('leave other messages alone', () => {
    const message = { kind: 'speed', speed: 2 };
    assert.equal(packed(message), message);
    assert.equal(unpacked(message), message);
  });
});
