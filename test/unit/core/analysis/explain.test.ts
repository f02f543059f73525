import assert from 'node:assert/strict';
import {
  explainedFindings,
  type ExplainedFinding,
} from '../../../../src/core/analysis/findingView.ts';
import type { ObjectKind, ObjectState } from '../../../../src/core/trace/events.ts';
import type { SyncObject, Thread, World } from '../../../../src/core/trace/world.ts';
import { worldOf } from '../../../support/formatWorld.ts';
import { traceFromText, type TracePicture } from '../../../support/traceFromText.ts';

function explained(picture: TracePicture): ExplainedFinding[] {
  const { trace, names } = picture;
  return explainedFindings({ world: worldOf(picture), tables: trace.tables, names });
}

/** Each finding's title, what is wrong, a sentence a line, and what would help. */
function words(picture: TracePicture): string[] {
  return explained(picture).flatMap(({ title, sentences, cure }) => [title, ...sentences, cure]);
}

const twoLocks = traceFromText(`
  main       worker
  take A     .
  .          take B
  take B     .
  .          take A
`);

describe('explanations', () => {
  it('of a lock cycle name every lock, its owner and where it was taken', () => {
    assert.deepEqual(words(twoLocks), [
      'Deadlock: main and worker wait for each other’s locks',
      'main holds A (taken at main.py:1) and waits for B, held by worker (taken at worker.py:2).',
      'worker holds B (taken at worker.py:2) and waits for A, held by main (taken at main.py:1).',
      'To fix it, take the locks in the same order in every thread: A, then B. worker does it ' +
        'the other way round: B in worker (worker.py:2), then A in worker (worker.py:4).',
    ]);
  });

  it('of a self-deadlock say where the lock is and where it is wanted', () => {
    const picture = traceFromText(`
      main
      take L
      take L
    `);
    assert.deepEqual(words(picture), [
      'main waits for L, which it holds itself',
      'main holds L (taken at main.py:1) and waits for it again at main.py:2.',
      'A Lock can’t be taken twice, not even by its owner.',
      'To fix it, release L between main.py:1 and main.py:2, leave out the second acquire, or ' +
        'make it a threading.RLock(), which its owner may take again.',
    ]);
  });

  it('of a join cycle tell who waits for whose end', () => {
    const picture = traceFromText(`
      main     a        b
      .        join b   .
      .        .        join a
      join a   .        .
    `);
    assert.deepEqual(words(picture), [
      'Deadlock: a and b wait for each other to end',
      'a waits until b has ended.',
      'b waits until a has ended.',
      'main waits until a has ended.',
      'To fix it, leave out one of these joins (a.py:1 and b.py:2): let only the thread that ' +
        'started the others wait for them.',
    ]);
  });

  it('of a join under a lock name the lock', () => {
    const picture = traceFromText(`
      main          worker
      take L        .
      join worker   .
      .             take L
    `);
    assert.deepEqual(words(picture), [
      'Deadlock: main and worker wait for each other',
      'main holds L (taken at main.py:1) and waits until worker has ended.',
      'worker waits for L, held by main (taken at main.py:1).',
      'To fix it, let main release L before it waits for the end of worker at main.py:2: ' +
        'worker needs L to get there.',
    ]);
  });

  it('of a dead owner name it and say how it ended', () => {
    const picture = traceFromText(`
      main          worker
      .             take L
      .             crash
      take L        .
    `);
    assert.deepEqual(words(picture).slice(0, 3), [
      'L was never released: its owner worker has ended',
      'worker took L (taken at worker.py:1) and died of ValueError: bad without releasing it.',
      'main waits for L at main.py:3.',
    ]);
  });

  const waits: readonly (readonly [cell: string, sentence: RegExp])[] = [
    ['wait E', /main waits for E to be set at main\.py:1\..*call E\.set\(\)/s],
    ['wait C', /main waits to be notified by C.*No thread has notified C.*C\.wait_for/s],
    ['down S', /main waits for S.*The value of S is 0.*release S/s],
    ['get Q', /main waits for an item in Q.*Q is empty.*Q\.shutdown\(\)/s],
  ];
  for (const [cell, sentence] of waits) {
    it(`of a lonely “${cell}” say what is missing`, () => {
      assert.match(words(traceFromText(`main\n${cell}`)).join('\n'), sentence);
    });
  }

  it('of a notify that came too early say who did it where, and that it is lost', () => {
    const picture = traceFromText(`
      main       waiter
      notify C   .
      .          wait C
      join waiter  .
    `);
    const text = words(picture).join('\n');
    assert.match(
      text,
      /main notified C at main\.py:1, but nobody was waiting then: a notify wakes/,
    );
    assert.match(text, /C\.wait_for\(…\), which looks at it first/);
  });

  it('of a notify that woke only others advise to wake all', () => {
    const picture = traceFromText(`
      main       one        two
      .          wait C     .
      .          .          wait C
      notify C   .          .
      .          end        .
      join two   .          .
    `);
    const text = words(picture).join('\n');
    assert.match(text, /The last notify of C, by main at main\.py:3, woke one thread\./);
    assert.match(text, /To fix it, call C\.notify_all\(\)/);
  });

  it('of a wait under a lock advise to release the lock that another thread needs', () => {
    const picture = traceFromText(`
      consumer   producer
      take L     .
      wait C     .
      .          take L
    `);
    assert.deepEqual(words(picture).slice(-2), [
      'producer waits for L, held by consumer (taken at consumer.py:1).',
      'To fix it, let consumer release L before it waits: producer needs it.',
    ]);
  });

  const others: readonly (readonly [ObjectKind, ObjectState, operation: string, RegExp])[] = [
    [
      'Barrier',
      { kind: 'barrier', parties: 3, waiting: 2, phase: 'filling' },
      'wait',
      /main waits for the others at X.*2 of 3 threads have come/s,
    ],
    [
      'Queue',
      { kind: 'queue', size: 2, maxsize: 2, unfinished: 2, isShutdown: false },
      'put',
      /main waits for room in X.*X is full/s,
    ],
    [
      'Queue',
      { kind: 'queue', size: 0, maxsize: 0, unfinished: 1, isShutdown: false },
      'join',
      /until all work of X is done.*One item of X is not reported as done.*X\.task_done\(\)/s,
    ],
    [
      'Future',
      { kind: 'future', phase: 'PENDING' },
      'result',
      /main waits for the result of X.*another task of the same pool/s,
    ],
    ['local', { kind: 'none' }, 'wait', /main waits for X.*could signal X/s],
  ];
  for (const [kind, state, operation, sentence] of others) {
    it(`of a lonely ${operation} of a ${kind} say what is missing`, () => {
      const { trace, names } = traceFromText('main\nget X');
      const world = trace.worldAt(trace.length);
      const [object] = Object.values<SyncObject>(world.objects);
      const [thread] = Object.values<Thread>(world.threads);
      assert(object && thread, 'there are an object and a thread');
      const wait = { kind: 'object', object: object.id, operation } as const;
      const changed: World = {
        ...world,
        objects: { [object.id]: { ...object, kind, state } },
        threads: { [thread.id]: { ...thread, state: { kind: 'waiting', wait, until: undefined } } },
      };
      const [found] = explainedFindings({ world: changed, tables: trace.tables, names });
      assert.match(found?.explanation ?? '', sentence);
    });
  }

  it('count what is too much to list', () => {
    const names = Array.from({ length: 9 }, (_, index) => `t${index}`).join('  ');
    const cells = Array(9).fill('take L').join('  ');
    const text = words(
      traceFromText(`main  ${names}\ntake L  ${'.  '.repeat(9)}\n.  ${cells}\nwait E`),
    );
    assert(text.includes('5 more threads wait behind.'), text.join('\n'));
  });
});
