// A loop that takes a lock again and again is passed by; what is foretold is what its events foretell.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Prediction } from '../../../../../src/core/analysis/predictions/prediction.ts';
import { Predictor } from '../../../../../src/core/analysis/predictions/predictor.ts';
import { PythonSources } from '../../../../../src/core/analysis/pythonSource.ts';
import type { ObjectId, SiteId, StackId, ThreadId } from '../../../../../src/core/base/ids.ts';
import { NO_STACK } from '../../../../../src/core/base/ids.ts';
import { BatchWriter, writeEvent } from '../../../../../src/core/trace/encode.ts';
import type { Site, Stack, TraceEvent } from '../../../../../src/core/trace/events.ts';
import { WorldFold } from '../../../../../src/core/trace/fold.ts';
import { newLock } from '../../../../support/kernel/newLock.ts';

const FILE = 'loops.py';
const SOURCE = 'lockinhand';
const PLACES = 4;
const sites = Array.from({ length: PLACES }, (_, index): Site => {
  const line = index + 1;
  const place = { line, column: 0, endLine: line, endColumn: SOURCE.length };
  return { file: FILE, ...place, function: 'work', isLibrary: false };
});
const stacks = sites.map((_, index): Stack => {
  return { site: (index + 1) as SiteId, caller: NO_STACK };
});

type Lock = readonly [lock: number, place: number];

/** One lock, and below it another that is taken so many times. */
interface Loop {
  readonly thread: number;
  readonly outer: Lock;
  readonly inner: Lock;
  readonly turns: number;
}

const lock = fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: PLACES }));
const loop: fc.Arbitrary<Loop> = fc
  .record({
    thread: fc.integer({ min: 1, max: 2 }),
    outer: lock,
    inner: lock,
    turns: fc.integer({ min: 0, max: 4 }),
  })
  .filter(({ outer, inner }) => outer[0] !== inner[0]);

function eventsOf(loops: readonly Loop[]): TraceEvent[] {
  const events: TraceEvent[] = [newLock(1), newLock(2)];
  for (const { thread, outer, inner, turns } of loops) {
    const act = (kind: 'acquire' | 'release', [object, place]: Lock): void => {
      const [by, at] = [thread as ThreadId, place as StackId];
      const count = kind === 'acquire' ? 1 : 0;
      events.push({ time: events.length, by, at, kind, object: object as ObjectId, count });
    };
    act('acquire', outer);
    for (let turn = 0; turn < turns; turn++) {
      act('acquire', inner);
      act('release', inner);
    }
    act('release', outer);
  }
  return events;
}

/** @param size events in a batch */
function foretold(events: readonly TraceEvent[], size: number): readonly Prediction[] {
  const writer = new BatchWriter();
  const predictor = new Predictor(
    new PythonSources(new Map([[FILE, `${SOURCE}\n`.repeat(PLACES)]])),
  );
  const fold = new WorldFold();
  const tables = { sites, stacks };
  for (const [index, event] of events.entries()) {
    writeEvent(writer, event);
    fold.apply(event);
    if ((index + 1) % size === 0 || index + 1 === events.length)
      predictor.addBatch(writer.take(), tables);
  }
  return predictor.look({ world: fold.world, tables, names: {} }, []);
}

describe('a loop that takes a lock', () => {
  it('foretells what its events foretell one by one', () => {
    let troubles = 0;
    const law = fc.property(fc.array(loop, { maxLength: 6 }), (loops) => {
      const events = eventsOf(loops);
      const found = foretold(events, Infinity);
      assert.deepEqual(found, foretold(events, 1));
      troubles += found.length;
    });
    fc.assert(law, { numRuns: 500 });
    assert.ok(troubles > 50, `${troubles} were foretold`);
  });
});
