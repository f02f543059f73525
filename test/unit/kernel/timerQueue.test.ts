import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TimerQueue } from '../../../src/runtime/kernel/timerQueue.ts';

describe('kernel timer queue', () => {
  it('gives timers in order of time, then of setting, and no cancelled one', () => {
    const action = fc.oneof(
      fc.record({ kind: fc.constant('set' as const), due: fc.nat(50) }),
      fc.record({ kind: fc.constant('cancel' as const), which: fc.nat(200) }),
      fc.record({ kind: fc.constant('take' as const), now: fc.nat(50) }),
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 400 }), (actions) => {
        const queue = new TimerQueue<number>();
        const all: ReturnType<typeof queue.set>[] = [];
        let model: { due: number; name: number }[] = [];
        for (const act of actions) {
          if (act.kind === 'set') {
            model.push({ due: act.due, name: all.length });
            all.push(queue.set(act.due, all.length));
          } else if (act.kind === 'cancel') {
            const timer = all[act.which];
            if (timer === undefined) continue;
            queue.cancel(timer);
            model = model.filter(({ name }) => name !== act.which);
          } else {
            const first = model.toSorted((a, b) => a.due - b.due || a.name - b.name)[0];
            const isDue = first !== undefined && first.due <= act.now;
            assert.equal(queue.takeDue(act.now), isDue ? first.name : undefined);
            if (isDue) model.splice(model.indexOf(first), 1);
          }
          assert.equal(queue.nextDue(), Math.min(...model.map(({ due }) => due)));
        }
      }),
    );
  });

  it('does not keep cancelled timers for long', () => {
    const queue = new TimerQueue<number>();
    queue.set(1_000_000, 0);
    let largest = 0;
    for (let i = 0; i < 100_000; i++) {
      queue.cancel(queue.set(2_000_000, i));
      largest = Math.max(largest, queue.size);
    }
    assert.ok(largest < 200, `the heap grew to ${largest}`);
  });
});
