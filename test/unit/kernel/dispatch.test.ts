import assert from 'node:assert/strict';
import { Machine } from '../../support/kernel/machine.ts';
import { neverSwitch } from '../../support/kernel/strategies.ts';

const SECOND = 1_000_000_000;

describe('kernel dispatch', () => {
  it('answers that the run has ended when all threads have', () => {
    const machine = new Machine({ strategy: neverSwitch() });
    assert.deepEqual(
      machine.tryMain(function* () {}),
      { kind: 'ended' },
    );
  });

  it('answers deadlock when each of two threads wants what the other has', () => {
    const machine = new Machine({ strategy: neverSwitch() });
    const { kernel } = machine;
    const a = kernel.createLock({ object: kernel.newObjectId() });
    const b = kernel.createLock({ object: kernel.newObjectId() });
    const take = (first: typeof a, second: typeof a) =>
      function* () {
        yield () => kernel.acquire(first, undefined);
        yield () => kernel.sleep(SECOND);
        yield () => kernel.acquire(second, undefined);
      };
    const answer = machine.tryMain(function* () {
      yield () => kernel.startThread(machine.create('worker', take(b, a)));
      yield* take(a, b)();
    });
    assert.deepEqual(answer, { kind: 'deadlock' });
  });

  it('answers deadlock when a thread waits for a lock that it has itself', () => {
    const machine = new Machine({ strategy: neverSwitch() });
    const { kernel } = machine;
    const lock = kernel.createLock({ object: kernel.newObjectId() });
    const answer = machine.tryMain(function* () {
      yield () => kernel.acquire(lock, undefined);
      yield () => kernel.acquire(lock, undefined);
    });
    assert.deepEqual(answer, { kind: 'deadlock' });
  });

  it('answers deadlock when only daemons are left, blocked', () => {
    const machine = new Machine({ strategy: neverSwitch() });
    const { kernel } = machine;
    const lock = kernel.createLock({ object: kernel.newObjectId() });
    const answer = machine.tryMain(function* () {
      const daemon = function* () {
        yield () => kernel.acquire(lock, undefined);
      };
      yield () => kernel.acquire(lock, undefined);
      yield () => kernel.startThread(machine.create('daemon', daemon, true));
    });
    assert.deepEqual(answer, { kind: 'deadlock' });
  });

  it('waits for a message, not for a deadlock, while a thread waits for input', () => {
    const machine = new Machine({ strategy: neverSwitch() });
    const { kernel } = machine;
    const answer = machine.tryMain(function* () {
      const reader = () =>
        kernel.park({
          wait: { kind: 'input', prompt: '> ' },
          until: undefined,
          finish: () => 1,
        });
      assert.equal(yield reader, 1);
    });
    assert.deepEqual(answer, { kind: 'idle', until: Infinity });
    kernel.unpark(1 as typeof kernel.current, 'granted');
    assert.equal(machine.events.lines.at(-1), '0 wake 1 granted');
    assert.deepEqual(machine.run(), { kind: 'ended' });
  });

  it('answers deadlock again when the input has come', () => {
    const machine = new Machine({ strategy: neverSwitch() });
    const { kernel } = machine;
    const lock = kernel.createLock({ object: kernel.newObjectId() });
    machine.tryMain(function* () {
      yield () => kernel.acquire(lock, undefined);
      yield () =>
        kernel.park({ wait: { kind: 'input', prompt: '' }, until: undefined, finish: () => 1 });
      yield () => kernel.acquire(lock, undefined);
    });
    kernel.unpark(1 as typeof kernel.current, 'granted');
    assert.deepEqual(machine.run(), { kind: 'deadlock' });
  });

  it('lets other threads and timers go on while a thread waits for input', () => {
    const machine = new Machine({ strategy: neverSwitch() });
    const { kernel } = machine;
    machine.tryMain(function* () {
      const sleeper = machine.create('sleeper', function* () {
        yield () => kernel.sleep(SECOND);
      });
      yield () => kernel.startThread(sleeper);
      yield () =>
        kernel.park({ wait: { kind: 'input', prompt: '' }, until: undefined, finish: () => 1 });
    });
    assert.ok(machine.events.lines.includes('2 end 2'));
  });

  it('answers limit when there are too many events, and names the setting', () => {
    const machine = new Machine({ strategy: neverSwitch(), steps: 1000 });
    const { kernel } = machine;
    const lock = kernel.createLock({ object: kernel.newObjectId() });
    const answer = machine.tryMain(function* () {
      for (;;) {
        yield () => kernel.acquire(lock, undefined);
        yield () => kernel.release(lock);
      }
    });
    assert.equal(answer.kind, 'limit');
    assert.match(answer.kind === 'limit' ? answer.message : '', /1,000 .*"weft\.stepLimit"/);
    assert.ok(machine.events.step < 1010);
    assert.deepEqual(kernel.dispatch(), answer);
  });

  it('answers limit also when it is exceeded by threads that only wait', () => {
    const machine = new Machine({ strategy: neverSwitch(), steps: 1000 });
    const { kernel } = machine;
    const answer = machine.tryMain(function* () {
      for (;;) yield () => kernel.sleep(1);
    });
    assert.equal(answer.kind, 'limit');
  });
});
