import assert from 'node:assert/strict';
import { ThreadLimitError } from '../../../src/runtime/kernel/outcomes.ts';
import { Machine } from '../../support/kernel/machine.ts';
import { neverSwitch, prefer, script } from '../../support/kernel/strategies.ts';

const SECOND = 1_000_000_000;

function* nothing() {}

describe('kernel threads', () => {
  it('are recorded from creation to end, by the thread that did it', () => {
    const machine = new Machine({ strategy: neverSwitch() });
    const { kernel } = machine;
    machine.runMain(function* () {
      const worker = machine.create('worker', nothing);
      kernel.renameThread(worker, 'renamed');
      yield () => kernel.startThread(worker);
    });
    assert.deepEqual(machine.events.lines, [
      '0 new 1 main',
      '0 start 1',
      '0 run 1',
      '1 new 2 worker',
      '1 rename 2 renamed',
      '1 start 2',
      '1 end 1',
      '0 run 2',
      '2 end 2',
    ]);
  });

  it('stamp their events with their own stack, and the scheduler its own with none', () => {
    const machine = new Machine({ strategy: script(2) });
    const { kernel } = machine;
    const lock = kernel.createLock({ object: kernel.newObjectId() });
    machine.runMain(function* () {
      yield () => kernel.acquire(lock, undefined);
      yield () => kernel.startThread(machine.create('worker', nothing));
    });
    for (const event of machine.events.events) {
      assert.equal(event.at, event.by * 100, JSON.stringify(event));
    }
  });

  it('can be joined, before and after they end', () => {
    const machine = new Machine({ strategy: neverSwitch() });
    const { kernel } = machine;
    machine.runMain(function* () {
      const worker = machine.create('worker', nothing);
      yield () => kernel.startThread(worker);
      assert.equal(kernel.isFinished(worker), false);
      assert.equal(yield () => kernel.join(worker, undefined), 1);
      assert.equal(kernel.isFinished(worker), true);
      assert.equal(yield () => kernel.join(worker, undefined), 1);
    });
    assert.deepEqual(machine.events.linesFrom('1 wait join 2'), [
      '1 wait join 2',
      '0 run 2',
      '2 end 2',
      '2 wake 1 granted',
      '0 run 1',
      '1 end 1',
    ]);
  });

  it('can be joined with a timeout, which answers 0 if it ends first', () => {
    const machine = new Machine({ strategy: neverSwitch() });
    const { kernel } = machine;
    machine.runMain(function* () {
      const worker = machine.create('worker', function* () {
        yield () => kernel.sleep(10 * SECOND);
      });
      yield () => kernel.startThread(worker);
      assert.equal(yield () => kernel.join(worker, 0), 0);
      assert.equal(yield () => kernel.join(worker, SECOND), 0);
      assert.equal(yield () => kernel.join(worker, 20 * SECOND), 1);
    });
  });

  it('wake all who join them, once each', () => {
    const machine = new Machine({ strategy: neverSwitch() });
    const { kernel } = machine;
    machine.runMain(function* () {
      const target = machine.create('target', function* () {
        yield () => kernel.sleep(SECOND);
      });
      yield () => kernel.startThread(target);
      for (const name of ['a', 'b', 'c']) {
        const joiner = machine.create(name, function* () {
          yield () => kernel.join(target, undefined);
        });
        yield () => kernel.startThread(joiner);
      }
    });
    const wakes = machine.events.lines.filter((line) => line.startsWith('2 wake'));
    assert.deepEqual(wakes, ['2 wake 3 granted', '2 wake 4 granted', '2 wake 5 granted']);
  });

  it('can show a join as something else', () => {
    const machine = new Machine({ strategy: neverSwitch() });
    const { kernel } = machine;
    machine.runMain(function* () {
      const worker = machine.create('worker', nothing);
      yield () => kernel.startThread(worker);
      yield () => kernel.join(worker, undefined, { kind: 'shutdown', thread: worker });
    });
    assert.ok(machine.events.lines.includes('1 wait shutdown 2'));
  });

  it('are refused above the limit, until one ends', () => {
    const machine = new Machine({ strategy: neverSwitch(), threads: 2 });
    const { kernel } = machine;
    machine.runMain(function* () {
      const first = machine.create('first', nothing);
      const second = machine.create('second', nothing);
      yield () => kernel.startThread(first);
      assert.throws(() => kernel.startThread(second), ThreadLimitError);
      yield () => kernel.join(first, undefined);
      yield () => kernel.startThread(second);
    });
    assert.equal(machine.events.lines.filter((line) => line.includes('start')).length, 3);
  });

  it('can wait for anything that another thread grants', () => {
    const machine = new Machine({ strategy: neverSwitch() });
    const { kernel } = machine;
    const box: number[] = [];
    const take = (): number => {
      const item = box.shift();
      if (item !== undefined) return item;
      const object = kernel.newObjectId();
      return kernel.park({
        wait: { kind: 'object', object, operation: 'get' },
        until: undefined,
        finish: take,
      });
    };
    const taken: number[] = [];
    machine.runMain(function* () {
      const consumer = machine.create('consumer', function* () {
        taken.push(yield take);
      });
      yield () => kernel.startThread(consumer);
      yield () => kernel.sleep(SECOND);
      // A wake-up for nothing: the consumer parks again inside `finish`.
      assert.equal(kernel.unpark(consumer, 'granted'), true);
      assert.equal(kernel.unpark(consumer, 'granted'), false);
      yield () => kernel.sleep(SECOND);
      box.push(42);
      kernel.unpark(consumer, 'granted');
    });
    assert.deepEqual(taken, [42]);
  });

  describe('that are daemons', () => {
    it('never run again once they are abandoned', () => {
      const machine = new Machine({ strategy: prefer(1) });
      const { kernel } = machine;
      const endless = function* () {
        for (;;) yield () => kernel.sleep(SECOND);
      };
      const busy = function* () {
        for (;;) yield () => kernel.tick(10_000);
      };
      machine.runMain(function* () {
        yield () => kernel.startThread(machine.create('parked', endless, true));
        yield () => kernel.startThread(machine.create('ready', busy, true));
        yield () => kernel.sleep(3 * SECOND);
        kernel.abandonDaemons();
        yield () => kernel.sleep(3 * SECOND);
      });
      assert.ok(!machine.events.linesFrom('1 wait sleep').slice(-4).includes('0 wake 2 timeout'));
    });

    it('leave the locks that they were woken for but did not get to run with', () => {
      const machine = new Machine({ strategy: script(1, 1, 2, 1) });
      const { kernel } = machine;
      const lock = kernel.createLock({ object: kernel.newObjectId() });
      machine.runMain(function* () {
        const daemon = function* () {
          yield () => kernel.acquire(lock, undefined);
        };
        yield () => kernel.acquire(lock, undefined);
        yield () => kernel.startThread(machine.create('daemon', daemon, true));
        yield () => kernel.sleep(SECOND);
        yield () => kernel.release(lock);
        yield () => kernel.acquire(lock, undefined);
        yield () => kernel.release(lock);
        assert.equal(lock.owner, 2);
        kernel.abandonDaemons();
        assert.equal(lock.count, 0);
        assert.equal(yield () => kernel.acquire(lock, undefined), 1);
      });
    });
  });

  it('come in their ten thousands', () => {
    const machine = new Machine({ strategy: neverSwitch() });
    const { kernel } = machine;
    const lock = kernel.createLock({ object: kernel.newObjectId() });
    const count = 10_000;
    let inside = 0;
    machine.runMain(function* () {
      const workers = Array.from({ length: count }, (_, index) =>
        machine.create(`worker ${index}`, function* () {
          yield () => kernel.acquire(lock, undefined);
          inside++;
          yield () => kernel.sleep(index);
          yield () => kernel.release(lock);
        }),
      );
      for (const worker of workers) yield () => kernel.startThread(worker);
      for (const worker of workers) yield () => kernel.join(worker, undefined);
    });
    assert.equal(inside, count);
  });
});
