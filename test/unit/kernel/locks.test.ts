import assert from 'node:assert/strict';
import type { ObjectId } from '../../../src/core/base/ids.ts';
import { NotLockedError } from '../../../src/runtime/kernel/outcomes.ts';
import type { KernelLock } from '../../../src/runtime/kernel/kernelLock.ts';
import { Machine } from '../../support/kernel/machine.ts';
import { alwaysSwitch, neverSwitch, prefer, script } from '../../support/kernel/strategies.ts';

const SECOND = 1_000_000_000;

function newLock({ kernel }: Machine): KernelLock {
  return kernel.createLock({ object: kernel.newObjectId() });
}

/** A thread body: takes the lock once and gives it back. */
function once({ kernel }: Machine, lock: KernelLock) {
  return function* () {
    yield () => kernel.acquire(lock, undefined);
    yield () => kernel.release(lock);
  };
}

/** Who acquired a lock, in order. */
function owners({ events }: Machine): readonly number[] {
  return events.events.filter(({ kind }) => kind === 'acquire').map(({ by }) => by);
}

describe('kernel locks', () => {
  it('are taken and released without a switch when nobody else wants them', () => {
    const machine = new Machine({ strategy: neverSwitch() });
    const lock = newLock(machine);
    machine.runMain(once(machine, lock));
    assert.deepEqual(machine.events.lines, [
      '0 new 1 main',
      '0 start 1',
      '0 run 1',
      '1 acquire 1',
      '1 release 1',
      '1 end 1',
    ]);
  });

  it('wake the first in line, who takes the lock when it runs', () => {
    const machine = new Machine({ strategy: alwaysSwitch() });
    const { kernel } = machine;
    const lock = newLock(machine);
    machine.runMain(function* () {
      const worker = machine.create('worker', once(machine, lock));
      yield () => kernel.acquire(lock, undefined);
      yield () => kernel.startThread(worker);
      yield () => kernel.release(lock);
    });
    assert.deepEqual(machine.events.linesFrom('1 acquire 1'), [
      '1 acquire 1',
      '1 start 2',
      '1 switch to 2',
      '2 wait lock 1',
      '0 run 1',
      '1 release 1',
      '1 wake 2 granted',
      '1 switch to 2',
      '2 acquire 1',
      '2 release 1',
      '2 switch to 1',
      '1 end 1',
      '0 run 2',
      '2 end 2',
    ]);
  });

  it('serve their waiters in the order in which they came', () => {
    const machine = new Machine({ strategy: neverSwitch() });
    const { kernel } = machine;
    const lock = newLock(machine);
    machine.runMain(function* () {
      const workers = ['a', 'b', 'c'].map((name) => machine.create(name, once(machine, lock)));
      yield () => kernel.acquire(lock, undefined);
      for (const worker of workers) yield () => kernel.startThread(worker);
      yield () => kernel.sleep(SECOND);
      yield () => kernel.release(lock);
    });
    assert.deepEqual(owners(machine), [1, 2, 3, 4]);
  });

  it('answer 0 to a try while they are taken, and record it', () => {
    const machine = new Machine({ strategy: neverSwitch() });
    const { kernel } = machine;
    const lock = newLock(machine);
    const answers: number[] = [];
    machine.runMain(function* () {
      answers.push(yield () => kernel.acquire(lock, 0));
      answers.push(yield () => kernel.acquire(lock, 0));
      yield () => kernel.release(lock);
      answers.push(yield () => kernel.acquire(lock, 0));
    });
    assert.deepEqual(answers, [1, 0, 1]);
    assert.ok(machine.events.lines.includes('1 acquireFailed 1'));
  });

  it('answer 0 when the timeout ends first, at that time', () => {
    const machine = new Machine({ strategy: neverSwitch() });
    const { kernel } = machine;
    const lock = newLock(machine);
    machine.runMain(function* () {
      yield () => kernel.acquire(lock, undefined);
      const start = kernel.clock.now;
      assert.equal(yield () => kernel.acquire(lock, 2 * SECOND), 0);
      assert.equal(kernel.clock.now, start + 2 * SECOND);
    });
    assert.deepEqual(machine.events.linesFrom('1 wait lock 1'), [
      '1 wait lock 1',
      '0 wake 1 timeout',
      '0 run 1',
      '1 acquireFailed 1',
      '1 end 1',
    ]);
  });

  it('forget a waiter whose timeout has ended', () => {
    const machine = new Machine({ strategy: neverSwitch() });
    const { kernel } = machine;
    const lock = newLock(machine);
    machine.runMain(function* () {
      const worker = machine.create('worker', function* () {
        assert.equal(yield () => kernel.acquire(lock, SECOND), 0);
      });
      yield () => kernel.acquire(lock, undefined);
      yield () => kernel.startThread(worker);
      yield () => kernel.sleep(2 * SECOND);
      yield () => kernel.release(lock);
    });
    assert.deepEqual(lock.waiters, []);
    assert.equal(lock.count, 0);
  });

  it('may be released by a thread that does not own them', () => {
    const machine = new Machine({ strategy: neverSwitch() });
    const { kernel } = machine;
    const lock = newLock(machine);
    machine.runMain(function* () {
      const helper = machine.create('releaser', function* () {
        yield () => kernel.release(lock);
      });
      yield () => kernel.acquire(lock, undefined);
      yield () => kernel.startThread(helper);
      yield () => kernel.acquire(lock, undefined);
    });
    assert.ok(machine.events.lines.includes('2 release 1'));
  });

  it('refuse to be released while nobody owns them', () => {
    const machine = new Machine({ strategy: neverSwitch() });
    const lock = newLock(machine);
    machine.runMain(function* () {
      yield () => {
        assert.throws(() => machine.kernel.release(lock), NotLockedError);
        return 0;
      };
    });
  });

  it('show only the wait that they are given when they are hidden', () => {
    const machine = new Machine({ strategy: neverSwitch() });
    const { kernel } = machine;
    const hidden = kernel.createLock({ object: 0 as ObjectId });
    const object = kernel.newObjectId();
    machine.runMain(function* () {
      const worker = machine.create('worker', function* () {
        yield () => kernel.release(hidden);
      });
      yield () => kernel.acquire(hidden, undefined);
      yield () => kernel.startThread(worker);
      yield () => kernel.acquire(hidden, undefined, { kind: 'object', object, operation: 'wait' });
    });
    assert.deepEqual(machine.events.linesFrom('1 start 2'), [
      '1 start 2',
      '1 wait wait 1',
      '0 run 2',
      '2 wake 1 granted',
      '2 end 2',
      '0 run 1',
      '1 end 1',
    ]);
  });

  it('answer INTERRUPTED to a waiter that is interrupted', () => {
    const machine = new Machine({ strategy: neverSwitch() });
    const { kernel } = machine;
    const lock = newLock(machine);
    let answer = 0;
    machine.runMain(function* () {
      const worker = machine.create('worker', function* () {
        answer = yield () => kernel.acquire(lock, undefined);
      });
      yield () => kernel.acquire(lock, undefined);
      yield () => kernel.startThread(worker);
      yield () => kernel.sleep(SECOND);
      assert.equal(kernel.unpark(worker, 'interrupt'), true);
    });
    assert.equal(answer, -2);
    assert.deepEqual(lock.waiters, []);
  });

  describe('under barging', () => {
    it('go to whoever runs first after a release', () => {
      const machine = new Machine({ strategy: prefer(1) });
      const { kernel } = machine;
      const lock = newLock(machine);
      machine.runMain(function* () {
        const worker = machine.create('worker', once(machine, lock));
        yield () => kernel.acquire(lock, undefined);
        yield () => kernel.startThread(worker);
        yield () => kernel.sleep(SECOND);
        yield () => kernel.release(lock);
        yield () => kernel.acquire(lock, undefined);
        yield () => kernel.release(lock);
      });
      assert.deepEqual(owners(machine), [1, 1, 2]);
    });

    it('are handed over to a waiter that found them taken again', () => {
      // main barges once: the worker is woken, finds the lock taken, and is next for certain.
      const machine = new Machine({ strategy: script(1, 1, 2) });
      const { kernel } = machine;
      const lock = newLock(machine);
      machine.runMain(function* () {
        const worker = machine.create('worker', once(machine, lock));
        yield () => kernel.acquire(lock, undefined);
        yield () => kernel.startThread(worker);
        yield () => kernel.sleep(SECOND);
        yield () => kernel.release(lock);
        yield () => kernel.acquire(lock, undefined);
        yield () => kernel.release(lock);
        assert.equal(lock.owner, 2);
        assert.equal(yield () => kernel.acquire(lock, 0), 0);
      });
      assert.deepEqual(machine.events.linesFrom('1 release 1'), [
        '1 release 1',
        '1 wake 2 granted',
        '1 acquire 1',
        '1 switch to 2',
        '2 wait lock 1',
        '0 run 1',
        '1 release 1',
        '1 wake 2 granted',
        '2 acquire 1',
        '1 acquireFailed 1',
        '1 end 1',
        '0 run 2',
        '2 release 1',
        '2 end 2',
      ]);
    });

    it('wake no second waiter while the first has not run yet', () => {
      const machine = new Machine({ strategy: prefer(1, 3, 2) });
      const { kernel } = machine;
      const lock = newLock(machine);
      machine.runMain(function* () {
        yield () => kernel.acquire(lock, undefined);
        yield () => kernel.startThread(machine.create('first', once(machine, lock)));
        yield () => kernel.startThread(machine.create('second', once(machine, lock)));
        yield () => kernel.sleep(SECOND);
        const line = lock.waiters.map((thread) => thread.id);
        assert.deepEqual(line, [3, 2]);
        yield () => kernel.release(lock);
        yield () => kernel.acquire(lock, undefined);
        yield () => kernel.release(lock);
        assert.deepEqual(
          lock.waiters.map((thread) => thread.id),
          [2],
        );
      });
      assert.deepEqual(owners(machine), [1, 1, 3, 2]);
    });

    it('keep a barged waiter before those who came after it', () => {
      const machine = new Machine({ strategy: script(1, 1, 2, 1, 2) });
      const { kernel } = machine;
      const lock = newLock(machine);
      machine.runMain(function* () {
        const first = machine.create('first', once(machine, lock));
        const second = machine.create('second', once(machine, lock));
        yield () => kernel.acquire(lock, undefined);
        yield () => kernel.startThread(first);
        yield () => kernel.startThread(second);
        yield () => kernel.sleep(SECOND);
        yield () => kernel.release(lock);
        yield () => kernel.acquire(lock, undefined);
        assert.deepEqual(
          lock.waiters.map((thread) => thread.id),
          [2, 3],
        );
        yield () => kernel.release(lock);
      });
    });

    it('let a woken waiter fail whose timeout ended while the lock was taken again', () => {
      const machine = new Machine({ strategy: prefer(1) });
      const { kernel } = machine;
      const lock = newLock(machine);
      let answer = -1;
      machine.runMain(function* () {
        const worker = machine.create('worker', function* () {
          answer = yield () => kernel.acquire(lock, 2 * SECOND);
        });
        yield () => kernel.acquire(lock, undefined);
        yield () => kernel.startThread(worker);
        yield () => kernel.sleep(SECOND);
        yield () => kernel.release(lock);
        yield () => kernel.acquire(lock, undefined);
        kernel.clock.charge(2 * SECOND);
        yield () => kernel.sleep(SECOND);
      });
      assert.equal(answer, 0);
    });
  });
});
