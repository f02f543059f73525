import assert from 'node:assert/strict';
import fc from 'fast-check';
import { orderOf, traceNumber } from '../../../../../src/core/schedule/explore/happensBefore.ts';
import { createPreemptionBounding } from '../../../../../src/core/schedule/explore/preemptionBounding.ts';
import { createReduction } from '../../../../../src/core/schedule/explore/reduction.ts';
import { NondeterminismError } from '../../../../../src/core/schedule/explore/search.ts';
import type { Body } from '../../../../support/kernel/machine.ts';
import type { Explored, Shared } from '../../../../support/kernel/explore.ts';
import { explore } from '../../../../support/kernel/explore.ts';
import type { PointsBefore } from '../../../../../src/core/schedule/strategy.ts';
import type { Act } from '../../../../support/kernel/generatedPrograms.ts';
import {
  programOf,
  timedPrograms,
  untimedPrograms,
} from '../../../../support/kernel/generatedPrograms.ts';
import { smallPrograms } from '../../../../support/kernel/smallPrograms.ts';

const numberOf = ({ execution }: Explored): number => traceNumber(execution, orderOf(execution));
const isFailing = ({ isFailed, end }: Explored): boolean => isFailed || end === 'deadlock';

/** What executions can be told apart by: the values and the end. */
const resultOf = ({ values, end }: Explored): string =>
  `${end} ${JSON.stringify(Object.entries(values).toSorted())}`;

interface Found {
  readonly results: readonly string[];
  readonly traces: readonly number[];
  readonly executions: number;
}

function all(explored: Iterable<Explored>): Found {
  const results = new Set<string>();
  const traces = new Set<number>();
  let executions = 0;
  for (const each of explored) {
    if (each.end === 'redundant') continue;
    executions++;
    results.add(resultOf(each));
    traces.add(numberOf(each));
  }
  return {
    results: [...results].toSorted(),
    traces: [...traces].toSorted((a, b) => a - b),
    executions,
  };
}

/** More interleavings than this are too many for a test. */
const MOST = 3000;

function findsAll(acts: readonly (readonly Act[])[], before: Partial<PointsBefore> = {}): void {
  const program = programOf(acts);
  const every = all(
    explore(program, createPreemptionBounding(Infinity), { executions: MOST, before }),
  );
  fc.pre(every.executions < MOST);
  const reduced = all(explore(program, createReduction(), { before }));
  assert.deepEqual(reduced.results, every.results);
  // Whether a timeout is early is not a matter of the order of operations alone.
  if (before.earlyTimeouts) return;
  assert.deepEqual(reduced.traces, every.traces);
  assert.equal(reduced.executions, every.traces.length);
}

describe('partial-order reduction', () => {
  for (const program of smallPrograms) {
    it(`executes each trace of “${program.name}” once`, () => {
      const search = createReduction();
      const complete = [...explore(program, search)].filter(({ end }) => end !== 'redundant');
      const failing = complete.filter(isFailing);
      assert.deepEqual([complete.length, failing.length], program.traces);
      assert.equal(new Set(complete.map(numberOf)).size, program.traces[0]);
      assert.equal(search.redundant, 0);
    });

    if (program.interleavings[0] > 1000) continue;
    it(`knows the traces of “${program.name}” by their numbers`, () => {
      const all = [...explore(program, createPreemptionBounding(Infinity))];
      assert.equal(new Set(all.map(numberOf)).size, program.traces[0]);
    });
  }

  it('notices that a program depends on more than its schedule', () => {
    let executions = 0;
    const work = function* (shared: Shared): Body {
      yield* shared.write(executions++ < 2 ? 'x' : 'y', 1);
      yield* shared.write('x', 2);
    };
    const program = { locks: [], variables: { x: 0, y: 0 }, threads: [work, work] };
    assert.throws(() => [...explore(program, createReduction())], NondeterminismError);
  });

  it('finds what trying everything finds, and executes each trace once', () => {
    fc.assert(
      fc.property(untimedPrograms, (acts) => findsAll(acts)),
      { numRuns: 60 },
    );
  });

  it('does so with sleeps and timeouts', () => {
    fc.assert(
      fc.property(timedPrograms, (acts) => findsAll(acts)),
      { numRuns: 60 },
    );
  });

  it('does so if a timeout may end early', () => {
    fc.assert(
      fc.property(timedPrograms, (acts) => findsAll(acts, { earlyTimeouts: 1 })),
      { numRuns: 60 },
    );
  });
});
