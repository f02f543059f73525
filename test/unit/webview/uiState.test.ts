import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  INITIAL_UI,
  isOpen,
  restoreUi,
  setOpen,
  toggleState,
  type UiState,
} from '../../../webview/uiState.ts';

describe('what the user has chosen', () => {
  it('comes back as it was saved', () => {
    const ui = {
      ...INITIAL_UI,
      selection: { kind: 'finding', id: 'f1' },
      filter: 'lock',
      states: ['blocked', 'waiting'],
      open: { legend: true, Locks: false },
    } as const satisfies UiState;
    assert.deepEqual(restoreUi(JSON.parse(JSON.stringify(ui))), ui);
  });

  it('starts afresh from whatever does not make sense', () => {
    assert.deepEqual(restoreUi(undefined), INITIAL_UI);
    const odd = { selection: { kind: 'lock', id: 1 }, filter: 7, states: ['odd'], open: { a: 1 } };
    assert.deepEqual(restoreUi(odd), INITIAL_UI);
  });

  it('never fails on what was saved', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (saved) => {
        const { filter, states } = restoreUi(saved);
        assert.equal(typeof filter, 'string');
        assert.ok(Array.isArray(states));
      }),
    );
  });

  it('keeps a section open that the user opened, whatever its default becomes', () => {
    const opened = setOpen(INITIAL_UI, 'finished', true);
    assert.deepEqual(
      [isOpen(opened, 'finished', false), isOpen(opened, 'finished', true)],
      [true, true],
    );
    assert.equal(isOpen(INITIAL_UI, 'finished', false), false);
  });

  it('adds and removes a state of the filter', () => {
    const once = toggleState(INITIAL_UI, 'blocked');
    assert.deepEqual(once.states, ['blocked']);
    assert.deepEqual(toggleState(once, 'blocked').states, []);
  });
});
