// A run that is executed again is compared with what was recorded of it.

import assert from 'node:assert/strict';

import { MAIN_THREAD, NO_STACK, type ObjectId, type Step } from '../../../../src/core/base/ids.ts';
import type { TraceBatch } from '../../../../src/core/trace/batch.ts';
import { BatchWriter, writeEvent } from '../../../../src/core/trace/encode.ts';
import type { TraceEvent } from '../../../../src/core/trace/events.ts';
import { Trace } from '../../../../src/core/trace/trace.ts';
import { TraceCheck } from '../../../../src/core/trace/traceCheck.ts';
import { traceFromText } from '../../../support/traceFromText.ts';

const { trace: RECORDED } = traceFromText(`
  main       worker
  take A     .
  .          take B
  free A     .
`);

describe('TraceCheck', () => {
  it('finds no difference in the same events, however they come in batches', () => {
    for (const size of [1, 2, 100]) assert.equal(firstDifference(RECORDED, size), undefined);
  });

  it('finds no difference in a run that has not come to the end', () => {
    const [first] = batches(RECORDED, 3);
    assert.ok(first);
    assert.equal(new TraceCheck(RECORDED).difference(first), undefined);
  });

  it('finds the first event that is another one', () => {
    const differs = (step: number, event: Partial<TraceEvent>) =>
      firstDifference(RECORDED, 4, (each, at) =>
        at === step ? ({ ...each, ...event } as TraceEvent) : each,
      );
    assert.equal(differs(5, { time: 77 }), 5);
    const made = [...RECORDED.events()].findIndex(({ kind }) => kind === 'objectNew');
    assert.equal(differs(made, { typeName: 'other' }), made);
  });

  it('finds that a run goes on beyond the recording', () => {
    const { trace: again } = traceFromText(`
      main       worker
      take A     .
      .          take B
      free A     .
      take A     .
    `);
    const check = new TraceCheck(RECORDED);
    assert.equal(check.difference(batches(again, 1000)[0] ?? fail()), RECORDED.length);
  });

  it('finds no difference in what an earlier version wrote as an object', () => {
    const recorded = new Trace(RECORDED.header);
    recorded.append(changeOfState(2, 'as an object'));
    const difference = (value: number) =>
      new TraceCheck(recorded).difference(changeOfState(value, 'as numbers'));
    assert.equal(difference(2), undefined);
    assert.equal(difference(1), 0);
  });

  it('finds another place in the code', () => {
    const [batch = fail()] = batches(RECORDED, 1000);
    const sites = batch.sites.map((site) => ({ ...site, line: site.line + 1 }));
    assert.equal(new TraceCheck(RECORDED).difference({ ...batch, sites }), 0);
  });
});

/** The value of a semaphore changes. */
function changeOfState(value: number, form: 'as an object' | 'as numbers'): TraceBatch {
  const writer = new BatchWriter();
  const state = { kind: 'semaphore', value, initial: 3 } as const;
  const body = { kind: 'objectState', object: 1 as ObjectId, state } as const;
  if (form === 'as an object') writer.rich(5, MAIN_THREAD, NO_STACK, body);
  else writeEvent(writer, { time: 5, by: MAIN_THREAD, at: NO_STACK, ...body });
  return writer.take();
}

function fail(): never {
  throw new Error('there is no batch');
}

function firstDifference(
  trace: Trace,
  size: number,
  change: (event: TraceEvent, step: number) => TraceEvent = (event) => event,
): Step | undefined {
  const check = new TraceCheck(RECORDED);
  for (const batch of batches(trace, size, change)) {
    const step = check.difference(batch);
    if (step !== undefined) return step;
  }
  return undefined;
}

/** The trace in batches of so many events; all tables come with the first. */
function batches(
  trace: Trace,
  size: number,
  change: (event: TraceEvent, step: number) => TraceEvent = (event) => event,
): TraceBatch[] {
  const writer = new BatchWriter();
  const found: TraceBatch[] = [];
  [...trace.events()].forEach((event, step) => {
    writeEvent(writer, change(event, step));
    if (writer.length === size) found.push(writer.take());
  });
  found.push(writer.take());
  return found.map((batch, index) => (index === 0 ? { ...batch, ...trace.tables } : batch));
}
