import assert from 'node:assert/strict';
import { NotOwnedError } from '../../../src/runtime/kernel/outcomes.ts';
import type { KernelLock } from '../../../src/runtime/kernel/kernelLock.ts';
import { Machine } from '../../support/kernel/machine.ts';
import { alwaysSwitch, neverSwitch, script } from '../../support/kernel/strategies.ts';

const SECOND = 1_000_000_000;

function newLock({ kernel }: Machine): KernelLock {
  return kernel.createLock({ object: kernel.newObjectId() });
}

describe('kernel recursive locks', () => {
  it('count how often their owner took them', () => {
    const machine = new Machine({ strategy: neverSwitch() });
    const { kernel } = machine;
    const lock = newLock(machine);
    machine.runMain(function* () {
      yield () => kernel.acquireRecursive(lock, undefined);
      yield () => kernel.acquireRecursive(lock, undefined);
      assert.equal(lock.count, 2);
      assert.ok(kernel.isOwned(lock));
      yield () => kernel.releaseRecursive(lock);
      assert.ok(kernel.isOwned(lock));
      yield () => kernel.releaseRecursive(lock);
      assert.ok(!kernel.isOwned(lock));
    });
    assert.deepEqual(machine.events.linesFrom('1 acquire 1'), [
      '1 acquire 1',
      '1 acquire 1 x2',
      '1 release 1 x1',
      '1 release 1',
      '1 end 1',
    ]);
  });

  it('keep other threads out until the count is 0', () => {
    const machine = new Machine({ strategy: neverSwitch() });
    const { kernel } = machine;
    const lock = newLock(machine);
    machine.runMain(function* () {
      const worker = machine.create('worker', function* () {
        assert.equal(yield () => kernel.acquireRecursive(lock, 0), 0);
        assert.equal(yield () => kernel.acquireRecursive(lock, undefined), 1);
        assert.equal(lock.count, 1);
      });
      yield () => kernel.acquireRecursive(lock, undefined);
      yield () => kernel.acquireRecursive(lock, undefined);
      yield () => kernel.startThread(worker);
      yield () => kernel.sleep(SECOND);
      yield () => kernel.releaseRecursive(lock);
      yield () => kernel.sleep(SECOND);
      assert.equal(lock.owner, kernel.current);
      yield () => kernel.releaseRecursive(lock);
      yield () => kernel.join(worker, undefined);
    });
    assert.equal(lock.owner, 2);
  });

  it('refuse to be released by another thread than their owner', () => {
    const machine = new Machine({ strategy: neverSwitch() });
    const { kernel } = machine;
    const lock = newLock(machine);
    const refuse = () => {
      assert.throws(() => kernel.releaseRecursive(lock), NotOwnedError);
      assert.throws(() => kernel.releaseSave(lock), NotOwnedError);
      return 0;
    };
    machine.runMain(function* () {
      yield refuse;
      yield () => kernel.acquireRecursive(lock, undefined);
      yield () =>
        kernel.startThread(
          machine.create('worker', function* () {
            yield refuse;
          }),
        );
    });
    assert.equal(lock.owner, 1);
  });

  it('are released wholly by releaseSave and taken again with the same count', () => {
    const machine = new Machine({ strategy: neverSwitch() });
    const { kernel } = machine;
    const lock = newLock(machine);
    machine.runMain(function* () {
      for (let i = 0; i < 3; i++) yield () => kernel.acquireRecursive(lock, undefined);
      assert.equal(yield () => kernel.releaseSave(lock), 3);
      assert.equal(lock.count, 0);
      assert.equal(yield () => kernel.acquireRestore(lock, 3), 1);
      assert.equal(lock.count, 3);
    });
    assert.deepEqual(machine.events.linesFrom('1 release 1'), [
      '1 release 1',
      '1 acquire 1 x3',
      '1 end 1',
    ]);
  });

  it('can be reset: free at once, without a switch, and the first waiter is woken', () => {
    const machine = new Machine({ strategy: alwaysSwitch() });
    const { kernel } = machine;
    const lock = newLock(machine);
    machine.runMain(function* () {
      const worker = machine.create('worker', function* () {
        yield () => kernel.acquireRecursive(lock, undefined);
      });
      yield () => kernel.acquireRecursive(lock, undefined);
      yield () => kernel.acquireRecursive(lock, undefined);
      yield () => kernel.startThread(worker);
      kernel.resetLock(lock);
      assert.equal(lock.count, 0);
      assert.equal(kernel.current, 1);
      kernel.resetLock(lock);
      yield () => kernel.join(worker, undefined);
    });
    assert.equal(lock.owner, 2);
  });

  it('give a waiting acquireRestore its count, also when they are handed over', () => {
    const machine = new Machine({ strategy: script(2, 1, 1, 2) });
    const { kernel } = machine;
    const lock = newLock(machine);
    machine.runMain(function* () {
      const worker = machine.create('worker', function* () {
        assert.equal(yield () => kernel.acquireRestore(lock, 5), 1);
        assert.equal(lock.count, 5);
      });
      yield () => kernel.acquireRecursive(lock, undefined);
      yield () => kernel.startThread(worker);
      yield () => kernel.releaseRecursive(lock);
      yield () => kernel.acquireRecursive(lock, undefined);
      yield () => kernel.sleep(SECOND);
      yield () => kernel.releaseRecursive(lock);
      yield () => kernel.join(worker, undefined);
    });
    assert.equal(lock.count, 5);
    assert.equal(lock.owner, 2);
  });
});
