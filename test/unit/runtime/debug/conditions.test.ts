import assert from 'node:assert/strict';
import { UserError } from '../../../../src/core/base/errors.ts';
import { ActiveBreakpoint } from '../../../../src/runtime/debug/breakpoints.ts';
import { parseHitCondition } from '../../../../src/runtime/debug/hitCondition.ts';
import { parseLogMessage } from '../../../../src/runtime/debug/logMessage.ts';
import type { Evaluated } from '../../../../src/runtime/debug/stop.ts';

const HITS = [1, 2, 3, 4, 5, 6];

function hitsOf(text: string): string {
  return HITS.filter(parseHitCondition(text)).join(' ');
}

describe('hit counts', () => {
  for (const [text, hits] of [
    ['3', '3'],
    ['== 3', '3'],
    ['=3', '3'],
    ['>= 5', '5 6'],
    ['>5', '6'],
    ['< 3', '1 2'],
    ['<=3', '1 2 3'],
    ['!= 1', '2 3 4 5 6'],
    ['% 2', '2 4 6'],
    ['%0', ''],
  ] as const) {
    it(`of ${text} stop at: ${hits || 'none'}`, () => assert.equal(hitsOf(text), hits));
  }

  it('say what they should be like', () => {
    assert.throws(() => parseHitCondition('often'), UserError);
  });
});

describe('log messages', () => {
  const text = (message: string): string =>
    parseLogMessage(message)
      .map((part) => (part.kind === 'text' ? part.text : `<${part.expression}>`))
      .join('|');

  it('have expressions in braces, with braces in them', () => {
    assert.equal(text('a {b} c { {1: 2}[1] }'), 'a |<b>| c |<{1: 2}[1]>');
  });

  it('keep doubled and single braces as text', () => {
    assert.equal(text('{{a}} } { b'), '{a} } { b');
  });
});

describe('a breakpoint', () => {
  const plain = { id: 7, condition: undefined, hitCondition: undefined, logMessage: undefined };
  const line = { kind: 'line', file: 'a.py', line: 1 } as const;
  const value = (isTrue: boolean): Evaluated => ({ kind: 'value', isTrue, text: String(isTrue) });

  it('counts only the times at which its condition was true', () => {
    const active = new ActiveBreakpoint({ ...plain, ...line, condition: 'c', hitCondition: '2' });
    const stops = [true, false, true, true].map(
      (isTrue) => active.hit(() => value(isTrue)).breakpoints.length,
    );
    assert.deepEqual(stops, [0, 0, 1, 0]);
  });

  it('stops and says so if its condition fails', () => {
    const active = new ActiveBreakpoint({ ...plain, ...line, condition: 'c' });
    const hits = active.hit(() => ({ kind: 'error', message: 'NameError: c' }));
    assert.deepEqual(hits.breakpoints, [7]);
    assert.deepEqual(hits.texts, ['The condition “c” of a breakpoint failed: NameError: c']);
  });

  it('logs instead of stopping', () => {
    const active = new ActiveBreakpoint({ ...plain, ...line, logMessage: 'is {c}' });
    const hits = active.hit(() => value(true));
    assert.deepEqual(hits, { breakpoints: [], texts: [], logs: ['is true'] });
  });

  it('goes on counting when it is set again unchanged, and starts anew when it is changed', () => {
    const breakpoint = { ...plain, ...line, hitCondition: '2' };
    const first = new ActiveBreakpoint(breakpoint);
    first.hit(undefined);
    assert.equal(
      ActiveBreakpoint.after({ ...breakpoint }, first).hit(undefined).breakpoints.length,
      1,
    );
    const moved = ActiveBreakpoint.after({ ...breakpoint, line: 2 }, first);
    assert.equal(moved.hit(undefined).breakpoints.length, 0);
  });
});
