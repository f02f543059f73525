import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Clock } from '../../../../../src/core/analysis/lanes/clock.ts';
import { Column } from '../../../../../src/core/analysis/lanes/columns.ts';
import { Track } from '../../../../../src/core/analysis/lanes/track.ts';
import type { Step } from '../../../../../src/core/base/ids.ts';

const KINDS = 3;

/** For each event: how much later it is, and the kind that begins with it, if one does. */
const histories = fc.array(
  fc.record({
    passes: fc.nat(9),
    kind: fc.option(fc.nat(KINDS - 1), { nil: undefined, freq: 4 }),
  }),
  { minLength: 1, maxLength: 200 },
);
type History = readonly { readonly passes: number; readonly kind: number | undefined }[];

function played(history: History): { clock: Clock; track: Track } {
  const clock = new Clock();
  const track = new Track({ clock, kinds: KINDS });
  let time = 0;
  for (const { passes, kind } of history) {
    time += passes;
    clock.push(time);
    if (kind !== undefined) track.push(clock.length, kind, kind * 10, 0);
  }
  return { clock, track };
}

describe('a track', () => {
  it('tells how long it had each kind in any window, on both axes', () => {
    fc.assert(
      fc.property(histories, fc.nat(200), fc.nat(200), (history, a, b) => {
        const { clock, track } = played(history);
        const start = Math.min(a, b, clock.length) as Step;
        const end = Math.min(Math.max(a, b), clock.length) as Step;
        for (const axis of ['time', 'step'] as const) {
          const expected = new Float64Array(KINDS);
          for (let step = start; step < end; step++) {
            const row = track.rowAt(step);
            const next = (step + 1) as Step;
            const amount = clock.position(axis, next) - clock.position(axis, step);
            const kind = track.kindAt(row);
            if (row >= 0) expected[kind] = (expected[kind] ?? 0) + amount;
          }
          assert.deepEqual(track.amounts(axis, start, end), expected);
          const near = { first: start, last: end, near: Math.max(0, track.rowAt(start)) };
          assert.deepEqual(track.amountsIn(axis, near, new Float64Array(KINDS)), expected);
        }
      }),
    );
  });

  it('tells whether there is any of a kind in a window', () => {
    fc.assert(
      fc.property(histories, fc.nat(200), fc.nat(200), (history, a, b) => {
        const { clock, track } = played(history);
        const start = Math.min(a, b, clock.length) as Step;
        const end = Math.min(Math.max(a, b), clock.length) as Step;
        const found = new Set<number>();
        for (let step = start; step <= end; step++) {
          const row = track.rowAt(step);
          if (row >= 0) found.add(track.kindAt(row));
        }
        const kinds = Array.from({ length: KINDS }, (_, kind) => kind);
        const told = kinds.filter((kind) => track.has(kind, { first: start, last: end }));
        assert.deepEqual(new Set(told), found);
      }),
    );
  });
});

describe('a clock', () => {
  it('leads from a time to the last step with no more than that, and back', () => {
    fc.assert(
      fc.property(histories, fc.nat(2000), (history, time) => {
        const { clock } = played(history);
        const step = clock.stepAt(time);
        assert.ok(clock.timeAt(step) <= time);
        if (step < clock.length) assert.ok(clock.timeAt((step + 1) as Step) > time);
        assert.ok(clock.stepAt(clock.timeAt(step)) >= step);
      }),
    );
  });
});

describe('a column', () => {
  it('finds the last row at most a limit, from any earlier row', () => {
    const sorted = fc.array(fc.nat(50), { maxLength: 80 }).map((all) => all.sort((a, b) => a - b));
    fc.assert(
      fc.property(sorted, fc.nat(55), fc.nat(80), (numbers, limit, hint) => {
        const column = Column.ids();
        for (const number of numbers) column.push(number);
        const expected = numbers.findLastIndex((number) => number <= limit);
        assert.equal(column.lastAtMost(limit), expected);
        const start = Math.max(0, Math.min(hint, expected));
        assert.equal(column.lastAtMostFrom(limit, start), expected);
      }),
    );
  });
});
