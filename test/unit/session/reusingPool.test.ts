import assert from 'node:assert/strict';

import type { RuntimePort } from '../../../src/session/runtimePort.ts';
import { ReusingPool } from '../../../src/session/reusingPool.ts';
import { FakeRuntime } from '../../support/session/fakeRuntime.ts';

/** A pool on fakes that boot at once. */
function poolOfFakes() {
  const fakes: FakeRuntime[] = [];
  const pool = new ReusingPool((): Promise<RuntimePort> => {
    const fake = new FakeRuntime();
    fakes.push(fake);
    return Promise.resolve(fake);
  });
  return { pool, fakes };
}

const BOOTED = { kind: 'booted', python: '3.14' } as const;

describe('the pool of workers that serve many runs', () => {
  it('gives a worker again after its run, once it is reset', async () => {
    const { pool, fakes } = poolOfFakes();
    const first = await pool.take();
    fakes[0]?.ends();
    first.dispose();
    assert.deepEqual(fakes[0]?.kinds, ['reset']);
    const second = pool.take();
    fakes[0].says(BOOTED);
    (await second).send({ kind: 'pause' });
    assert.deepEqual(fakes[0].kinds, ['reset', 'pause']);
    assert.equal(fakes.length, 1);
  });

  it('ends the worker of a run that has not ended', async () => {
    const { pool, fakes } = poolOfFakes();
    (await pool.take()).dispose();
    assert.equal(fakes[0]?.isDisposed, true);
    await pool.take();
    assert.equal(fakes.length, 2);
  });

  it('boots another worker when one can’t be reset', async () => {
    for (const end of ['failed', 'exit'] as const) {
      const { pool, fakes } = poolOfFakes();
      const first = await pool.take();
      fakes[0]?.ends();
      first.dispose();
      if (end === 'exit') fakes[0]?.dies('gone');
      else fakes[0]?.says({ kind: 'failed', message: 'worn' });
      await pool.take();
      assert.equal(fakes.length, 2);
      assert.equal(fakes[0]?.isDisposed, true);
    }
  });

  it('boots another worker when an idle one has died', async () => {
    const { pool, fakes } = poolOfFakes();
    const first = await pool.take();
    fakes[0]?.ends();
    first.dispose();
    fakes[0]?.says(BOOTED);
    fakes[0]?.dies('gone');
    await pool.take();
    assert.equal(fakes.length, 2);
  });

  it('tells a run nothing of the next one on its worker', async () => {
    const { pool, fakes } = poolOfFakes();
    const first = await pool.take();
    const heard: string[] = [];
    first.onMessage(({ kind }) => heard.push(kind));
    fakes[0]?.ends();
    first.dispose();
    fakes[0]?.says(BOOTED);
    const second = await pool.take();
    second.onMessage(({ kind }) => heard.push(`second ${kind}`));
    first.send({ kind: 'stop' });
    fakes[0]?.starts();
    assert.deepEqual(heard, ['batch', 'ended', 'second started']);
    assert.deepEqual(fakes[0]?.kinds, ['reset']);
  });

  it('ends every worker when it is disposed, those in use when they are given back', async () => {
    const { pool, fakes } = poolOfFakes();
    const [idle, used] = [await pool.take(), await pool.take()];
    fakes[0]?.ends();
    idle.dispose();
    fakes[0]?.says(BOOTED);
    pool.dispose();
    await Promise.resolve();
    assert.deepEqual(
      fakes.map(({ isDisposed }) => isDisposed),
      [true, false],
    );
    fakes[1]?.ends();
    used.dispose();
    assert.equal(fakes[1]?.isDisposed, true);
  });
});
