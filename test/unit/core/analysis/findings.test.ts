import assert from 'node:assert/strict';
import fc from 'fast-check';
import { explainedFindings } from '../../../../src/core/analysis/findingView.ts';
import { findings } from '../../../../src/core/analysis/findings.ts';
import { cyclesIn, isDead, waitGraph } from '../../../../src/core/analysis/waitGraph.ts';
import type { ThreadId } from '../../../../src/core/base/ids.ts';
import type { ObjectKind, ObjectState } from '../../../../src/core/trace/events.ts';
import type { SyncObject, Thread, World } from '../../../../src/core/trace/world.ts';
import { objectNamed, worldOf } from '../../../support/formatWorld.ts';
import { traceFromText, type TracePicture } from '../../../support/traceFromText.ts';

function kinds(picture: TracePicture, row?: number): string {
  const world = worldOf(picture, row);
  const found = findings(world).map(({ kind, waits, behind }) => {
    const names = (edges: typeof waits): string =>
      edges.map(({ thread }) => world.threads[thread]?.name).join(' ');
    return `${kind}(${names(waits)}${behind.length > 0 ? ` | ${names(behind)}` : ''})`;
  });
  return found.join(', ');
}

/** Each finding's title and explanation, a sentence a line. */
function words(picture: TracePicture): string[] {
  const { trace, names } = picture;
  const found = explainedFindings({ world: worldOf(picture), tables: trace.tables, names });
  return found.flatMap(({ title, explanation }) => [title, ...explanation.split(/(?<=\.) (?=\S)/)]);
}

const twoLocks = traceFromText(`
  main       worker
  take A     .
  .          take B
  take B     .
  .          take A
`);

describe('findings', () => {
  it('are none while threads can go on', () => {
    assert.equal(kinds(twoLocks, 3), '');
  });

  it('see two threads that want each other’s lock', () => {
    assert.equal(kinds(twoLocks), 'lockCycle(main worker)');
  });

  it('see a ring of three locks, and who waits behind it', () => {
    const picture = traceFromText(`
      main     a        b        c        d
      .        take A   .        .        .
      .        .        take B   .        .
      .        .        .        take C   .
      .        take B   .        .        .
      .        .        take C   .        .
      .        .        .        take A   .
      join d   .        .        .        .
      .        .        .        .        take B
    `);
    assert.equal(kinds(picture), 'lockCycle(a b c | d main)');
  });

  it('see two rings at once', () => {
    const picture = traceFromText(`
      main     a        b        c
      take A   .        .        .
      .        take B   .        .
      .        .        take C   .
      .        .        .        take D
      take B   .        .        .
      .        take A   .        .
      .        .        take D   .
      .        .        .        take C
    `);
    assert.equal(kinds(picture), 'lockCycle(main a), lockCycle(b c)');
  });

  it('see a ring while other threads still run', () => {
    const picture = traceFromText(`
      main     a        b
      .        take A   .
      .        .        take B
      .        take B   .
      .        .        take A
      take C   .        .
    `);
    assert.equal(kinds(picture), 'lockCycle(a b)');
  });

  it('see a thread that takes its own lock again', () => {
    const picture = traceFromText(`
      main
      take L
      take L
    `);
    assert.equal(kinds(picture), 'selfDeadlock(main)');
  });

  it('let a thread wait for its own lock while another may release it', () => {
    const picture = traceFromText(`
      main     worker
      take L   .
      take L   .
      .        take M
    `);
    assert.equal(kinds(picture), '');
  });

  it('see threads that join each other', () => {
    const picture = traceFromText(`
      main     a        b
      .        join b   .
      .        .        join a
      join a   .        .
    `);
    assert.equal(kinds(picture), 'joinCycle(a b | main)');
  });

  it('see a join under a lock that the other thread needs', () => {
    const picture = traceFromText(`
      main          worker
      take L        .
      join worker   .
      .             take L
    `);
    assert.equal(kinds(picture), 'mixedCycle(main worker)');
  });

  it('see a lock whose owner has ended', () => {
    const picture = traceFromText(`
      main          worker
      .             take L
      .             end
      take L        .
    `);
    assert.equal(kinds(picture), 'ownerEnded(main)');
  });

  it('see an event that nobody is left to set, and who waits behind it', () => {
    const picture = traceFromText(`
      main       a        b
      .          wait E   .
      .          .        wait E
      join a     .        .
    `);
    assert.equal(kinds(picture), 'nobodyActs(a b | main)');
  });

  it('know that somebody may still set the event', () => {
    const picture = traceFromText(`
      main       a
      .          wait E
      sleep 5    .
    `);
    assert.equal(kinds(picture), '');
  });

  it('put daemon threads without work behind other troubles', () => {
    const picture = traceFromText(`
      main       worker*
      .          get Q
      wait E     .
    `);
    assert.equal(kinds(picture), 'nobodyActs(main), nobodyActs(worker)');
  });

  it('leave out idle threads of the standard library', () => {
    const picture = traceFromText(`
      main       pool-1
      .          get Q
      wait E     .
    `);
    const world = worldOf(picture);
    const id = objectNamed(picture, 'Q');
    const queue = world.objects[id];
    assert(queue, 'there is a queue');
    const objects = { ...world.objects, [id]: { ...queue, isLibrary: true } };
    assert.deepEqual(
      findings({ ...world, objects }).map(({ waits }) => waits[0]?.thread),
      [1],
    );
  });

  it('name the whole that a part belongs to', () => {
    const picture = traceFromText(`
      main
      wait C
      .
    `);
    const world = worldOf(picture);
    const id = objectNamed(picture, 'C');
    const condition = world.objects[id];
    assert(condition, 'there is a condition');
    const event = { ...condition, id: 7 as typeof id, kind: 'Event' as const, waiters: [] };
    const objects = { 7: event, [id]: { ...condition, partOf: event.id } };
    const [found] = explainedFindings({
      world: { ...world, objects },
      tables: picture.trace.tables,
      names: { 7: 'ready', [id]: 'ready.cond' } as Record<number, string>,
    });
    assert.equal(found?.title, 'Nobody is left to set ready');
  });

  it('have an id that stays the same from step to step', () => {
    const picture = traceFromText(`
      main     a        b
      .        take A   .
      .        .        take B
      .        take B   .
      .        .        take A
      take C   .        .
      free C   .        .
    `);
    const ids = [4, 5, 6].map((row) => findings(worldOf(picture, row))[0]?.id);
    assert.deepEqual(ids, Array(3).fill('lockCycle:2-3'));
  });
});

describe('explanations', () => {
  it('of a lock cycle name every lock, its owner and where it was taken', () => {
    assert.deepEqual(words(twoLocks), [
      'Deadlock: main and worker wait for each other’s locks',
      'main holds A (taken at main.py:1) and waits for B, held by worker (taken at worker.py:2).',
      'worker holds B (taken at worker.py:2) and waits for A, held by main (taken at main.py:1).',
      'To fix it, take the locks in the same order in every thread: A, then B.',
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
      'To fix it, make L an RLock, or release it before it is taken again.',
    ]);
  });

  it('of a join cycle tell who waits for whose end', () => {
    const picture = traceFromText(`
      main     a        b
      .        join b   .
      .        .        join a
      join a   .        .
    `);
    assert.deepEqual(words(picture).slice(0, 4), [
      'Deadlock: a and b wait for each other to end',
      'a waits until b has ended.',
      'b waits until a has ended.',
      'main waits until a has ended.',
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
      'To fix it, release L before waiting for a thread that needs it to end.',
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
      'worker took L (taken at worker.py:1) and died of an exception without releasing it.',
      'main waits for L at main.py:3.',
    ]);
  });

  const waits: readonly (readonly [cell: string, sentence: RegExp])[] = [
    ['wait E', /main waits for E to be set at main\.py:1\..*call E\.set\(\)/s],
    ['wait C', /main waits to be notified by C.*is not remembered.*C\.wait_for/s],
    ['down S', /main waits for S.*The value of S is 0.*release S/s],
    ['get Q', /main waits for an item in Q.*Q is empty.*Q\.shutdown\(\)/s],
  ];
  for (const [cell, sentence] of waits) {
    it(`of a lonely “${cell}” say what is missing`, () => {
      assert.match(words(traceFromText(`main\n${cell}`)).join('\n'), sentence);
    });
  }

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

describe('laws of the wait graph', () => {
  /** Thread i wants the lock of thread targets[i]. */
  function ringWorld(targets: readonly number[]): World {
    const heading = targets.map((_, index) => `t${index}  `).join('');
    const row = (cell: (index: number) => string): string =>
      targets.map((_, i) => cell(i)).join('  ');
    const picture = traceFromText(
      `${heading}\n${row((index) => `take L${index}`)}\n${row((index) => `take L${targets[index]}`)}`,
    );
    return worldOf(picture);
  }

  const arbitraryTargets = fc
    .integer({ min: 1, max: 8 })
    .chain((count) => fc.array(fc.nat(count - 1), { minLength: count, maxLength: count }));

  it('every thread that wants a taken lock leads into a cycle', () => {
    fc.assert(
      fc.property(arbitraryTargets, (targets) => {
        const world = ringWorld(targets);
        assert(isDead(world));
        const found = findings(world);
        const threads = found.flatMap(({ waits, behind }) => [...waits, ...behind]);
        assert.equal(threads.length, targets.length);
      }),
    );
  });

  it('a cycle follows the wanted locks round to its start', () => {
    fc.assert(
      fc.property(arbitraryTargets, (targets) => {
        for (const cycle of cyclesIn(waitGraph(ringWorld(targets)))) {
          cycle.forEach((edge, index) => {
            const following = cycle[(index + 1) % cycle.length]?.thread;
            assert.equal(following, ((targets[edge.thread - 1] ?? 0) + 1) as ThreadId);
          });
        }
      }),
    );
  });
});
