import assert from 'node:assert/strict';
import { ObjectPlaces } from '../../../../src/core/analysis/objectPlace.ts';
import { userSite } from '../../../../src/core/analysis/scene.ts';
import type { ObjectId } from '../../../../src/core/base/ids.ts';
import { traceFromText } from '../../../support/traceFromText.ts';

const { trace } = traceFromText(`
  main     worker
  take A   .
  .        take B
`);

function placeOf(id: number) {
  const places = new ObjectPlaces();
  const { tables } = trace;
  for (const event of trace.events()) places.see(event, () => userSite(tables, event.at));
  return places.of(id as ObjectId);
}

describe('ObjectPlaces', () => {
  it('tells objects apart that one line makes', () => {
    assert.deepEqual(placeOf(1), { file: '/main.py', line: 1, ordinal: 0 });
    assert.deepEqual(placeOf(2), { file: '/main.py', line: 1, ordinal: 1 });
  });

  it('knows nothing of an object that the run has not made', () => {
    assert.equal(placeOf(3), undefined);
  });
});
