import assert from 'node:assert/strict';

import type { RuntimePort } from '../../../src/session/runtimePort.ts';
import { RuntimePool } from '../../../src/session/runtimePool.ts';
import { FakeRuntime } from '../../support/session/fakeRuntime.ts';

/** Boots fakes at once, and keeps them in order. */
class Boots {
  readonly fakes: FakeRuntime[] = [];
  failures: Error[] = [];

  readonly boot = (): Promise<RuntimePort> => {
    const failure = this.failures.shift();
    if (failure !== undefined) return Promise.reject(failure);
    const fake = new FakeRuntime();
    this.fakes.push(fake);
    return Promise.resolve(fake);
  };
}

describe('the pool of runtimes', () => {
  it('boots nothing before it is used', () => {
    const boots = new Boots();
    new RuntimePool(boots.boot).dispose();
    assert.equal(boots.fakes.length, 0);
  });

  it('keeps one spare after the first use, and gives that next', async () => {
    const boots = new Boots();
    const pool = new RuntimePool(boots.boot);
    assert.equal(await pool.take(), boots.fakes[0]);
    assert.equal(boots.fakes.length, 2);
    assert.equal(await pool.take(), boots.fakes[1]);
    assert.equal(boots.fakes.length, 3);
    pool.dispose();
  });

  it('boots one spare however often it is warmed', async () => {
    const boots = new Boots();
    const pool = new RuntimePool(boots.boot);
    pool.warm();
    pool.warm();
    assert.equal(boots.fakes.length, 1);
    assert.equal(await pool.take(), boots.fakes[0]);
    pool.dispose();
  });

  it('replaces a spare that has died', async () => {
    const boots = new Boots();
    const pool = new RuntimePool(boots.boot);
    await pool.take();
    await Promise.resolve();
    boots.fakes[1]?.dies('out of memory');
    assert.equal(await pool.take(), boots.fakes[2]);
    pool.dispose();
  });

  it('reports a failed boot to whoever asks, and tries again next time', async () => {
    const boots = new Boots();
    const pool = new RuntimePool(boots.boot);
    boots.failures = [new Error('spare'), new Error('no JSPI')];
    pool.warm();
    await assert.rejects(pool.take(), /no JSPI/);
    assert.equal(await pool.take(), boots.fakes[0]);
    pool.dispose();
  });

  it('ends the spare when it is disposed, not what it has given away', async () => {
    const boots = new Boots();
    const pool = new RuntimePool(boots.boot);
    await pool.take();
    pool.dispose();
    await Promise.resolve();
    assert.deepEqual(
      boots.fakes.map((fake) => fake.isDisposed),
      [false, true],
    );
    await assert.rejects(pool.take(), /shutting down/);
  });
});
