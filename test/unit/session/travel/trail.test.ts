// What a step did is undone by going back to where it began.

import assert from 'node:assert/strict';

import type { Step, ThreadId } from '../../../../src/core/base/ids.ts';
import type { Moment } from '../../../../src/core/protocol/travel.ts';
import type { ToWorker } from '../../../../src/core/protocol/worker.ts';
import { Trail } from '../../../../src/session/travel/trail.ts';

const ONE = 1 as ThreadId;
const TWO = 2 as ThreadId;
const STEP: ToWorker = { kind: 'step', step: { thread: ONE, mode: 'over', isAlone: false } };

function at(step: number): Moment {
  return { step: step as Step, time: step * 1_000 };
}

describe('Trail', () => {
  it('knows where a step began that ended here, of the same thread', () => {
    const trail = new Trail();
    trail.leaving(STEP, at(1));
    trail.arrived({ reason: 'step', thread: ONE, moment: at(2) });
    assert.deepEqual(trail.before(at(2), ONE), at(1));
    assert.equal(trail.before(at(2), TWO), undefined);
    assert.equal(trail.before(at(1), ONE), undefined);
  });

  it('knows the last of two steps that ended here', () => {
    const trail = new Trail();
    for (const from of [at(1), at(2)]) {
      trail.leaving(STEP, from);
      trail.arrived({ reason: 'step', thread: ONE, moment: at(3) });
    }
    assert.deepEqual(trail.before(at(3), ONE), at(2));
  });

  it('does not take a breakpoint on the way, or the end of a run to a line, for the end of a step', () => {
    const trail = new Trail();
    trail.leaving(STEP, at(1));
    trail.arrived({ reason: 'breakpoint', thread: ONE, moment: at(2) });
    trail.leaving({ kind: 'continue' }, at(2));
    trail.arrived({ reason: 'step', thread: ONE, moment: at(3) });
    assert.equal(trail.before(at(2), ONE), undefined);
    assert.equal(trail.before(at(3), ONE), undefined);
  });

  it('keeps a step under way while a suspicion is looked at', () => {
    const trail = new Trail();
    trail.leaving({ kind: 'stepEvent' }, at(1));
    trail.arrived({ reason: 'suspect' });
    trail.arrived({ reason: 'step', moment: at(2) });
    assert.deepEqual(trail.before(at(2), undefined), at(1));
  });

  it('forgets all when the run is another one', () => {
    const trail = new Trail();
    trail.leaving(STEP, at(1));
    trail.arrived({ reason: 'step', thread: ONE, moment: at(2) });
    trail.clear();
    assert.equal(trail.before(at(2), ONE), undefined);
  });
});
