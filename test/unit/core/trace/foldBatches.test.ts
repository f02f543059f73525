// A batch means what its events mean one by one, also where the fold takes several at once.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  NO_STACK,
  NO_THREAD,
  type ObjectId,
  type StackId,
  type ThreadId,
} from '../../../../src/core/base/ids.ts';
import { BatchWriter, writeEvent } from '../../../../src/core/trace/encode.ts';
import type { EventBody, TraceEvent } from '../../../../src/core/trace/events.ts';
import { WorldFold } from '../../../../src/core/trace/fold.ts';
import { newLock } from '../../../support/kernel/newLock.ts';

/** Two threads and two locks. */
const thread = fc.integer({ min: 1, max: 2 }).map((id) => id as ThreadId);
const object = fc.integer({ min: 1, max: 2 }).map((id) => id as ObjectId);
const at = fc.integer({ min: 0, max: 3 }).map((id) => id as StackId);
const count = fc.integer({ min: 0, max: 2 });

/** They need not be possible. */
const body: fc.Arbitrary<EventBody> = fc.oneof(
  fc.record({ kind: fc.constant('acquire' as const), object, count }),
  fc.record({ kind: fc.constant('release' as const), object, count }),
  thread.map((id) => ({ kind: 'run', thread: id, isPreemption: true }) as const),
  object.map(
    (id) => ({ kind: 'wait', wait: { kind: 'lock', object: id }, until: undefined }) as const,
  ),
  thread.map((id) => ({ kind: 'wake', thread: id, reason: 'granted' }) as const),
);
const anything: fc.Arbitrary<TraceEvent[]> = fc
  .tuple(fc.nat(), thread, at, body)
  .map(([time, by, place, what]) => [{ time, by, at: place, ...what }]);

/** A lock that is taken and given back, mostly by the same thread. */
const pair: fc.Arbitrary<TraceEvent[]> = fc
  .tuple(fc.nat(), thread, fc.boolean(), at, at, object, fc.constantFrom(0, 0, 0, 1))
  .map(([time, by, isOther, first, second, lock, left]) => {
    const other = (isOther ? 3 - by : by) as ThreadId;
    const given = { kind: 'release', object: lock, count: left } as const;
    return [
      { time, by, at: first, kind: 'acquire', object: lock, count: 1 },
      { time: time + 1, by: other, at: second, ...given },
    ];
  });

/** What the last turn of a loop may have of its own. */
const change = fc.oneof(
  fc.record({ object }),
  fc.record({ count }),
  fc.record({ at }),
  fc.constant({}),
);

/** The same again and again, as a running loop makes it, but for its last turn. */
const loop: fc.Arbitrary<TraceEvent[]> = fc
  .tuple(thread, pair, fc.integer({ min: 2, max: 5 }), fc.tuple(change, change))
  .map(([id, same, times, changes]) => {
    const run = { time: 0, by: NO_THREAD, at: NO_STACK, kind: 'run', isPreemption: true } as const;
    const turns = Array.from({ length: times }, (_, turn) =>
      same.map((event) => ({ ...event, time: event.time + 10 * turn })),
    );
    const last = same.map((event, index) => ({ ...event, ...changes[index] }));
    return [{ ...run, thread: id }, ...turns.flat(), ...last];
  });

/** Woken for a lock, and running. */
const woken: fc.Arbitrary<TraceEvent[]> = fc.tuple(thread, object).map(([id, lock]) => {
  const nobody = { time: 0, by: NO_THREAD, at: NO_STACK };
  const wait = { kind: 'lock', object: lock } as const;
  return [
    { ...nobody, by: id, kind: 'wait', wait, until: undefined },
    { ...nobody, kind: 'wake', thread: id, reason: 'granted' },
    { ...nobody, kind: 'run', thread: id, isPreemption: false },
  ];
});

const events: fc.Arbitrary<TraceEvent[]> = fc
  .array(fc.oneof(anything, pair, loop, woken), { maxLength: 20 })
  .map((parts) => [...beginning, ...parts.flat()]);

const beginning: readonly TraceEvent[] = [1, 2].flatMap((id): TraceEvent[] => {
  const stamp = { time: 0, by: id as ThreadId, at: NO_STACK };
  const facts = { name: `t${id}`, daemon: false, ident: id, isLibrary: false };
  return [
    { ...stamp, kind: 'threadNew', thread: id as ThreadId, ...facts },
    { ...stamp, kind: 'threadStart', thread: id as ThreadId },
    newLock(id),
  ];
});

describe('a batch of events', () => {
  it('leads to the same world as its events one by one, wherever it is cut', () => {
    const law = fc.property(events, fc.nat(40), (all, cut) => {
      const writer = new BatchWriter();
      for (const event of all) writeEvent(writer, event);
      const [one, many] = [new WorldFold(), new WorldFold()];
      const length = Math.min(cut, all.length);
      many.applyBatch(writer.take(), length);
      for (const event of all.slice(0, length)) one.apply(event);
      assert.deepEqual(many.snapshot(), one.snapshot());
    });
    fc.assert(law, { numRuns: 2000 });
  });
});
