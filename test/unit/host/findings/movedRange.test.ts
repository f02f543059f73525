import assert from 'node:assert/strict';
import {
  movedRange,
  type Range,
  type TextChange,
} from '../../../../src/host/findings/movedRange.ts';

/** `5:4-5:8`: lines and characters from 0. */
function range(text: string): Range {
  const [start = '', end = ''] = text.split('-');
  const position = (part: string) => {
    const [line, character] = part.split(':').map(Number);
    return { line: line ?? 0, character: character ?? 0 };
  };
  return { start: position(start), end: position(end) };
}

function afterEdit(at: string, text: string): string {
  const change: TextChange = { range: range(at), text };
  const moved = movedRange(range('5:4-5:8'), change);
  return moved ? `${moved.start.line}:${moved.start.character}` : 'gone';
}

describe('movedRange', () => {
  it('moves with lines that come and go above', () => {
    assert.equal(afterEdit('2:0-2:0', 'import time\n'), '6:4');
    assert.equal(afterEdit('1:3-3:0', ''), '3:4');
    assert.equal(afterEdit('5:0-5:0', 'x = 1\ny = 2\n'), '7:4');
    assert.equal(afterEdit('4:0-5:0', ''), '4:4');
  });

  it('stays where it is when something changes behind it', () => {
    assert.equal(afterEdit('5:8-5:8', '\n'), '5:4');
    assert.equal(afterEdit('6:0-9:3', 'pass'), '5:4');
  });

  it('is gone when its own text or what stands before it on the line changes', () => {
    assert.equal(afterEdit('5:5-5:6', 'x'), 'gone');
    assert.equal(afterEdit('5:0-5:4', ''), 'gone');
    assert.equal(afterEdit('4:2-5:0', ''), 'gone', 'the line was joined to the one above');
    assert.equal(afterEdit('0:0-9:0', ''), 'gone');
  });
});
