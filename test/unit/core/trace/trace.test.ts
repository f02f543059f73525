import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NO_STACK, NO_THREAD, type Step, type ThreadId } from '../../../../src/core/base/ids.ts';
import { BatchWriter, writeEvent } from '../../../../src/core/trace/encode.ts';
import type { TraceEvent } from '../../../../src/core/trace/events.ts';
import { applyEvent, WorldFold } from '../../../../src/core/trace/fold.ts';
import { emptyWorld } from '../../../../src/core/trace/world.ts';
import { Trace } from '../../../../src/core/trace/trace.ts';
import { arbitraryEvent, arbitraryEvents, withBirths } from '../../../support/arbitraryEvents.ts';
import { runHeader } from '../../../support/runHeader.ts';

/** A trace that got its events in batches of `size`. */
function traceOf(events: readonly TraceEvent[], size = 7): Trace {
  const trace = new Trace(runHeader());
  const writer = new BatchWriter();
  for (const event of events) {
    writeEvent(writer, event);
    if (writer.length === size) trace.append(writer.take());
  }
  trace.append(writer.take());
  return trace;
}

/** Two threads that take turns: enough events for several checkpoints. */
function longRun(length: number): TraceEvent[] {
  const stamp = { by: NO_THREAD, at: NO_STACK };
  const threads = [1, 2].map((id): TraceEvent => {
    const thread = id as ThreadId;
    const born = { daemon: false, ident: id, isLibrary: false, name: `t${id}` };
    return { ...stamp, kind: 'threadNew', thread, time: 0, ...born };
  });
  const turns = Array.from({ length }, (_, index): TraceEvent => {
    const thread = ((index % 2) + 1) as ThreadId;
    return { ...stamp, kind: 'run', thread, isPreemption: false, time: index };
  });
  return [...threads, ...turns];
}

/** Three parts that have little to do with each other, each longer than a checkpoint is away. */
const PART = 4500;
const longEvents = fc
  .array(fc.array(arbitraryEvent, { minLength: 20, maxLength: 200 }), {
    minLength: 3,
    maxLength: 3,
  })
  .map((parts) => {
    const long = parts.flatMap((events) => {
      return Array.from({ length: PART }, (_, index) => events[index % events.length] ?? []).flat();
    });
    return withBirths(long);
  });

describe('Trace', () => {
  it('gives back the event at each step, whatever the batches', () => {
    fc.assert(
      fc.property(arbitraryEvents, fc.integer({ min: 1, max: 20 }), (events, size) => {
        const trace = traceOf(events, size);
        assert.equal(trace.length, events.length);
        events.forEach((event, step) => assert.deepEqual(trace.eventAt(step as Step), event));
      }),
    );
  });

  it('gives back any range of its events', () => {
    fc.assert(
      fc.property(arbitraryEvents, fc.nat(60), fc.nat(60), (events, start, end) => {
        const range = [...traceOf(events).events(start as Step, end as Step)];
        assert.deepEqual(range, events.slice(start, Math.max(start, end)));
      }),
    );
  });

  it('knows the world at each step, in any order of asking', () => {
    fc.assert(
      fc.property(arbitraryEvents, fc.array(fc.nat(60)), (events, steps) => {
        const trace = traceOf(events);
        for (const wanted of steps) {
          const step = Math.min(wanted, events.length) as Step;
          const expected = events.slice(0, step).reduce(applyEvent, emptyWorld());
          assert.deepEqual(trace.worldAt(step), expected);
        }
      }),
    );
  });

  it('finds the same world through its checkpoints, forwards and backwards', () => {
    const events = longRun(20_000);
    const trace = traceOf(events, 1000);
    const steps = [20_002, 4096, 4097, 12_345, 1, 0, 19_999] as Step[];
    const worlds = steps.map((step) => trace.worldAt(step));
    assert.deepEqual(
      worlds.map((world) => [world.step, world.running]),
      steps.map((step) => [step, step < 3 ? undefined : step % 2 === 1 ? 1 : 2]),
    );
  });

  it('finds at any step of a long run what a fold from its start finds', () => {
    const steps = fc.array(fc.nat(3 * PART), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(longEvents, steps, (events, wanted) => {
        const trace = traceOf(events, 1000);
        for (const step of wanted as Step[]) {
          const fold = new WorldFold();
          for (const event of events.slice(0, step)) fold.apply(event);
          assert.deepEqual(trace.worldAt(step), fold.snapshot());
        }
      }),
      { numRuns: 20 },
    );
  });

  it('tells a batch that leaves a gap from the next one', () => {
    const trace = traceOf(longRun(10));
    const writer = new BatchWriter();
    for (const event of longRun(20)) writeEvent(writer, event);
    writer.take();
    const late = writer.take();
    assert.equal(trace.isNext(late), false);
    assert.throws(() => trace.append(late), /batch starts at 22, not 12/);
  });

  it('has no event and no world beyond its end', () => {
    const trace = traceOf(longRun(1));
    assert.equal(trace.eventAt(trace.length), undefined);
    assert.throws(() => trace.worldAt(99 as Step), /no step 99 in 3 events/);
  });
});
