import assert from 'node:assert/strict';
import { createPreemptionBounding } from '../../../../../src/core/schedule/explore/preemptionBounding.ts';
import type { Explored } from '../../../../support/kernel/explore.ts';
import { explore } from '../../../../support/kernel/explore.ts';
import { smallPrograms } from '../../../../support/kernel/smallPrograms.ts';

function counts(explored: Iterable<Explored>): [number, number] {
  const all = [...explored];
  return [all.length, all.filter(({ isFailed, end }) => isFailed || end === 'deadlock').length];
}

describe('preemption bounding', () => {
  for (const program of smallPrograms) {
    const isSmall = program.interleavings[0] < 1000;
    if (isSmall)
      it(`tries every schedule of “${program.name}” once`, () => {
        const found = counts(explore(program, createPreemptionBounding(Infinity)));
        assert.deepEqual(found, program.interleavings);
      });

    it(`tries the schedules of “${program.name}” with few preemptions first`, () => {
      for (const [most, known] of program.bounded.entries()) {
        const search = createPreemptionBounding(most);
        assert.deepEqual(counts(explore(program, search)), known, `${most} preemptions`);
        assert(search.complete >= most);
      }
    });
  }
});
