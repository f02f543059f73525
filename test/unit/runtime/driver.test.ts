import assert from 'node:assert/strict';
import { Driver } from '../../../src/runtime/driver.ts';
import type { Kernel } from '../../../src/runtime/kernel/kernel.ts';

const SECOND = 1e9;

/** Everybody sleeps until 10 s; the test moves the real clock by hand. */
function sleepingRun(speed: number) {
  const clock = { now: 0 };
  const kernel = {
    clock,
    canGoOn: true,
    dispatch: () => ({ kind: 'idle', until: 10 * SECOND }),
    advanceTo: (time: number) => (clock.now = time),
  };
  let realTime = 0;
  let wakeUp = { at: Infinity, call: (): void => undefined };
  const pauses: number[] = [];
  const nothing = (): void => undefined;
  const driver = new Driver(
    kernel as unknown as Kernel,
    {
      now: () => realTime,
      after: (milliseconds, call) => {
        wakeUp = { at: realTime + milliseconds, call };
        return nothing;
      },
    },
    {
      ...{ resume: nothing, idle: nothing, flush: nothing, continued: nothing, ended: nothing },
      ...{ takeStop: () => undefined, takeStopBefore: () => undefined },
      nextStand: () => Infinity,
      paused: (_, time) => pauses.push(time),
    },
    { speed, pauseAt: Infinity, step: () => 0 },
  );
  const pass = (milliseconds: number): void => {
    realTime += milliseconds;
  };
  /** When the next timer fires that is not due at once. */
  const wakesAt = (): number => {
    while (wakeUp.at <= realTime) {
      const { call } = wakeUp;
      wakeUp = { at: Infinity, call: nothing };
      call();
    }
    return wakeUp.at;
  };
  return { driver, pauses, pass, wakesAt };
}

describe('the driver, while everybody sleeps', () => {
  it('pauses where the virtual clock has come to', () => {
    const { driver, pauses, pass } = sleepingRun(2);
    driver.released();
    pass(1500);
    driver.pause('pause');
    assert.deepEqual(pauses, [3 * SECOND]);
  });

  it('goes on from there, without sleeping again', () => {
    const { driver, pass, wakesAt } = sleepingRun(1);
    driver.released();
    pass(4000);
    driver.pause('pause');
    pass(60_000);
    driver.resume();
    assert.equal(wakesAt(), 64_000 + 6000);
  });

  it('keeps what has been slept when the speed changes', () => {
    const { driver, pass, wakesAt } = sleepingRun(1);
    driver.released();
    pass(4000);
    driver.setSpeed(2);
    assert.equal(wakesAt(), 4000 + 3000);
  });
});

/** The last thread that could run has just begun to wait for ever; the worker takes a breath first. */
function deadRun(answer: 'deadlock' | 'ended') {
  const clock = { now: 0 };
  const kernel = { clock, canGoOn: false, dispatch: () => ({ kind: answer }) };
  const said: string[] = [];
  let realTime = 0;
  let wakeUp: (() => void) | undefined;
  const nothing = (): void => undefined;
  const driver = new Driver(
    kernel as unknown as Kernel,
    {
      now: () => realTime,
      after: (_, call) => {
        wakeUp = call;
        return () => (wakeUp = undefined);
      },
    },
    {
      ...{ resume: nothing, idle: nothing, continued: nothing },
      ...{ takeStop: () => undefined, takeStopBefore: () => undefined },
      nextStand: () => Infinity,
      flush: () => said.push('flush'),
      paused: ({ reason }) => said.push(reason),
      ended: ({ kind }) => said.push(kind),
    },
    { speed: 1, pauseAt: Infinity, step: () => 0 },
  );
  realTime = 1000;
  driver.released();
  assert.deepEqual(said, ['flush']);
  return { driver, said, breathe: () => wakeUp?.() };
}

describe('the driver, when nobody can ever run again', () => {
  it('says so, also to a session that heard of it in a breath and asks to pause', () => {
    const { driver, said, breathe } = deadRun('deadlock');
    driver.pause('pause');
    breathe();
    assert.equal(said.at(-1), 'deadlock');
  });

  it('ends a run that was asked to pause after its last thread', () => {
    const { driver, said, breathe } = deadRun('ended');
    driver.pause('pause');
    breathe();
    assert.equal(said.at(-1), 'exited');
  });
});
