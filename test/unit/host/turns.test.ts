import assert from 'node:assert/strict';

import { Turns } from '../../../src/host/turns.ts';

describe('turns', () => {
  it('tell an answer that a newer one has overtaken', () => {
    const turns = new Turns<string>();
    const first = turns.begin('a');
    const second = turns.begin('a');
    assert.deepEqual([first(), second()], [false, true]);
  });

  it('of one who asks are nothing to another', () => {
    const turns = new Turns<string>();
    const first = turns.begin('a');
    turns.begin('b');
    assert.equal(first(), true);
  });

  it('end for those who are forgotten', () => {
    const turns = new Turns<string>();
    const [a, b] = [turns.begin('a'), turns.begin('b')];
    turns.endAll((asker) => asker === 'a');
    assert.deepEqual([a(), b()], [false, true]);
    turns.end('b');
    assert.equal(b(), false);
  });
});
