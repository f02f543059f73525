import assert from 'node:assert/strict';
import { restAfter } from '../../../webview/drawingRest.ts';

describe('the rest after a drawing', () => {
  it('is none after a short one, so that events come with each frame', () => {
    assert.equal(restAfter(3), 0);
  });

  it('leaves most of the time to others after a long one', () => {
    assert.equal(restAfter(5), 100);
  });

  it('ends before somebody takes the panel for stuck', () => {
    assert.equal(restAfter(80), 300);
  });
});
