import assert from 'node:assert/strict';
import type { RunState } from '../../../src/core/protocol/panel.ts';
import { RunClock } from '../../../src/host/runClock.ts';
import { traceFromText } from '../../support/traceFromText.ts';

const MILLISECOND = 1e6;

function runOf(picture: string, state: RunState = { kind: 'running' }, speed = 1) {
  const { trace } = traceFromText(picture);
  return { state, speed, world: trace.worldAt(trace.length) };
}

/** Milliseconds on the clock of a run whose last event came at 0, after `wall` milliseconds. */
function shownAfter(wall: number, run: ReturnType<typeof runOf>): number {
  const clock = new RunClock(0);
  clock.eventsCame(0);
  clock.runChanged(run, 0);
  return clock.time(run, wall) / MILLISECOND;
}

const asleep = 'main\nsleep 2';
const busy = 'main\ntake A';

describe('RunClock', () => {
  it('moves on with the wall while everybody sleeps', () => {
    assert.equal(shownAfter(500, runOf(asleep)), 501);
  });

  it('moves at the speed of the run', () => {
    assert.equal(shownAfter(500, runOf(asleep, { kind: 'running' }, 2)), 1001);
  });

  it('does not pass what is due next', () => {
    assert.equal(shownAfter(9000, runOf(asleep)), 2001);
  });

  it('stands still while a thread runs, and when the speed is unlimited', () => {
    assert.equal(shownAfter(500, runOf(busy)), 1);
    assert.equal(shownAfter(500, runOf(asleep, { kind: 'running' }, Infinity)), 1);
  });

  it('goes on from where it was when the speed changes', () => {
    const clock = new RunClock(0);
    const slow = runOf(asleep, { kind: 'running' }, 0.5);
    clock.eventsCame(0);
    clock.time(slow, 1000);
    const fast = { ...slow, speed: 2 };
    clock.runChanged(fast, 1000);
    assert.equal(clock.time(fast, 1250) / MILLISECOND, 1001);
  });

  it('stands still in a pause, where the pause says', () => {
    const paused = { kind: 'paused', reason: 'pause', time: 700 * MILLISECOND } as const;
    assert.equal(shownAfter(500, runOf(asleep, paused)), 700);
  });
});
