import assert from 'node:assert/strict';
import { createRandomWalk } from '../../../../../src/core/schedule/explore/randomWalk.ts';
import { explore } from '../../../../support/kernel/explore.ts';
import { smallPrograms } from '../../../../support/kernel/smallPrograms.ts';

const EXECUTIONS = 1000;

describe('a random walk', () => {
  for (const program of smallPrograms) {
    it(`fails on “${program.name}” as often as it should`, () => {
      let failing = 0;
      const options = { executions: EXECUTIONS };
      for (const { isFailed, end } of explore(program, createRandomWalk(1), options)) {
        if (isFailed || end === 'deadlock') failing++;
      }
      const { chance } = program;
      // Four standard deviations of a binomial distribution.
      const tolerance = 4 * Math.sqrt((chance * (1 - chance)) / EXECUTIONS) + 1e-4;
      const share = failing / EXECUTIONS;
      assert(Math.abs(share - chance) <= tolerance, `${share}, expected ${chance}`);
    });
  }
});
