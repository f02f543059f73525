import assert from 'node:assert/strict';
import fc from 'fast-check';
import { explainedFindings } from '../../../../src/core/analysis/findingView.ts';
import { findings } from '../../../../src/core/analysis/findings.ts';
import { cyclesIn, isDead, waitGraph } from '../../../../src/core/analysis/waitGraph.ts';
import type { ThreadId } from '../../../../src/core/base/ids.ts';
import { objectNamed, worldOf } from '../../../support/formatWorld.ts';
import { traceFromText, type TracePicture } from '../../../support/traceFromText.ts';

function kinds(picture: TracePicture, row?: number): string {
  const world = worldOf(picture, row);
  const found = findings({ world, tables: picture.trace.tables }).map(({ kind, waits, behind }) => {
    const names = (edges: typeof waits): string =>
      edges.map(({ thread }) => world.threads[thread]?.name).join(' ');
    return `${kind}(${names(waits)}${behind.length > 0 ? ` | ${names(behind)}` : ''})`;
  });
  return found.join(', ');
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
      findings({ world: { ...world, objects }, tables: picture.trace.tables }).map(
        ({ waits }) => waits[0]?.thread,
      ),
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
    const { tables } = picture.trace;
    const ids = [4, 5, 6].map((row) => findings({ world: worldOf(picture, row), tables })[0]?.id);
    assert.deepEqual(ids, Array(3).fill('lockCycle:2-3'));
  });
});

describe('laws of the wait graph', () => {
  /** Thread i wants the lock of thread targets[i]. */
  function ringPicture(targets: readonly number[]): TracePicture {
    const heading = targets.map((_, index) => `t${index}  `).join('');
    const row = (cell: (index: number) => string): string =>
      targets.map((_, i) => cell(i)).join('  ');
    return traceFromText(
      `${heading}\n${row((index) => `take L${index}`)}\n${row((index) => `take L${targets[index]}`)}`,
    );
  }

  const arbitraryTargets = fc
    .integer({ min: 1, max: 8 })
    .chain((count) => fc.array(fc.nat(count - 1), { minLength: count, maxLength: count }));

  it('every thread that wants a taken lock leads into a cycle', () => {
    fc.assert(
      fc.property(arbitraryTargets, (targets) => {
        const picture = ringPicture(targets);
        const world = worldOf(picture);
        assert(isDead(world));
        const found = findings({ world, tables: picture.trace.tables });
        const threads = found.flatMap(({ waits, behind }) => [...waits, ...behind]);
        assert.equal(threads.length, targets.length);
      }),
    );
  });

  it('a cycle follows the wanted locks round to its start', () => {
    fc.assert(
      fc.property(arbitraryTargets, (targets) => {
        for (const cycle of cyclesIn(waitGraph(worldOf(ringPicture(targets))))) {
          cycle.forEach((edge, index) => {
            const following = cycle[(index + 1) % cycle.length]?.thread;
            assert.equal(following, ((targets[edge.thread - 1] ?? 0) + 1) as ThreadId);
          });
        }
      }),
    );
  });
});
