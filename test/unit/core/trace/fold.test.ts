import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NO_STACK, type StackId, type ThreadId } from '../../../../src/core/base/ids.ts';
import { applyEvent, WorldFold } from '../../../../src/core/trace/fold.ts';
import { emptyWorld, type Thread, type World } from '../../../../src/core/trace/world.ts';
import { arbitraryEvents } from '../../../support/arbitraryEvents.ts';
import {
  formatHolds,
  formatQueue,
  formatStates,
  formatWaits,
  objectNamed,
  worldOf,
} from '../../../support/formatWorld.ts';
import { stepAfterRow, traceFromText } from '../../../support/traceFromText.ts';

function threadNamed(world: World, name: string): Thread {
  const thread = Object.values<Thread>(world.threads).find((candidate) => candidate.name === name);
  assert(thread, `no thread ${name}`);
  return thread;
}

describe('the world as a fold over events', () => {
  it('shows who waits for whom', () => {
    const picture = traceFromText(`
      main       worker
      take A     .
      .          take B
      take B     .
      .          take A
    `);
    assert.equal(formatWaits(picture), 'main waits for B (worker), worker waits for A (main)');
  });

  it('puts a thread back in front of the queue when another was faster', () => {
    const { trace, names } = traceFromText(`
      main     a        b
      take L   .        .
      .        take L   .
      .        .        take L
    `);
    const fold = new WorldFold(trace.worldAt(trace.length));
    const object = objectNamed({ trace, names }, 'L');
    const stamp = { time: 9, by: 2 as ThreadId, at: NO_STACK };
    fold.apply({ ...stamp, kind: 'wake', thread: stamp.by, reason: 'granted' });
    assert.deepEqual(fold.world.objects[object]?.waiters, [3]);
    fold.apply({ ...stamp, kind: 'wait', wait: { kind: 'lock', object }, until: undefined });
    assert.deepEqual(fold.world.objects[object]?.waiters, [2, 3]);
  });

  it('makes the thread that runs running, and the one before it ready', () => {
    const picture = traceFromText(`
      main       worker
      take A     .
      .          take B
    `);
    assert.equal(formatStates(picture, 1), 'main running, worker ready');
    assert.equal(formatStates(picture, 2), 'main ready, worker running');
  });

  it('keeps threads in the order in which they came to wait', () => {
    const picture = traceFromText(`
      main       b        a
      take L     .        .
      .          .        take L
      .          take L   .
      free L     .        .
    `);
    assert.equal(formatQueue(picture, 'L', 3), 'a, b');
    assert.equal(formatQueue(picture, 'L', 4), 'b');
    assert.equal(formatHolds(picture), 'a holds L');
  });

  it('counts how often an RLock was taken', () => {
    const picture = traceFromText(`
      main
      take R
      take R
      free R
      free R
    `);
    assert.equal(formatHolds(picture, 2), 'main holds R×2');
    assert.equal(formatHolds(picture, 3), 'main holds R');
    assert.equal(formatHolds(picture, 4), '');
  });

  it('remembers where and when a lock was first taken', () => {
    const picture = traceFromText(`
      main
      take R
      take R
    `);
    const [held] = threadNamed(worldOf(picture), 'main').holds;
    assert.equal(held?.since, 1_000_000);
    assert.equal(picture.trace.eventAt(held.step)?.kind, 'acquire');
  });

  it('frees a lock of its owner even if another thread releases it', () => {
    const picture = traceFromText(`
      main       worker
      take A     .
      .          free A
    `);
    assert.equal(formatHolds(picture), '');
    assert.equal(worldOf(picture).objects[objectNamed(picture, 'A')]?.owner, undefined);
  });

  it('wakes all that wait for an event when it is set', () => {
    const picture = traceFromText(`
      main     a        b
      .        wait E   wait E
      set E    .        .
    `);
    assert.equal(formatStates(picture, 1), 'main ready, a waiting, b waiting');
    assert.equal(formatStates(picture, 2), 'main running, a ready, b ready');
    assert.equal(formatQueue(picture, 'E'), '');
  });

  it('knows until when a thread sleeps', () => {
    const picture = traceFromText(`
      main
      sleep 2
    `);
    const { state } = threadNamed(worldOf(picture), 'main');
    assert.deepEqual(state, { kind: 'sleeping', until: 2_001_000_000 });
  });

  it('finishes a thread that ends, and frees who joins it', () => {
    const picture = traceFromText(`
      main          worker
      join worker   .
      .             end
    `);
    assert.equal(formatStates(picture, 1), 'main waiting, worker ready');
    assert.equal(formatStates(picture, 2), 'main ready, worker finished');
  });

  it('says what a crashed thread died of', () => {
    const picture = traceFromText(`
      main     worker
      .        crash
    `);
    const { state } = threadNamed(worldOf(picture), 'worker');
    assert.deepEqual(state, { kind: 'crashed', exception: 'ValueError: bad' });
  });

  it('cuts daemon threads off when the program exits', () => {
    const picture = traceFromText(
      `
      main     worker*
      take A   .
      .        take A
      `,
      { kind: 'exited', exitCode: 0 },
    );
    assert.equal(formatStates(picture), 'main finished, worker cutOff');
  });

  it('leaves threads as they stood in a deadlock', () => {
    const picture = traceFromText(
      `
      main     worker*
      take A   .
      .        take A
      wait E   .
      `,
      { kind: 'deadlocked' },
    );
    assert.equal(formatStates(picture), 'main waiting, worker blocked');
  });

  it('keeps the last known place of each thread', () => {
    const picture = traceFromText(`
      main     worker
      take A   .
      .        take B
    `);
    const { at } = threadNamed(worldOf(picture), 'main');
    const stack = picture.trace.tables.stacks[at - 1];
    assert(stack, 'main has a place');
    assert.equal(picture.trace.tables.sites[stack.site - 1]?.line, 1);
  });

  it('takes the lock from the waiters when it is handed over before they wake', () => {
    const { trace, names } = traceFromText(`
      main     worker
      take A   .
      .        take A
    `);
    const fold = new WorldFold(trace.worldAt(trace.length));
    const by = 2 as ThreadId;
    const object = objectNamed({ trace, names }, 'A');
    fold.apply({ kind: 'acquire', object, count: 1, time: 9, by, at: 1 as StackId });
    assert.deepEqual(fold.world.objects[object]?.waiters, []);
  });
});

describe('laws of the fold', () => {
  it('knows who waits for what nobody can reach, until it is woken', () => {
    const picture = traceFromText(`
      main       worker
      .          wait E
      .          stuck E
      set E      .
    `);
    const isStuckAfter = (row: number) =>
      threadNamed(picture.trace.worldAt(stepAfterRow(picture, row)), 'worker').isStuck;
    assert.deepEqual([1, 2, 3].map(isStuckAfter), [undefined, true, undefined]);
  });

  it('survives JSON', () => {
    fc.assert(
      fc.property(arbitraryEvents, (events) => {
        const fold = new WorldFold();
        for (const event of events) fold.apply(event);
        const copy = JSON.parse(JSON.stringify(fold.world)) as World;
        assert.equal(JSON.stringify(new WorldFold(copy).world), JSON.stringify(fold.world));
      }),
    );
  });

  it('never changes a world it has given away', () => {
    fc.assert(
      fc.property(arbitraryEvents, (events) => {
        const fold = new WorldFold();
        const given: [World, string][] = [];
        for (const event of events) {
          fold.apply(event);
          const world = fold.snapshot();
          given.push([world, JSON.stringify(world)]);
        }
        for (const [world, text] of given) assert.equal(JSON.stringify(world), text);
      }),
    );
  });

  it('is the same one event at a time', () => {
    fc.assert(
      fc.property(arbitraryEvents, (events) => {
        const fold = new WorldFold();
        for (const event of events) fold.apply(event);
        assert.deepEqual(events.reduce(applyEvent, emptyWorld()), fold.world);
      }),
    );
  });
});
