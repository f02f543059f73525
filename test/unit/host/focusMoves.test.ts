import assert from 'node:assert/strict';
import type { RunState } from '../../../src/core/protocol/panel.ts';
import { FocusMoves } from '../../../src/host/focusMoves.ts';

function paused(): RunState {
  return { kind: 'paused', reason: 'breakpoint' };
}

/** Who has made each move: `2` is a thread, `2f` a frame of it. */
function tell(moves: FocusMoves, state: RunState, ...items: readonly string[]) {
  return items.map((item) => {
    const [isFrame, thread] = [item.endsWith('f'), Number.parseInt(item, 10)];
    return moves.movedBy({ thread, isFrame }, state);
  });
}

describe('the focus in the call stack', () => {
  it('is moved by a stop until a frame has it', () => {
    assert.deepEqual(tell(new FocusMoves(), paused(), '2f'), ['stop']);
    assert.deepEqual(tell(new FocusMoves(), paused(), '2', '1', '1f'), ['stop', 'stop', undefined]);
  });

  it('stays with its thread when the frame comes late', () => {
    assert.deepEqual(tell(new FocusMoves(), paused(), '2', '2f'), ['stop', undefined]);
  });

  it('is moved by the user from then on, also to another frame of the same thread', () => {
    const moved = tell(new FocusMoves(), paused(), '2', '2f', '2f', '3', '3f');
    assert.deepEqual(moved, ['stop', undefined, 'user', 'user', undefined]);
  });

  it('is moved by the next stop again, also of the same thread', () => {
    const moves = new FocusMoves();
    tell(moves, paused(), '2', '2f');
    assert.deepEqual(tell(moves, paused(), '2', '2f'), ['stop', undefined]);
    assert.deepEqual(tell(moves, paused(), '2f'), ['stop']);
  });

  it('stays with the thread of a run that goes on, until the user goes to another', () => {
    const moves = new FocusMoves();
    tell(moves, paused(), '2f');
    assert.deepEqual(tell(moves, { kind: 'running' }, '2', '3'), [undefined, 'user']);
  });
});
