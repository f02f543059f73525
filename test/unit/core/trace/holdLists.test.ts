import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  NO_STACK,
  type ObjectId,
  type Step,
  type ThreadId,
} from '../../../../src/core/base/ids.ts';
import { HoldLists, NO_HOLDS } from '../../../../src/core/trace/holdLists.ts';
import type { Holding } from '../../../../src/core/trace/world.ts';

interface Deed {
  readonly what: 'take' | 'give back' | 'look' | 'begin anew';
  readonly object: ObjectId;
  readonly count: number;
}

/** With far more locks than a short list has. */
const deeds: fc.Arbitrary<Deed[]> = fc.array(
  fc.record({
    what: fc.oneof(
      { weight: 60, arbitrary: fc.constant('take' as const) },
      { weight: 30, arbitrary: fc.constant('give back' as const) },
      { weight: 10, arbitrary: fc.constant('look' as const) },
      { weight: 1, arbitrary: fc.constant('begin anew' as const) },
    ),
    object: fc.integer({ min: 1, max: 60 }).map((id) => id as ObjectId),
    count: fc.integer({ min: 1, max: 3 }),
  }),
  { minLength: 100, maxLength: 400, size: 'max' },
);

/** The lists of a thread that does this, at each look, and what they were then. */
function looks(all: readonly Deed[]): { list: readonly Holding[]; text: string }[] {
  const lists = new HoldLists();
  const thread = { id: 1 as ThreadId, holds: NO_HOLDS };
  let age = 1;
  return all.flatMap(({ what, object, count }) => {
    if (what === 'take' && !lists.count(thread, object, count, age)) {
      lists.add(thread, held(object, count), age);
    } else if (what === 'give back') {
      lists.remove(thread, object, age);
    } else if (what === 'begin anew') {
      lists.forget(thread.id);
      thread.holds = NO_HOLDS;
    }
    if (what !== 'look') return [];
    age++;
    return [{ list: thread.holds, text: JSON.stringify(thread.holds) }];
  });
}

/** The same with lists that are copied at each change. */
function plainLooks(all: readonly Deed[]): string[] {
  let list: Holding[] = [];
  return all.flatMap(({ what, object, count }) => {
    const isHeld = list.some((each) => each.object === object);
    if (what === 'take') {
      const again = list.map((each) => (each.object === object ? { ...each, count } : each));
      list = isHeld ? again : [...list, held(object, count)];
    } else if (what === 'give back') {
      list = list.filter((each) => each.object !== object);
    } else if (what === 'begin anew') {
      list = [];
    }
    return what === 'look' ? [JSON.stringify(list)] : [];
  });
}

function held(object: ObjectId, count: number): Holding {
  return { object, count, at: NO_STACK, since: 0, step: 0 as Step };
}

describe('the list of what a thread holds', () => {
  it('is as if it was copied at each change, and does not change once it was looked at', () => {
    let longest = 0;
    fc.assert(
      fc.property(deeds, (all) => {
        const looked = looks(all);
        const texts = looked.map(({ list }) => JSON.stringify(list));
        assert.deepEqual(texts, plainLooks(all));
        assert.deepEqual(
          texts,
          looked.map(({ text }) => text),
        );
        longest = Math.max(longest, ...looked.map(({ list }) => list.length));
      }),
    );
    assert.ok(longest > 20, 'some are long');
  });

  it('is copied once between two looks where it is long', () => {
    const lists = new HoldLists();
    const thread = { id: 1 as ThreadId, holds: NO_HOLDS };
    for (let id = 1; id <= 100; id++) lists.add(thread, held(id as ObjectId, 1), 1);
    const { holds } = thread;
    for (let id = 101; id <= 200; id++) lists.add(thread, held(id as ObjectId, 1), 2);
    const later = thread.holds;
    for (let id = 200; id > 100; id--) lists.remove(thread, id as ObjectId, 2);
    assert.notEqual(later, holds);
    assert.equal(thread.holds, later);
    assert.deepEqual(later, holds);
  });
});
