import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Step, ThreadId } from '../../../../src/core/base/ids.ts';
import { UserError } from '../../../../src/core/base/errors.ts';
import {
  formatSchedule,
  parseSchedule,
  type Schedule,
} from '../../../../src/core/schedule/scheduleText.ts';

const arbitrarySchedule: fc.Arbitrary<Schedule> = fc.record(
  {
    seed: fc.nat(2 ** 31 - 1),
    startTime: fc.maxSafeNat(),
    checksPerTick: fc.integer({ min: 1, max: 1000 }),
    before: fc.record(
      {
        lateness: fc.oneof(fc.maxSafeNat(), fc.constant(Infinity)),
        earlyTimeouts: fc.nat(),
        accesses: fc.boolean(),
      },
      { noNullPrototype: true },
    ),
    choices: fc.array(
      fc.oneof(
        fc.record(
          {
            kind: fc.constant('rest' as const),
            step: fc.nat().map((step) => step as Step),
            time: fc.maxSafeNat(),
            until: fc.oneof(fc.maxSafeNat(), fc.constant(Infinity)),
          },
          { noNullPrototype: true },
        ),
        fc.record(
          {
            kind: fc.constant('thread' as const),
            thread: fc.integer({ min: 1, max: 20_000 }).map((id) => id as ThreadId),
            count: fc.integer({ min: 1, max: 1_000_000 }),
          },
          { noNullPrototype: true },
        ),
      ),
    ),
  },
  { noNullPrototype: true, requiredKeys: ['seed', 'startTime', 'checksPerTick', 'choices'] },
);

function problem(text: string): string {
  try {
    parseSchedule(text);
  } catch (error) {
    assert(error instanceof UserError, String(error));
    return error.message;
  }
  return 'none';
}

describe('the text of a schedule', () => {
  it('gives back every schedule', () => {
    fc.assert(
      fc.property(arbitrarySchedule, (schedule) => {
        assert.deepEqual(parseSchedule(formatSchedule(schedule)), schedule);
      }),
    );
  });

  it('is short and needs no quotes in a shell', () => {
    fc.assert(
      fc.property(arbitrarySchedule, (schedule) => {
        assert.match(formatSchedule(schedule), /^[a-z0-9_.]+$/);
      }),
    );
  });

  it('shows repetitions as a count', () => {
    const choices = [
      { kind: 'thread' as const, thread: 1 as ThreadId, count: 532 },
      { kind: 'thread' as const, thread: 2 as ThreadId, count: 1 },
    ];
    const text = formatSchedule({
      seed: 7,
      startTime: 1_750_000_000_000,
      checksPerTick: 9,
      choices,
    });
    assert.equal(text, 'weft1_7_1750000000000_9_1x532.2');
  });

  it('says where points lie if they lie before operations', () => {
    const before = { lateness: 5, earlyTimeouts: 2, accesses: true };
    const schedule = { seed: 7, startTime: 0, checksPerTick: 9, before, choices: [] };
    assert.equal(formatSchedule(schedule), 'weft2_7_0_9_l5e2a_');
  });

  it('may have blanks around it, as when it was copied', () => {
    assert.equal(parseSchedule(' weft1_7_0_9_\n').seed, 7);
  });

  it('is either read or refused with a UserError, whatever it is', () => {
    const unit = fc.constantFrom('weft1', '_', '.', 'x', '0', '12', '1', '-', ' ');
    fc.assert(fc.property(fc.string({ unit }), (text) => assert.notEqual(problem(text), '')));
    fc.assert(fc.property(fc.string(), (text) => assert.notEqual(problem(text), '')));
  });

  const mistakes = [
    ['', /should start with "weft1_", at character 1/],
    ['main worker', /should start with "weft1_"/],
    ['weft3_1_1_1_', /its format is weft3/],
    ['weft2_1_1_1_', /expected "l" before the lateness, at character 13/],
    ['weft2_1_1_1_l5e0b_', /expected "_" after the points, at character 17/],
    ['weft1_', /expected a number for the seed, at character 7/],
    ['weft1_1', /expected "_" after the seed, at character 8/],
    ['weft1_1_1_0_', /checks in a tick must be at least 1, at character 11/],
    ['weft1_1_1_1_1,2', /expected "\." between two choices, at character 14/],
    ['weft1_1_1_1_1x', /expected a number for a count, at character 15/],
    ['weft1_1_1_1_0', /a thread must be at least 1, at character 13/],
    ['weft1_1_1_1_1.', /expected a number for a thread, at character 15/],
    ['weft1_99999999999999999999_1_1_', /the number for the seed is too large/],
  ] as const;
  for (const [text, message] of mistakes) {
    it(`says what is wrong with "${text}"`, () => assert.match(problem(text), message));
  }
});
