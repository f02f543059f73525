import assert from 'node:assert/strict';
import { EventRest, restAfter } from '../../../webview/eventRest.ts';

describe('the rest after a drawing', () => {
  it('is none after a short one, so that events come with each frame', () => {
    assert.equal(restAfter(3), 0);
  });

  it('leaves most of the time to others after a long one', () => {
    assert.equal(restAfter(5), 100);
  });

  it('ends before somebody takes the page for stuck', () => {
    assert.equal(restAfter(80), 300);
  });

  it('is kept by what events changed, which is drawn once after it', async () => {
    let drawings = 0;
    let drawn = (): void => undefined;
    const rest = new EventRest(() => {
      drawings++;
      drawn();
    });
    rest.drawEvents();
    assert.equal(drawings, 1);
    rest.drew(performance.now() - 1000);
    const atTheEnd = new Promise<void>((resolve) => (drawn = resolve));
    rest.drawEvents();
    rest.drawEvents();
    assert.equal(drawings, 1);
    await atTheEnd;
    assert.equal(drawings, 2);
  });

  it('does not follow what the user has had drawn', () => {
    let drawings = 0;
    const rest = new EventRest(() => drawings++);
    rest.drew(performance.now() - 1000);
    rest.drawEvents();
    assert.equal(drawings, 1);
  });
});
