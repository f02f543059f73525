import assert from 'node:assert/strict';
import { ObjectPlaces } from '../../../src/core/analysis/objectPlace.ts';
import { userSite } from '../../../src/core/analysis/scene.ts';
import type { ObjectId } from '../../../src/core/base/ids.ts';
import type { SyncOperation } from '../../../src/core/protocol/debug.ts';
import { objectStops } from '../../../src/host/syncBreakpoints/objectStops.ts';
import type { SyncBreakpoint } from '../../../src/host/syncBreakpoints/syncBreakpoints.ts';
import { traceFromText } from '../../support/traceFromText.ts';

const { trace } = traceFromText(`
  main     worker
  take A   .
  .        take B
`);
const places = new ObjectPlaces();
for (const event of trace.events()) places.see(event, () => userSite(trace.tables, event.at));
const run = {
  world: trace.worldAt(trace.length),
  placeOf: (object: ObjectId) => places.of(object),
};

function breakOn(operation: SyncOperation, ordinal: number | undefined): SyncBreakpoint {
  const object = ordinal === undefined ? undefined : { file: '/main.py', line: 1, ordinal };
  return { operation, object, name: 'it', isEnabled: true };
}

describe('objectStops', () => {
  it('are those of the objects made at the places of breakpoints', () => {
    const breakpoints = [breakOn('acquire', 1), breakOn('release', 1), breakOn('contend', 7)];
    assert.deepEqual(objectStops(run, breakpoints), {
      2: 'Stops when it is acquired or is released',
    });
  });

  it('leave out breakpoints on any object, and are none without a run', () => {
    assert.deepEqual(objectStops(run, [breakOn('acquire', undefined)]), {});
    assert.deepEqual(objectStops(undefined, [breakOn('acquire', 1)]), {});
  });
});
