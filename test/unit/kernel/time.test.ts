import assert from 'node:assert/strict';
import { CHECK_COST, CLOCK_READ_COST, OPERATION_COST } from '../../../src/runtime/kernel/costs.ts';
import { Machine } from '../../support/kernel/machine.ts';
import { neverSwitch, prefer } from '../../support/kernel/strategies.ts';

const SECOND = 1_000_000_000;

describe('kernel time', () => {
  it('moves by a fixed cost for each operation, check and reading of the clock', () => {
    const { kernel } = new Machine({ strategy: neverSwitch() });
    kernel.startThread(
      kernel.createThread({ name: 'main', daemon: false, ident: 1, isLibrary: false }),
    );
    kernel.dispatch();
    assert.equal(kernel.clock.now, 0);
    kernel.point('operation', 0);
    assert.equal(kernel.clock.now, OPERATION_COST);
    kernel.tick(10);
    assert.equal(kernel.clock.now, OPERATION_COST + 10 * CHECK_COST);
    assert.equal(kernel.readClock(), OPERATION_COST + 10 * CHECK_COST + CLOCK_READ_COST);
  });

  it('jumps to the next timer when nobody can run', () => {
    const machine = new Machine({ strategy: neverSwitch() });
    const { kernel } = machine;
    machine.runMain(function* () {
      const start = kernel.clock.now;
      assert.equal(yield () => kernel.sleep(3600 * SECOND), 0);
      assert.equal(kernel.clock.now, start + 3600 * SECOND);
    });
  });

  it('wakes sleepers in the order of their times, equal ones in the order of their sleeps', () => {
    const machine = new Machine({ strategy: neverSwitch() });
    const { kernel } = machine;
    const woken: string[] = [];
    machine.runMain(function* () {
      for (const seconds of [3, 1, 2, 1]) {
        const worker = machine.create('sleeper', function* () {
          // Sleeps that end together although they do not begin together.
          yield () => kernel.sleep(seconds * SECOND - kernel.clock.now);
          woken.push(`${kernel.current} after ${seconds}`);
        });
        yield () => kernel.startThread(worker);
      }
    });
    assert.deepEqual(woken, ['3 after 1', '5 after 1', '4 after 2', '2 after 3']);
  });

  it('fires a timer that has become due by work at the next point', () => {
    const machine = new Machine({ strategy: prefer(1) });
    const { kernel } = machine;
    machine.runMain(function* () {
      const sleeper = machine.create('sleeper', function* () {
        yield () => kernel.sleep(SECOND);
      });
      yield () => kernel.startThread(sleeper);
      yield () => kernel.sleep(SECOND / 2);
      yield () => kernel.tick((2 * SECOND) / CHECK_COST);
      assert.equal(machine.events.lines.at(-1), '0 wake 2 timeout');
    });
  });

  it('never passes a timer, however late the driver is', () => {
    const machine = new Machine({ strategy: neverSwitch() });
    const { kernel } = machine;
    const main = machine.create('main', function* () {
      yield () => kernel.sleep(SECOND);
    });
    kernel.startThread(main);
    kernel.dispatch();
    machine.resume(main);
    const idle = kernel.dispatch();
    assert.equal(idle.kind, 'idle');
    const until = idle.kind === 'idle' ? idle.until : 0;
    kernel.advanceTo(until / 2);
    assert.deepEqual(kernel.dispatch(), idle);
    kernel.advanceTo(until * 2);
    assert.equal(kernel.clock.now, until);
    assert.deepEqual(kernel.dispatch(), { kind: 'run', thread: main });
  });

  it('never goes back', () => {
    const { kernel } = new Machine({ strategy: neverSwitch() });
    kernel.clock.charge(100);
    kernel.advanceTo(50);
    assert.equal(kernel.clock.now, 100);
  });
});
