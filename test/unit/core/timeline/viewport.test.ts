import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Clock } from '../../../../src/core/analysis/lanes/clock.ts';
import type { Step } from '../../../../src/core/base/ids.ts';
import { ticks, timeText } from '../../../../src/core/timeline/ruler.ts';
import {
  fitted,
  onAxis,
  panned,
  revealed,
  stepAtX,
  type Viewport,
  xOfStep,
  zoomed,
} from '../../../../src/core/timeline/viewport.ts';

const clock = new Clock();
for (let event = 1; event <= 1000; event++) clock.push(event * 1e6);
const empty: Viewport = { axis: 'step', from: 0, to: 1, width: 500, height: 100, scroll: 0 };
const whole = fitted(empty, clock);

describe('a viewport', () => {
  it('shows the whole run with a margin', () => {
    assert.ok(xOfStep(whole, clock, 0 as Step) > 0);
    assert.ok(xOfStep(whole, clock, 1000 as Step) < 500);
  });

  it('keeps the place under the mouse when it is zoomed', () => {
    const near = zoomed(whole, clock, 0.1, 200);
    assert.equal(stepAtX(near, clock, 200), stepAtX(whole, clock, 200));
    assert.ok(near.to - near.from < (whole.to - whole.from) / 9);
  });

  it('never leaves the run, however it is moved', () => {
    const moves = fc.array(fc.tuple(fc.double({ min: 0.2, max: 5, noNaN: true }), fc.integer()));
    fc.assert(
      fc.property(moves, (all) => {
        let viewport = whole;
        for (const [factor, pixels] of all) {
          viewport = zoomed(viewport, clock, factor, 250);
          viewport = panned(viewport, clock, pixels % 1000);
          assert.ok(viewport.from >= whole.from - 1e-6 && viewport.to <= whole.to + 1e-6);
          assert.ok(viewport.to > viewport.from);
        }
      }),
    );
  });

  it('brings a step into sight, and moves no more than it must', () => {
    const near = zoomed(whole, clock, 0.05, 0);
    const there = revealed(near, clock, 700 as Step);
    const x = xOfStep(there, clock, 700 as Step);
    assert.ok(x > 0 && x < 500, `at ${x}`);
    assert.deepEqual(revealed(there, clock, 700 as Step), there);
  });

  it('shows the same part of the run on the other axis', () => {
    const near = zoomed(whole, clock, 0.1, 250);
    const other = onAxis(near, clock, 'time');
    assert.equal(stepAtX(other, clock, 0), stepAtX({ ...near }, clock, 0));
    assert.equal(onAxis(whole, clock, 'time').to, fitted({ ...whole, axis: 'time' }, clock).to);
  });
});

describe('the ruler', () => {
  it('has round numbers', () => {
    assert.deepEqual(
      ticks(whole).map(({ label }) => label),
      ['0', '200', '400', '600', '800', '1,000'],
    );
    const near = { ...empty, axis: 'time', from: 1e9, to: 1e9 + 5e6 } as const;
    assert.deepEqual(
      ticks(near).map(({ label }) => label),
      ['1.000 s', '1.001 s', '1.002 s', '1.003 s', '1.004 s', '1.005 s'],
    );
  });

  it('says a time as exactly as it is told apart', () => {
    const said = [1, 12_500, 3e6, 1.5e9].map((time) => timeText(time, time / 100));
    assert.deepEqual(said, ['1 ns', '12.5 µs', '3.00 ms', '1.50 s']);
  });
});
