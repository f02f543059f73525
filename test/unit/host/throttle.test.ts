import assert from 'node:assert/strict';
import { Throttle } from '../../../src/host/throttle.ts';

const now = performance.now.bind(performance);

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

describe('a throttle', () => {
  afterEach(() => {
    performance.now = now;
  });

  it('does once what was asked for many times', async () => {
    let times = 0;
    const throttle = new Throttle(0, () => times++);
    for (let index = 0; index < 5; index++) throttle.request();
    assert.equal(times, 0);
    await after(20);
    assert.equal(times, 1);
  });

  it('rests after what took long, and then does what was asked for', async () => {
    let clock = 0;
    // Only what is done takes time.
    performance.now = () => clock;
    const done: string[] = [];
    const throttle = new Throttle(0, () => {
      clock += 10;
      done.push('act');
    });
    throttle.request();
    await after(20);
    throttle.request();
    await after(100);
    done.push('rest');
    await after(150);
    assert.deepEqual(done, ['act', 'rest', 'act']);
  });

  it('does nothing any more once it is disposed', async () => {
    let times = 0;
    const throttle = new Throttle(0, () => times++);
    throttle.request();
    throttle.dispose();
    await after(20);
    assert.equal(times, 0);
  });
});
