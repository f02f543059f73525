import assert from 'node:assert/strict';
import { Machine } from '../../support/kernel/machine.ts';
import { alwaysFirst } from '../../support/kernel/strategies.ts';

describe('kernel locks', () => {
  it('give a lock to the first in line when it is released', () => {
    const machine = new Machine({ strategy: alwaysFirst });
    const { kernel } = machine;
    const lock = kernel.createLock({ object: kernel.newObjectId() });
    const worker = function* () {
      yield () => kernel.acquire(lock, undefined);
      yield () => kernel.release(lock);
    };
    const answer = machine.runMain(function* () {
      const id = machine.create('worker', worker);
      yield () => kernel.acquire(lock, undefined);
      yield () => kernel.startThread(id);
      yield () => kernel.release(lock);
      yield () => kernel.join(id, undefined);
    });
    assert.equal(answer.kind, 'ended');
  });
});
