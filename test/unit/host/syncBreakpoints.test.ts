import assert from 'node:assert/strict';
import {
  type Keeping,
  type SyncBreakpoint,
  SyncBreakpoints,
} from '../../../src/host/syncBreakpoints/syncBreakpoints.ts';
import { breakText, placeText } from '../../../src/host/syncBreakpoints/operations.ts';

class Memory implements Keeping {
  readonly values = new Map<string, unknown>();

  get(key: string): unknown {
    return this.values.get(key);
  }

  /** As VS Code keeps it: through JSON. */
  update(key: string, value: unknown): Promise<void> {
    this.values.set(key, JSON.parse(JSON.stringify(value)));
    return Promise.resolve();
  }
}

const left = { file: '/bank.py', line: 3, ordinal: 0 };

function textsOf(breakpoints: readonly SyncBreakpoint[]): readonly string[] {
  return breakpoints.map(({ operation, name }) => breakText(operation, name));
}

describe('SyncBreakpoints', () => {
  it('are there again in the next window', async () => {
    const memory = new Memory();
    const first = new SyncBreakpoints(memory);
    await first.add({ operation: 'acquire', object: left, name: 'left' });
    await first.add({ operation: 'threadStart', object: undefined, name: undefined });
    const second = new SyncBreakpoints(memory);
    assert.deepEqual(textsOf(second.all), ['left is acquired', 'Any thread starts']);
    assert.deepEqual(second.all[0]?.object, left);
  });

  it('are there once, however often they are set', async () => {
    const breakpoints = new SyncBreakpoints(new Memory());
    await breakpoints.add({ operation: 'acquire', object: left, name: 'lock' });
    await breakpoints.add({ operation: 'release', object: left, name: 'left' });
    await breakpoints.add({ operation: 'acquire', object: { ...left }, name: 'left' });
    assert.deepEqual(textsOf(breakpoints.all), ['left is released', 'left is acquired']);
  });

  it('can be turned off and removed, and tell so', async () => {
    const breakpoints = new SyncBreakpoints(new Memory());
    let changes = 0;
    breakpoints.onChange(() => changes++);
    await breakpoints.add({ operation: 'acquire', object: left, name: 'left' });
    await breakpoints.enableOnly([]);
    assert.deepEqual([breakpoints.enabled.length, breakpoints.all.length], [0, 1]);
    await breakpoints.enableOnly(breakpoints.all);
    assert.equal(breakpoints.enabled.length, 1);
    for (const each of breakpoints.all) await breakpoints.remove(each);
    assert.deepEqual([breakpoints.all.length, changes], [0, 4]);
  });

  it('drop what is kept and makes no sense', () => {
    const memory = new Memory();
    const good = { operation: 'set', object: left, name: 'go' };
    const odd = [
      undefined,
      'set',
      { operation: 'explode' },
      { ...good, object: { file: 3 } },
      good,
    ];
    memory.values.set('weft.syncBreakpoints', odd);
    assert.deepEqual(textsOf(new SyncBreakpoints(memory).enabled), ['go is set']);
  });
});

describe('a place of an object', () => {
  it('says which it is of those made there', () => {
    assert.equal(placeText(left), 'bank.py:3');
    assert.equal(placeText({ ...left, ordinal: 4 }), 'bank.py:3, number 5 made there');
  });
});
