import assert from 'node:assert/strict';
import { takeApart } from '../../../../src/core/base/takeApart.ts';

class Part {
  readonly name = 'part';
  private readonly list = [1];

  get length(): number {
    return this.list.length;
  }
}

describe('takeApart', () => {
  it('lets go of all that the objects refer to', () => {
    const part = new Part();
    const whole = { part, name: 'whole' };
    takeApart([whole]);
    assert.deepEqual(whole, { part: undefined, name: undefined });
    assert.equal(part.length, 1);
    takeApart([part]);
    assert.throws(() => part.length, TypeError);
  });

  it('leaves alone what is no object', () => {
    const answer = Object.assign(() => 1, { note: 'kept' });
    takeApart([undefined, null, 3, 'text', answer]);
    assert.equal(answer.note, 'kept');
  });
});
