// Clocks that share their chunks order what whole ones would.

import assert from 'node:assert/strict';
import fc from 'fast-check';

import {
  areConcurrent,
  HappensBefore,
  type Stamp,
} from '../../../../../src/core/analysis/predictions/happensBefore.ts';
import type { ObjectId, ThreadId } from '../../../../../src/core/base/ids.ts';

interface Act {
  readonly kind: 'stamp' | 'order' | 'send' | 'receive';
  readonly thread: number;
  readonly other: number;
}

/** Some are neighbours. */
const thread = fc.constantFrom(1, 2, 3, 40, 41, 99);
const acts = fc.array(
  fc.record({
    kind: fc.constantFrom<Act['kind']>('stamp', 'order', 'send', 'receive'),
    thread,
    other: thread,
  }),
  { minLength: 20, maxLength: 200 },
);

/** All acts that each stamp comes after, found by walking back. */
class Reference {
  /** By thread and by channel: the numbers of the stamps that are known there. */
  private readonly known = new Map<string, ReadonlySet<number>>();

  of(who: string): ReadonlySet<number> {
    return this.known.get(who) ?? new Set();
  }

  learn(who: string, more: Iterable<number>): void {
    this.known.set(who, new Set([...this.of(who), ...more]));
  }
}

describe('the order that holds under every schedule', () => {
  it('is that of start, join and signals, whichever threads know of each other', () => {
    fc.assert(
      fc.property(acts, (list) => {
        const order = new HappensBefore();
        const reference = new Reference();
        const stamps: { readonly stamp: Stamp; readonly after: ReadonlySet<number> }[] = [];
        for (const { kind, thread: by, other } of list) {
          if (kind === 'stamp') {
            const after = reference.of(`t${by}`);
            stamps.push({ stamp: order.stamp(by as ThreadId), after });
            reference.learn(`t${by}`, [stamps.length - 1]);
          } else if (kind === 'order' && by !== other) {
            order.order(by as ThreadId, other as ThreadId);
            reference.learn(`t${other}`, reference.of(`t${by}`));
          } else if (kind === 'send') {
            order.send(by as ThreadId, other as ObjectId);
            reference.learn(`c${other}`, reference.of(`t${by}`));
          } else if (kind === 'receive') {
            order.receive(by as ThreadId, other as ObjectId);
            reference.learn(`t${by}`, reference.of(`c${other}`));
          }
        }
        for (const [index, later] of stamps.entries()) {
          for (const [before, earlier] of stamps.slice(0, index).entries()) {
            const isOrdered = !areConcurrent(earlier.stamp, later.stamp);
            assert.equal(isOrdered, later.after.has(before), `${before} and ${index}`);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
