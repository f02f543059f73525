import assert from 'node:assert/strict';
import type { Strategy } from '../../../src/core/schedule/strategy.ts';
import { CHECK_COST } from '../../../src/runtime/kernel/costs.ts';
import { Machine } from '../../support/kernel/machine.ts';
import { neverSwitch, noteQuestions, prefer, script } from '../../support/kernel/strategies.ts';
import { createRoundRobin } from '../../../src/core/schedule/roundRobin.ts';

const MILLISECOND = 1_000_000;
const SECOND = 1_000_000_000;

function* nothing() {}

/** Starts threads with these bodies from main and lets main wait for them. */
function runAll(machine: Machine, ...bodies: (() => Generator<() => number, void, number>)[]) {
  return machine.runMain(function* () {
    const workers = bodies.map((body, index) => machine.create(`worker ${index}`, body));
    for (const worker of workers) yield () => machine.kernel.startThread(worker);
    for (const worker of workers) yield () => machine.kernel.join(worker, undefined);
  });
}

describe('kernel scheduling', () => {
  it('asks the strategy only when two or more threads can run', () => {
    const questions: string[] = [];
    const machine = new Machine({ strategy: noteQuestions(neverSwitch(), questions) });
    const { kernel } = machine;
    machine.runMain(function* () {
      yield () => kernel.tick(1);
      yield () => kernel.sleep(0);
      yield () => kernel.startThread(machine.create('worker', nothing));
      yield () => kernel.sleep(SECOND);
      yield () => kernel.tick(1);
    });
    assert.deepEqual(questions, ['operation 1: 2 1']);
  });

  it('tells the strategy what kind of point it is, and who can run since when', () => {
    const questions: string[] = [];
    const machine = new Machine({ strategy: noteQuestions(prefer(1, 3, 2), questions) });
    const { kernel } = machine;
    machine.runMain(function* () {
      yield () => kernel.startThread(machine.create('a', nothing));
      yield () => kernel.startThread(machine.create('b', nothing));
      yield () => kernel.tick(1);
      yield () => kernel.sleep(0);
      yield () => kernel.point('operation', 0);
    });
    assert.deepEqual(questions, [
      'operation 1: 2 1',
      'operation 1: 2 3 1',
      'tick 1: 2 3 1',
      'yield 1: 2 3 1',
      'operation 1: 2 3 1',
      'blocked 1: 2 3',
    ]);
  });

  it('records a switch as a preemption only if the previous thread could have gone on', () => {
    const machine = new Machine({ strategy: script(2) });
    const { kernel } = machine;
    machine.runMain(function* () {
      yield () => kernel.startThread(machine.create('worker', nothing));
    });
    assert.deepEqual(machine.events.linesFrom('1 start 2'), [
      '1 start 2',
      '1 switch to 2',
      '2 end 2',
      '0 run 1',
      '1 end 1',
    ]);
  });

  it('keeps the result of an operation while its thread is suspended', () => {
    const machine = new Machine({ strategy: script(1, 2) });
    const { kernel } = machine;
    machine.runMain(function* () {
      yield () => kernel.startThread(machine.create('worker', nothing));
      assert.equal(yield () => kernel.point('operation', 42), 42);
      assert.ok(machine.events.lines.includes('2 end 2'));
    });
  });

  it('preempts a busy thread after its switch interval', () => {
    const machine = new Machine({ strategy: createRoundRobin() });
    const { kernel } = machine;
    const runs: number[] = [];
    const busy = function* () {
      for (let ticks = 0; ticks < 1200; ticks++) yield () => kernel.tick(101);
    };
    runAll(machine, busy, busy);
    const switches = machine.events.events.filter((event) => event.kind === 'run');
    for (const [index, event] of switches.entries()) {
      const next = switches[index + 1];
      if (event.isPreemption && next?.isPreemption === true) runs.push(next.time - event.time);
    }
    assert.ok(runs.length >= 2);
    const tick = 101 * CHECK_COST;
    for (const run of runs) assert.ok(run > 5 * MILLISECOND && run <= 5 * MILLISECOND + tick);
  });

  it('uses the switch interval that it is given', () => {
    const machine = new Machine({ strategy: createRoundRobin() });
    const { kernel } = machine;
    kernel.switchInterval = SECOND;
    const busy = function* () {
      for (let i = 0; i < 1000; i++) yield () => kernel.tick(101);
    };
    runAll(machine, busy, busy);
    assert.ok(!machine.events.lines.some((line) => line.includes('switch to')));
  });

  it('counts the switch interval from when another thread began to wait', () => {
    const questions: string[] = [];
    const machine = new Machine({ strategy: noteQuestions(neverSwitch(), questions) });
    const { kernel } = machine;
    machine.runMain(function* () {
      yield () => kernel.tick(10_000_000);
      yield () => kernel.startThread(machine.create('worker', nothing));
      yield () => kernel.tick(51_000);
      yield () => kernel.tick(1);
    });
    assert.deepEqual(questions, ['operation 1: 2 1', 'tick 1: 2 1 !', 'tick 1: 2 1 !']);
  });

  it('gives what the strategy throws to the driver, not to the thread', () => {
    const broken: Strategy = {
      name: 'broken',
      checksPerTick: 1,
      next: () => {
        throw new Error('out of ideas');
      },
    };
    const machine = new Machine({ strategy: broken });
    const { kernel } = machine;
    let result = 0;
    assert.throws(
      () =>
        machine.runMain(function* () {
          yield () => {
            result = kernel.startThread(machine.create('worker', nothing));
            return result;
          };
        }),
      /out of ideas/,
    );
    assert.equal(result, -1);
  });

  it('refuses a thread that cannot run', () => {
    const machine = new Machine({ strategy: script(7) });
    const body = function* () {
      yield () => machine.kernel.startThread(machine.create('worker', nothing));
    };
    assert.throws(() => machine.runMain(body), /chose 7, which can't run/);
  });

  describe('asked for attention', () => {
    it('suspends the current thread at the next point and answers it again', () => {
      const machine = new Machine({ strategy: prefer(1) });
      const { kernel } = machine;
      kernel.startThread(
        machine.create('main', function* () {
          yield () => kernel.startThread(machine.create('worker', nothing));
          yield () => {
            kernel.attention = true;
            return kernel.point('operation', 7);
          };
        }),
      );
      assert.deepEqual(kernel.dispatch(), { kind: 'run', thread: 1 });
      machine.resume(kernel.current);
      assert.equal(kernel.current, 0);
      assert.equal(kernel.attention, false);
      const { step } = machine.events;
      assert.deepEqual(kernel.dispatch(), { kind: 'run', thread: 1 });
      assert.equal(machine.events.step, step);
      assert.equal(kernel.finish(), 7);
    });

    it('makes the decision of that point when the thread is resumed', () => {
      const machine = new Machine({ strategy: script(2) });
      const { kernel } = machine;
      machine.runMain(function* () {
        kernel.attention = true;
        yield () => kernel.startThread(machine.create('worker', nothing));
      });
      assert.deepEqual(machine.events.linesFrom('1 start 2'), [
        '1 start 2',
        '1 switch to 2',
        '2 end 2',
        '0 run 1',
        '1 end 1',
      ]);
    });

    it('stops right after an event if it is asked for by the recorder', () => {
      const machine = new Machine({ strategy: script(2) });
      const { kernel } = machine;
      const stops: number[] = [];
      machine.events.onEvent = () => {
        kernel.attention = true;
      };
      kernel.startThread(
        machine.create('main', function* () {
          yield () => kernel.startThread(machine.create('worker', nothing));
          yield () => kernel.tick(1);
        }),
      );
      for (let answer = kernel.dispatch(); answer.kind === 'run'; answer = kernel.dispatch()) {
        machine.resume(answer.thread);
        stops.push(machine.events.step);
      }
      // After the worker's start, the switch, its end, the switch back at main's tick, main's end.
      assert.deepEqual(stops, [5, 6, 7, 8, 9]);
    });
  });
});
