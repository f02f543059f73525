import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ThreadId } from '../../../src/core/base/ids.ts';
import { KernelThread } from '../../../src/runtime/kernel/kernelThread.ts';
import { WaitList } from '../../../src/runtime/kernel/waitList.ts';

describe('the list of threads that wait', () => {
  it('is a set in the order of adding', () => {
    const change = fc.record({ isAdded: fc.boolean(), index: fc.nat({ max: 5 }) });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
        const threads = Array.from({ length: 6 }, (_, id) => {
          return new KernelThread((id + 1) as ThreadId, false, 0);
        });
        const list = new WaitList();
        const set = new Set<KernelThread>();
        for (const { isAdded, index } of changes) {
          const thread = threads[index];
          if (thread === undefined) continue;
          if (isAdded) list.add(thread);
          else list.delete(thread);
          if (isAdded) set.add(thread);
          else set.delete(thread);
          assert.deepEqual(idsOf(list), idsOf(set));
          assert.equal(list.size, set.size);
        }
      }),
    );
  });
});

function idsOf(threads: Iterable<KernelThread>): ThreadId[] {
  return [...threads].map(({ id }) => id);
}
