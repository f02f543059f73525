import assert from 'node:assert/strict';
import { createPct } from '../../../../../src/core/schedule/explore/pct.ts';
import { createPos } from '../../../../../src/core/schedule/explore/pos.ts';
import { createRandomWalk } from '../../../../../src/core/schedule/explore/randomWalk.ts';
import { choicesOf } from '../../../../../src/core/schedule/explore/scheduleOf.ts';
import type { Search } from '../../../../../src/core/schedule/explore/search.ts';
import { createSurw } from '../../../../../src/core/schedule/explore/surw.ts';
import type { Explored, SmallProgram } from '../../../../support/kernel/explore.ts';
import { explore } from '../../../../support/kernel/explore.ts';
import { smallPrograms } from '../../../../support/kernel/smallPrograms.ts';

const samplers: readonly (readonly [name: string, create: (seed: number) => Search])[] = [
  ['random walk', createRandomWalk],
  ['PCT 2', (seed) => createPct(seed, 2)],
  ['PCT 3', (seed) => createPct(seed, 3)],
  ['POS', createPos],
  ['SURW', createSurw],
];

const isFailing = ({ isFailed, end }: Explored): boolean => isFailed || end === 'deadlock';

/** Schedules up to the first that fails. */
function untilFailure(program: SmallProgram, search: Search, executions: number): number {
  let count = 0;
  for (const each of explore(program, search, { executions })) {
    count++;
    if (isFailing(each)) return count;
  }
  return Infinity;
}

function program(name: string): SmallProgram {
  const found = smallPrograms.find((each) => each.name === name);
  assert(found);
  return found;
}

describe('the samplers', () => {
  for (const [name, create] of samplers) {
    for (const each of smallPrograms) {
      if (each.chance === 0) continue;
      it(`${name} finds what is wrong with “${each.name}”`, () => {
        assert.notEqual(untilFailure(each, create(1), 3000), Infinity);
      });
    }

    it(`${name} makes the same choices for the same seed`, () => {
      const made = (seed: number) =>
        [...explore(program('philosophers, 3'), create(seed), { executions: 20 })].map(
          ({ execution }) => choicesOf(execution),
        );
      assert.deepEqual(made(7), made(7));
      assert.notDeepEqual(made(7), made(8));
    });
  }

  it('SURW finds a late setter long before a random walk', () => {
    const late = program('reordered writes, 4');
    const mean = (create: (seed: number) => Search): number => {
      const counts = Array.from({ length: 10 }, (_, seed) =>
        untilFailure(late, create(seed), 5000),
      );
      return counts.reduce((sum, count) => sum + count) / counts.length;
    };
    assert(mean(createSurw) < mean(createRandomWalk));
  });
});
