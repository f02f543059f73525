import assert from 'node:assert/strict';
import type { Step, ThreadId } from '../../../../src/core/base/ids.ts';
import { WorldFold } from '../../../../src/core/trace/fold.ts';
import { LastOutlook } from '../../../../src/core/trace/outlook.ts';
import type { Thread, ThreadState, World } from '../../../../src/core/trace/world.ts';

/** Of threads in these states. */
function worldOf(step: number, ...states: readonly ThreadState[]): World {
  const threads = Object.fromEntries(
    states.map((state, index) => [index + 1, { id: (index + 1) as ThreadId, state } as Thread]),
  );
  return { ...new WorldFold().world, step: step as Step, threads };
}

const asleep = (until: number): ThreadState => ({ kind: 'sleeping', until });

describe('what could move a clock on', () => {
  it('is a thread that runs or is ready', () => {
    for (const kind of ['running', 'ready'] as const) {
      assert.equal(new LastOutlook().at(worldOf(1, asleep(5), { kind })).isBusy, true);
    }
    assert.equal(new LastOutlook().at(worldOf(1, asleep(5))).isBusy, false);
  });

  it('is the earliest end of a timeout, if there is one', () => {
    const lasting = { kind: 'blocked', on: 1, until: undefined } as ThreadState;
    assert.equal(new LastOutlook().at(worldOf(1, asleep(7), lasting, asleep(5))).due, 5);
    assert.equal(new LastOutlook().at(worldOf(1, lasting)).due, 0);
  });

  it('is looked for at another step, and again after it was forgotten', () => {
    const outlook = new LastOutlook();
    assert.equal(outlook.at(worldOf(1, asleep(5))).due, 5);
    assert.equal(outlook.at(worldOf(2, asleep(6))).due, 6);
    outlook.forget();
    assert.equal(outlook.at(worldOf(2, asleep(8))).due, 8);
  });
});
