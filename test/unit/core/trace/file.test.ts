import assert from 'node:assert/strict';
import fc from 'fast-check';
import { UserError } from '../../../../src/core/base/errors.ts';
import { BatchWriter, writeEvent } from '../../../../src/core/trace/encode.ts';
import type { TraceEvent } from '../../../../src/core/trace/events.ts';
import { parseTrace, serializeTrace, type TraceFile } from '../../../../src/core/trace/file.ts';
import { Trace } from '../../../../src/core/trace/trace.ts';
import { arbitraryEvents } from '../../../support/arbitraryEvents.ts';
import { runHeader } from '../../../support/runHeader.ts';
import { traceFromText } from '../../../support/traceFromText.ts';

function fileOf(events: readonly TraceEvent[]): TraceFile {
  const trace = new Trace(runHeader());
  const writer = new BatchWriter();
  for (const event of events) {
    writeEvent(writer, event);
    if (writer.length === 5) trace.append(writer.take());
  }
  trace.append(writer.take());
  return { trace, schedule: 'weft1_1_2_3_', sources: { '/ä.py': 'print("…")\n' } };
}

function small(): Uint8Array {
  const { trace } = traceFromText(`
    main     worker
    take A   .
    .        take A
  `);
  return serializeTrace({ trace, schedule: '', sources: {} });
}

describe('trace files', () => {
  it('give back every event', () => {
    fc.assert(
      fc.property(arbitraryEvents, (events) => {
        const { trace } = parseTrace(serializeTrace(fileOf(events)));
        assert.deepEqual([...trace.events()], events);
      }),
    );
  });

  it('give back header, schedule, sources and tables', () => {
    const { trace } = traceFromText(`
      main
      take A
    `);
    const sources = { '/ä.py': 'print("…")\n' };
    const file = parseTrace(serializeTrace({ trace, schedule: 'weft1_1_2_3_', sources }));
    assert.deepEqual(file.trace.header, trace.header);
    assert.deepEqual(file.trace.tables, trace.tables);
    assert.deepEqual([file.schedule, file.sources], ['weft1_1_2_3_', sources]);
  });

  it('can be read from the middle of a larger buffer', () => {
    const bytes = small();
    const larger = new Uint8Array(bytes.length + 3);
    larger.set(bytes, 3);
    assert.equal(parseTrace(larger.subarray(3)).trace.length, parseTrace(bytes).trace.length);
  });

  it('say that a foreign file is no trace', () => {
    const foreign = new TextEncoder().encode('import threading\n');
    assert.throws(() => parseTrace(foreign), { name: 'UserError', message: /not a Weft trace/ });
    assert.throws(() => parseTrace(new Uint8Array()), UserError);
  });

  it('say which version they can’t read', () => {
    const bytes = small();
    bytes[4] = 9;
    assert.throws(() => parseTrace(bytes), { name: 'UserError', message: /has version 9/ });
  });

  it('say so when they are cut short, wherever that is', () => {
    const bytes = small();
    for (let length = 8; length < bytes.length - 4; length++) {
      assert.throws(() => parseTrace(bytes.subarray(0, length)), UserError, `cut at ${length}`);
    }
  });
});
