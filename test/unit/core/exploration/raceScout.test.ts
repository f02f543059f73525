import assert from 'node:assert/strict';

import { RaceScout } from '../../../../src/core/exploration/raceScout.ts';
import type { ThreadId } from '../../../../src/core/base/ids.ts';
import type { ExecutionStep } from '../../../../src/core/schedule/explore/execution.ts';
import type { LocationId, Operation } from '../../../../src/core/schedule/operation.ts';
import type { AccessManner } from '../../../../src/core/trace/events.ts';

const KINDS = { take: 'acquire', get: 'acquire', give: 'release', put: 'release' } as const;

/** `write x 3`: line 3 writes x. `append x 3` and `loop x 3` are a call and the head of a loop. */
function effectOf(word: string, name: string, line: number): Operation {
  const object = (100 + name.charCodeAt(0)) as LocationId;
  const kind = KINDS[word as keyof typeof KINDS];
  if (kind !== undefined) return { kind, object };
  const manner: AccessManner = word === 'append' ? 'call' : word === 'loop' ? 'loop' : 'plain';
  const mode = word === 'append' ? 'update' : word === 'write' ? 'write' : 'read';
  const access = { place: line, frame: line < 10 ? 1 : 2, variable: object, reshaped: 0 };
  const told = { ...access, mode, manner } as const;
  return { kind: mode === 'read' ? 'read' : 'write', object, access: told };
}

/** A column for each thread, a row for each step; `after 2 write x 3` comes after step 2, a start. */
function steps(picture: string): { readonly steps: readonly ExecutionStep[] } {
  const rows = picture.trim().split('\n');
  return {
    steps: rows.map((row) => {
      const columns = row.trim().split(/ {2,}/);
      const index = columns.findIndex((column) => column !== '.');
      const words = (columns[index] ?? '').split(' ');
      const after = words[0] === 'after' ? [Number(words[1])] : [];
      const [word = '', name = '', line = ''] = after.length > 0 ? words.slice(2) : words;
      const effect = effectOf(word, name, Number(line));
      const thread = (index + 1) as ThreadId;
      const operation = { ...effect, thread, key: thread, mayTimeOut: false };
      return { operation, enabled: [operation], effects: [effect], after, epoch: 0 };
    }),
  };
}

const racesIn = (...pictures: string[]) => {
  const scout = new RaceScout();
  return pictures.map((picture) => scout.look(steps(picture)));
};

describe('a scout for races', () => {
  it('sees accesses that nothing orders, one of them a write, once', () => {
    const unordered = `
      write x 1  .
      .          read x 11`;
    const turned = `
      .          read x 11
      write x 1  .`;
    assert.deepEqual(racesIn(unordered, turned), [['unordered 1 11'], []]);
    assert.deepEqual(racesIn('read x 1  .\n.  read x 11'), [[]]);
  });

  it('sees a race that only a later order of the locks shows', () => {
    const first = `
      write x 1  .
      take L     .
      give L     .
      .          take L
      .          give L
      .          write x 11`;
    const later = `
      .          take L
      .          give L
      .          write x 11
      write x 1  .
      take L     .
      give L     .`;
    assert.deepEqual(racesIn(first, later), [[], ['unordered 1 11']]);
  });

  it('takes starts, joins and queues for an order', () => {
    const started = `
      write x 1  .
      .          after 0 write x 11`;
    const handedOver = `
      write x 1  .
      put Q      .
      .          get Q
      .          write x 11`;
    assert.deepEqual(racesIn(started, handedOver), [[], []]);
  });

  it('does not take for ordered by a start what the starter did after it', () => {
    const picture = `
      read y 2   .
      write x 1  .
      .          after 0 write x 11`;
    assert.deepEqual(racesIn(picture), [['unordered 1 11']]);
  });

  it('sees what comes between a read and a write under one lock, but not under the same', () => {
    const [free] = racesIn(`
      take L     .
      read x 1   .
      give L     .
      .          take L
      .          write x 11
      .          give L
      take L     .
      write x 2  .
      give L     .`);
    assert.deepEqual(free, ['lost 1 2 11', 'loose 1 2 11']);
    const [guarded] = racesIn(`
      take L     .
      read x 1   .
      write x 2  .
      give L     .
      .          take L
      .          write x 11
      .          give L`);
    assert.deepEqual(guarded, []);
  });

  it('takes nobody who got something out of a queue for the owner of a lock', () => {
    const [found] = racesIn(`
      put Q      .
      put Q      .
      get Q      .
      read x 1   .
      write x 2  .
      .          get Q
      .          write x 11`);
    assert.ok(found?.includes('loose 1 2 11'));
  });

  it('leaves out calls that are one step each, and not a loop beside a call', () => {
    assert.deepEqual(racesIn('append x 1  .\n.  append x 11'), [[]]);
    assert.deepEqual(racesIn('loop x 1  .\n.  append x 11'), [['unordered 1 11']]);
  });

  it('knows no more than a bound', () => {
    const many = (from: number): string =>
      Array.from({ length: 400 }, (_, index) => {
        const line = 10 * (from + index) + 20;
        return `write x ${line}  .\n.  write x ${line + 1}`;
      }).join('\n');
    const [first, second] = racesIn(many(0), many(400));
    assert.equal((first?.length ?? 0) + (second?.length ?? 0), 500);
  });
});
