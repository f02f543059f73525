import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Predictor } from '../../../../../src/core/analysis/predictions/predictor.ts';
import { PythonSources } from '../../../../../src/core/analysis/pythonSource.ts';
import { EVENT_WIDTH } from '../../../../../src/core/trace/batch.ts';
import { WorldFold } from '../../../../../src/core/trace/fold.ts';
import {
  arbitraryForkJoin,
  canDeadlock,
  programsOf,
  runProgram,
  sourcesOf,
  type LockProgram,
} from '../../../../support/lockPrograms.ts';
import { batchOf } from '../../../../support/batchOf.ts';
import { predictedIn } from '../../../../support/predictedIn.ts';
import { traceFromText } from '../../../../support/traceFromText.ts';

/** Where a row of a batch has the thread. */
const BY = 2;

function titles(text: string): string[] {
  return predictedIn(traceFromText(text)).map(({ title }) => title);
}

describe('predicted lock orders', () => {
  const opposite = `
    main       a         b
    .          take A    .
    .          take B    .
    .          free B    .
    .          free A    .
    .          .         take B
    .          .         take A
    .          .         free A
    .          .         free B
  `;

  it('see two locks taken in opposite orders', () => {
    assert.deepEqual(titles(opposite), [
      'Possible deadlock: a and b take A and B in opposite orders',
    ]);
  });

  it('are not looked for when there are more threads than could be compared', () => {
    const picture = traceFromText(opposite);
    const foretoldOf = (firstThread: number) => {
      const batch = batchOf(picture.trace);
      for (let offset = 0; offset < batch.numbers.length; offset += EVENT_WIDTH) {
        batch.numbers[offset + BY] = (batch.numbers[offset + BY] ?? 0) + firstThread;
      }
      return predictedIn(picture, batch).length;
    };
    assert.deepEqual([foretoldOf(4_000), foretoldOf(5_000)], [1, 0]);
  });

  it('show where each lock was taken', () => {
    const [found] = predictedIn(traceFromText(opposite));
    assert.deepEqual(
      found?.sites.map(({ role, label, stack }) => `${role}: ${label}, line ${stack[0]?.line}`),
      [
        'holds: a took A, line 1',
        'wants: a took B while it held A, line 2',
        'holds: b took B, line 5',
        'wants: b took A while it held B, line 6',
      ],
    );
  });

  it('ask for the order in which the locks were made', () => {
    const [found] = predictedIn(traceFromText(opposite.replaceAll('A', 'Z')));
    assert.equal(
      found?.cure,
      'To fix it, take the locks in the same order in every thread: Z, then B.',
    );
  });

  it('see a circle of three', () => {
    const picture = `
      main       a         b         c
      .          take A    .         .
      .          take B    .         .
      .          free B    .         .
      .          free A    .         .
      .          .         take B    .
      .          .         take C    .
      .          .         free C    .
      .          .         free B    .
      .          .         .         take C
      .          .         .         take A
    `;
    assert.deepEqual(titles(picture), [
      'Possible deadlock: a, b and c take A, B and C in a circle',
    ]);
  });

  it('report the same lines once', () => {
    const lines = opposite.trimEnd().split('\n');
    const twice = [...lines, ...lines.slice(2)].join('\n');
    const picture = traceFromText(twice);
    assert.equal(predictedIn(picture).length, 4, 'each of two orders at two places');
  });

  const harmless: readonly (readonly [title: string, picture: string])[] = [
    [
      'one thread in both orders',
      'main\ntake A\ntake B\nfree B\nfree A\ntake B\ntake A\nfree A\nfree B',
    ],
    ['the same order', 'a  b\ntake A  .\ntake B  .\nfree B  .\nfree A  .\n.  take A\n.  take B'],
    [
      'a guard lock',
      `a         b
       take G    .
       take A    .
       take B    .
       free B    .
       free A    .
       free G    .
       .         take G
       .         take B
       .         take A`,
    ],
    [
      'a join between them',
      `main      a
       .         take A
       .         take B
       .         free B
       .         free A
       join a    .
       .         end
       take B    .
       take A    .`,
    ],
    [
      'an event between them',
      `main      a
       wait E    .
       .         take A
       .         take B
       .         free B
       .         free A
       .         set E
       take B    .
       take A    .`,
    ],
    [
      'an RLock taken again',
      `a         b
       take R    .
       take A    .
       take R    .
       free R    .
       free A    .
       free R    .
       .         take R
       .         take A`,
    ],
  ];
  for (const [title, picture] of harmless) {
    it(`let ${title} pass`, () => assert.deepEqual(titles(picture), []));
  }
});

/** True if some cycle is predicted from one run; undefined if the run itself deadlocks. */
function foretells(program: LockProgram, schedule: readonly number[]): boolean | undefined {
  let at = 0;
  const batch = runProgram(program, () => schedule[at++ % schedule.length] ?? 0);
  if (batch === undefined) return undefined;
  const fold = new WorldFold();
  fold.applyBatch(batch);
  const tables = { sites: batch.sites, stacks: batch.stacks };
  const predictor = new Predictor(new PythonSources(sourcesOf(program)));
  predictor.addBatch(batch, tables);
  return predictor.look({ world: fold.world, tables, names: {} }, []).length > 0;
}

const schedules = fc.array(fc.nat(100), { minLength: 1, maxLength: 20 });

describe('laws of predicted lock orders', () => {
  for (const threads of [2, 3]) {
    it(`${threads} threads with blocks can deadlock if and only if any run foretells it`, () => {
      fc.assert(
        fc.property(programsOf(threads, true), schedules, (program, schedule) => {
          const foretold = foretells(program, schedule);
          fc.pre(foretold !== undefined);
          assert.equal(foretold, canDeadlock(program));
        }),
        { numRuns: 1500 },
      );
    });
  }

  it('locks freed in any order: each deadlock of any schedule is foretold by every run', () => {
    fc.assert(
      fc.property(programsOf(3, false), schedules, (program, schedule) => {
        const foretold = foretells(program, schedule);
        fc.pre(foretold !== undefined);
        if (canDeadlock(program)) assert(foretold);
      }),
      { numRuns: 1500 },
    );
  });

  it('with start and join, each deadlock of any schedule is foretold by every run', () => {
    fc.assert(
      fc.property(arbitraryForkJoin, schedules, (program, schedule) => {
        const foretold = foretells(program, schedule);
        fc.pre(foretold !== undefined);
        if (canDeadlock(program)) assert(foretold);
      }),
      { numRuns: 1500 },
    );
  });
});
