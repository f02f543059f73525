import assert from 'node:assert/strict';
import { createMinimiser } from '../../../../../src/core/schedule/explore/minimiser.ts';
import { createPreemptionBounding } from '../../../../../src/core/schedule/explore/preemptionBounding.ts';
import { createRandomWalk } from '../../../../../src/core/schedule/explore/randomWalk.ts';
import { preemptionsOf, scheduleOf } from '../../../../../src/core/schedule/explore/scheduleOf.ts';
import type { Execution } from '../../../../../src/core/schedule/explore/execution.ts';
import type { ThreadChoice } from '../../../../../src/core/schedule/scheduleText.ts';
import { explore } from '../../../../support/kernel/explore.ts';
import { smallPrograms } from '../../../../support/kernel/smallPrograms.ts';
import type { SmallProgram } from '../../../../support/kernel/explore.ts';

function choicesOf(execution: Execution): readonly ThreadChoice[] {
  const run = { seed: 0, startTime: 0, checksPerTick: 1 };
  return scheduleOf(execution, run).choices.filter((each) => each.kind === 'thread');
}

function failing(program: SmallProgram, seed: number): Execution {
  for (const { execution, isFailed, end } of explore(program, createRandomWalk(seed))) {
    if (isFailed || end === 'deadlock') return execution;
  }
  throw new Error('it never fails');
}

function minimise(program: SmallProgram, execution: Execution, executions: number): Execution {
  const search = createMinimiser(choicesOf(execution), executions);
  const count = [...explore(program, search)].length;
  assert(count < executions + 200, `${count} executions`);
  assert(search.best);
  return search.best;
}

describe('minimising', () => {
  for (const program of smallPrograms) {
    const fewest = program.bounded.findIndex(([, fails]) => fails > 0);
    if (fewest < 0) continue;
    it(`leaves of a failure of “${program.name}” as few preemptions as any has`, () => {
      for (let seed = 0; seed < 3; seed++) {
        const best = minimise(program, failing(program, seed), 500);
        assert.equal(preemptionsOf(best), fewest);
      }
    });

    it(`and as few steps as any of those if there are not too many (“${program.name}”)`, () => {
      const all = [...explore(program, createPreemptionBounding(fewest))];
      if (all.length > 200) return assert.ok(fewest > 0, 'there are few without preemptions');
      const lengths = all.flatMap(({ execution, isFailed, end }) => {
        const fails = isFailed || end === 'deadlock';
        return fails && preemptionsOf(execution) === fewest ? [execution.steps.length] : [];
      });
      const best = minimise(program, failing(program, 1), 500);
      assert.equal(best.steps.length, Math.min(...lengths));
    });

    it(`makes no failure of “${program.name}” worse if it may not try all`, () => {
      for (let seed = 0; seed < 3; seed++) {
        const found = failing(program, seed);
        const best = minimise(program, found, 0);
        assert(preemptionsOf(best) <= preemptionsOf(found));
      }
    });
  }

  it('gives nothing for a schedule that does not fail', () => {
    const [program] = smallPrograms;
    assert(program);
    const search = createMinimiser([], 100);
    assert.equal([...explore(program, search)].length, 1);
    assert.equal(search.best, undefined);
  });
});
