// The law of deadlocks: what is called certain can never go on, and at the end of a run that
// nobody can continue every thread is accounted for. The judge is an oracle that tries every
// continuation of the program.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findings, type Finding } from '../../../../src/core/analysis/findings.ts';
import { createRandomStrategy } from '../../../../src/core/schedule/random.ts';
import { WorldFold } from '../../../../src/core/trace/fold.ts';
import { stuckWorkers } from '../../../support/kernel/hangOracle.ts';
import {
  LOCK_COUNT,
  lockPrograms,
  playLocks,
  type LockProgram,
  type Play,
} from '../../../support/kernel/lockProgram.ts';
import { newLock } from '../../../support/kernel/newLock.ts';

const tables = { sites: [], stacks: [] };

/** A world in which the program's locks are known. */
function foldWithLocks(): WorldFold {
  const fold = new WorldFold();
  for (let lock = 1; lock <= LOCK_COUNT; lock++) fold.apply(newLock(lock));
  return fold;
}

/** Workers that a finding says can't go on. */
function concerned({ waits, behind }: Finding, { workers }: Play): number[] {
  return [...waits, ...behind].map(({ thread }) => workers.indexOf(thread));
}

interface Watched {
  readonly answer: string;
  /** At the end. */
  readonly found: readonly number[];
  readonly stuck: readonly number[];
  /** Certain findings while the run went on that the oracle did not agree with. */
  readonly wrong: readonly string[];
}

function watch(program: LockProgram, seed: number): Watched {
  const fold = foldWithLocks();
  const wrong: string[] = [];
  let last: Play | undefined;
  const certain = (): Finding[] =>
    findings({ world: fold.world, tables }).filter(({ certainty }) => certainty === 'certain');
  const { kind: answer } = playLocks(program, createRandomStrategy(seed), (event, play) => {
    fold.apply(event);
    last = play;
    if (event.kind !== 'wait' && event.kind !== 'threadEnd') return;
    for (const finding of certain()) {
      const stuck = stuckWorkers(program, play.stand());
      const isRight = concerned(finding, play).every((worker) => stuck.includes(worker));
      if (!isRight) wrong.push(`${finding.id} at ${JSON.stringify(play.stand())}`);
    }
  });
  assert(last, 'there are events');
  const play = last;
  const found = certain().flatMap((finding) => concerned(finding, play));
  return {
    answer,
    found: [...new Set(found)].sort(),
    stuck: stuckWorkers(program, play.stand()),
    wrong,
  };
}

const seeds = fc.nat(1000);

describe('the law of deadlocks', () => {
  it('what is certain can never go on, whatever is scheduled', () => {
    fc.assert(
      fc.property(lockPrograms, seeds, (program, seed) => {
        assert.deepEqual(watch(program, seed).wrong, []);
      }),
      { numRuns: 400 },
    );
  });

  it('at the end exactly the threads that can never go on are in a finding', () => {
    fc.assert(
      fc.property(lockPrograms, seeds, (program, seed) => {
        const { answer, found, stuck } = watch(program, seed);
        assert.deepEqual(found, stuck);
        assert.equal(answer, stuck.length > 0 ? 'deadlock' : 'ended');
      }),
      { numRuns: 400 },
    );
  });

  it('is about programs of which many hang, and some before their end', () => {
    const samples = fc.sample(fc.tuple(lockPrograms, seeds), { numRuns: 300, seed: 1 });
    const hanging = samples.filter(([program, seed]) => watch(program, seed).stuck.length > 0);
    assert(hanging.length > 50 && hanging.length < 290, `${hanging.length} of 300 hang`);
  });
});

describe('the oracle', () => {
  const [a, b] = [0, 1];
  const start = { owners: [0, 1, undefined], counts: [1, 1, 0] };

  it('knows that two threads which want each other’s lock are stuck', () => {
    const program: LockProgram = [[{ kind: 'acquire', lock: b }], [{ kind: 'acquire', lock: a }]];
    assert.deepEqual(stuckWorkers(program, { done: [0, 0], ...start }), [0, 1]);
  });

  it('knows that a third one may release one of them', () => {
    const program: LockProgram = [
      [{ kind: 'acquire', lock: b }],
      [{ kind: 'acquire', lock: a }],
      [{ kind: 'release', lock: a }],
    ];
    assert.deepEqual(stuckWorkers(program, { done: [0, 0, 0], ...start }), [0]);
  });
});
