import assert from 'node:assert/strict';

import type { ObjectId, Step } from '../../../../src/core/base/ids.ts';
import { lastTaken } from '../../../../src/core/analysis/lastTaken.ts';
import { stepAfterRow, traceFromText } from '../../../support/traceFromText.ts';

describe('when an object was taken last', () => {
  const picture = traceFromText(`
    main       worker
    take A     .
    .          take B
    free A     .
    take A     .
    .          free B
  `);
  const { trace } = picture;
  const nameOf = (name: string): ObjectId => {
    const found = Object.entries(picture.names).find(([, each]) => each === name);
    return Number(found?.[0]) as ObjectId;
  };
  /** Who took it when, in the run up to a row of the picture. */
  const taken = (name: string, row: number): string | undefined => {
    const end = stepAfterRow(picture, row);
    const step = lastTaken(trace.worldAt(end), trace, nameOf(name));
    if (step === undefined) return undefined;
    const event = trace.eventAt(step);
    return `${event?.kind} by ${event?.by} before ${trace.worldAt((step + 1) as Step).step}`;
  };

  it('is when its holder took it', () => {
    assert.equal(taken('A', 5), `acquire by 1 before ${Number(stepAfterRow(picture, 4))}`);
  });

  it('is the last time, of a lock that is free', () => {
    assert.match(taken('B', 5) ?? '', /^acquire by 2/);
    assert.match(taken('A', 3) ?? '', /^acquire by 1/);
  });

  it('knows nothing of what comes later', () => {
    assert.equal(taken('B', 1), undefined);
  });
});
