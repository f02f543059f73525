import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Lanes } from '../../../../../src/core/analysis/lanes/lanes.ts';
import {
  NO_STACK,
  type ObjectId,
  type Step,
  type ThreadId,
} from '../../../../../src/core/base/ids.ts';
import { BatchWriter, writeEvent } from '../../../../../src/core/trace/encode.ts';
import type { TraceEvent } from '../../../../../src/core/trace/events.ts';
import { Trace } from '../../../../../src/core/trace/trace.ts';
import type { SyncObject, Thread, World } from '../../../../../src/core/trace/world.ts';
import { arbitraryEvent, withBirths } from '../../../../support/arbitraryEvents.ts';
import { batchOf } from '../../../../support/batchOf.ts';
import { objectNamed } from '../../../../support/formatWorld.ts';
import { formatLanes, formatWakes } from '../../../../support/lanes/lanesText.ts';
import { runHeader } from '../../../../support/runHeader.ts';
import {
  stepAfterRow,
  traceFromText,
  type TracePicture,
} from '../../../../support/traceFromText.ts';

function lanesOf({ trace }: TracePicture): Lanes {
  const lanes = new Lanes();
  assert.ok(lanes.append(batchOf(trace)));
  return lanes;
}

const handOver = traceFromText(`
  main      worker    other
  take A    .         .
  .         take A    .
  .         .         take A
  free A    .         .
  .         free A    .
  .         .         free A
  .         end       .
`);

describe('lanes', () => {
  it('show states and held locks, contended while others wait', () => {
    assert.equal(
      formatLanes(lanesOf(handOver), handOver.names, 7),
      [
        'main    -##----####--------',
        '  A       ==!!!!',
        'worker  ---#bbbbb--####--#|',
        '  A               !!',
        'other   -----#bbbbbbb--##--',
        '  A                   ==',
      ].join('\n'),
    );
  });

  it('draw an arrow from waker to woken, with what was waited for', () => {
    const picture = traceFromText(`
      main      worker
      .         wait E
      sleep 1   .
      wake      .
      set E     .
      join worker  .
      .         end
    `);
    assert.deepEqual(formatWakes(lanesOf(picture), picture.names), [
      'main by nobody (start)',
      'worker by main (start)',
      'main by nobody (timeout)',
      'worker by main (granted, E)',
      'main by worker (granted)',
    ]);
  });

  it('know where waker and woken were', () => {
    const { trace, names } = handOver;
    const lanes = lanesOf({ trace, names });
    const wake = lanes.wakes.wakeAt(lanes.wakes.firstFrom(stepAfterRow(handOver, 3)));
    const lineOf = (stack: number) => {
      const site = trace.tables.sites[(trace.tables.stacks[stack - 1]?.site ?? 0) - 1];
      return `${site?.function}:${site?.line}`;
    };
    assert.deepEqual(wake && [lineOf(wake.at), lineOf(wake.waitedAt)], ['main:4', 'worker:2']);
  });

  it('say what is at a step, with its ends', () => {
    const lanes = lanesOf(handOver);
    const { from, to, ...segment } =
      lanes.segmentAt(2 as ThreadId, stepAfterRow(handOver, 3)) ?? {};
    assert.ok(from !== undefined && to !== undefined && from < to);
    assert.deepEqual(segment, {
      ...{ start: 2_000_000, end: 4_000_000, thread: 2, state: 'blocked', wait: 'lock' },
      ...{ operation: undefined, object: objectNamed(handOver, 'A'), awaited: undefined },
      at: lanes.stackAt(2 as ThreadId, from),
    });
  });

  it('tell the contended parts of a time', () => {
    const lanes = lanesOf(handOver);
    const parts = lanes.contentions(objectNamed(handOver, 'A'), 0 as Step, lanes.length);
    assert.deepEqual(
      parts.map(({ start, end, waiters }) => [start / 1e6, end / 1e6, waiters]),
      [
        [2, 3, 1],
        [3, 4, 2],
        [4, 5, 1],
      ],
    );
  });

  it('mark output, changes, exceptions and failed attempts', () => {
    const picture = traceFromText(`
      main      worker
      take A    .
      .         try A
      set E     .
      .         crash
    `);
    const marks = [...lanesOf(picture).threads.values()].map((lane) =>
      Array.from({ length: lane.marks.length }, (_, index) => lane.marks.markAt(index)?.kind),
    );
    assert.deepEqual(marks, [['change'], ['failed', 'exception']]);
  });

  it('refuse a batch that does not follow', () => {
    const lanes = lanesOf(handOver);
    assert.equal(lanes.append(batchOf(handOver.trace)), false);
  });

  it('lead from event to event of a thread and of an object', () => {
    const lanes = lanesOf(handOver);
    const events = lanes.threads.get(3 as ThreadId)?.events;
    assert.ok(events);
    const forth: Step[] = [];
    for (let at = lanes.nextIn(events, 0 as Step, 1); at; at = lanes.nextIn(events, at, 1)) {
      forth.push(at);
    }
    const back: Step[] = [];
    const end = (lanes.length + 1) as Step;
    for (let at = lanes.nextIn(events, end, -1); at; at = lanes.nextIn(events, at, -1)) {
      back.unshift(at);
    }
    assert.deepEqual(forth, back);
    const kinds = forth.map((step) => handOver.trace.eventAt((step - 1) as Step)?.kind);
    assert.deepEqual(kinds.slice(2, 4), ['run', 'wait']);
  });
});

const manyEvents = fc
  .array(arbitraryEvent, { maxLength: 300, size: 'max' })
  .map((events) => withBirths(events));

function ofWorld(world: World) {
  const threads = Object.values<Thread>(world.threads).map((thread) => ({
    ...{ id: thread.id, state: thread.state.kind, from: thread.sinceStep + 1, at: thread.at },
    target: targetOf(thread),
    holds: thread.holds.map(({ object, at, step }) => ({ object, at, from: step + 1 })),
  }));
  const objects = Object.values<SyncObject>(world.objects).map(({ id, owner, waiters }) => {
    return { id, owner, waiters: waiters.length };
  });
  return { threads, objects };
}

function targetOf({ state }: Thread): number | undefined {
  if (state.kind === 'blocked') return state.on;
  if (state.kind !== 'waiting') return undefined;
  if ('object' in state.wait) return state.wait.object;
  return 'thread' in state.wait ? state.wait.thread : undefined;
}

function ofLanes(lanes: Lanes, step: Step, world: World) {
  const threads = [...lanes.threads.keys()]
    .filter((id) => lanes.segmentAt(id, step) !== undefined)
    .sort((a, b) => a - b)
    .map((id) => {
      const segment = lanes.segmentAt(id, step);
      return {
        ...{ id, state: segment?.state, from: segment?.from, at: lanes.stackAt(id, step) },
        target: segment?.object ?? segment?.awaited,
        holds: lanes.holdsAt(id, step).map(({ object, at, from }) => ({ object, at, from })),
      };
    });
  const objects = Object.values<SyncObject>(world.objects).map(({ id }) => {
    const owner = lanes.ownedAt(id, step)?.thread;
    return { id, owner, waiters: lanes.waitersAt(id, step) };
  });
  return { threads, objects };
}

const LOCKS = 60;
/** Two threads take more locks than they mostly hold at once. */
const manyLocks = fc
  .array(
    fc.record({
      by: fc.integer({ min: 1, max: 2 }).map((id) => id as ThreadId),
      object: fc.integer({ min: 1, max: LOCKS }).map((id) => id as ObjectId),
      kind: fc.constantFrom('acquire', 'acquire', 'release'),
    }),
    { minLength: 100, maxLength: 300, size: 'max' },
  )
  .map((deeds) => {
    const events = deeds.map(({ kind, ...deed }): TraceEvent => {
      return { ...deed, kind, count: kind === 'acquire' ? 1 : 0, time: 1, at: NO_STACK };
    });
    return withBirths(events, LOCKS);
  });

/** Of events in batches of a size; the lanes say at every step what the world says. */
function agreeing(events: readonly TraceEvent[], size: number): { trace: Trace; lanes: Lanes } {
  const trace = new Trace(runHeader());
  const lanes = new Lanes();
  const writer = new BatchWriter();
  const flush = () => {
    const batch = writer.take();
    trace.append(batch);
    assert.ok(lanes.append(batch));
  };
  for (const event of events) {
    writeEvent(writer, event);
    if (writer.length === size) flush();
  }
  flush();
  for (let step = 0 as Step; step <= trace.length; step++) {
    const world = trace.worldAt(step);
    assert.deepEqual(ofLanes(lanes, step, world), ofWorld(world), `at step ${step}`);
  }
  return { trace, lanes };
}

function mostHeld(trace: Trace, thread: ThreadId): number {
  let most = 0;
  for (let step = 0 as Step; step <= trace.length; step++) {
    most = Math.max(most, trace.worldAt(step).threads[thread]?.holds.length ?? 0);
  }
  return most;
}

describe('lanes of arbitrary events', () => {
  const size = fc.integer({ min: 1, max: 50 });

  it('agree with the world at every step, whatever the batches', () => {
    const agree = (events: readonly TraceEvent[], size: number) => void agreeing(events, size);
    fc.assert(fc.property(manyEvents, size, agree), { numRuns: 30 });
  });

  it('agree with it for a thread that holds many locks, and use a row again', () => {
    const isTight = (events: readonly TraceEvent[], size: number) => {
      const { trace, lanes } = agreeing(events, size);
      for (const { id, holds } of lanes.threads.values()) {
        assert.equal(holds.length, mostHeld(trace, id));
      }
    };
    fc.assert(fc.property(manyLocks, size, isTight), { numRuns: 10 });
  });
});
