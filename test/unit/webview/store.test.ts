import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MAIN_THREAD, type Step } from '../../../src/core/base/ids.ts';
import type { RunView } from '../../../src/core/protocol/panel.ts';
import { PanelStore } from '../../../webview/store.ts';
import { findingView } from '../../support/panel/findingView.ts';
import { RunStory } from '../../support/panel/runStory.ts';

const settings = { hideLibraryObjects: true };
const noNames = {};

function hydrated(run: RunView | undefined, now = 0): PanelStore {
  const store = new PanelStore();
  store.receive({ kind: 'hydrate', run, settings }, now);
  return store;
}

/** Everybody sleeps until 3 s; the run moves at this speed. */
function sleepingRun(speed: number): RunView {
  const story = new RunStory('/a.py').at(1).wait(MAIN_THREAD, { kind: 'sleep' }, 3);
  return story.view({ kind: 'running' }, speed);
}

describe('PanelStore', () => {
  it('is not ready until it is hydrated, also with no run', () => {
    const store = new PanelStore();
    assert.equal(store.isReady, false);
    store.receive({ kind: 'hydrate', run: undefined, settings }, 0);
    assert.deepEqual([store.isReady, store.run], [true, undefined]);
  });

  it('follows a run batch by batch to the same world as the host’s', () => {
    const story = new RunStory('/a.py');
    const store = hydrated(story.view());
    const lock = story.object('Lock', 'lock');
    story.at(1).place(5, 'work').take(MAIN_THREAD, lock);
    store.receive({ kind: 'append', batch: story.batch(), names: { [lock]: 'lock' } }, 0);
    story.wait(story.thread('worker'), { kind: 'sleep' }, 4);
    store.receive({ kind: 'append', batch: story.batch(), names: noNames }, 0);
    const { world, tables, names } = story.view();
    assert.deepEqual(store.run?.world, world);
    assert.deepEqual(store.run?.tables, tables);
    assert.deepEqual(store.run?.names, names);
  });

  it('follows any way of cutting the events into batches', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5), { minLength: 1, maxLength: 8 }), (sizes) => {
        const story = new RunStory('/a.py');
        const store = hydrated(story.view());
        for (const [index, size] of sizes.entries()) {
          for (let count = 0; count < size; count++) story.thread(`${index}-${count}`);
          const append = {
            kind: 'append',
            batch: story.batch(),
            names: noNames,
          } as const;
          assert.equal(store.receive(append, 0), undefined);
        }
        assert.deepEqual(store.run?.world, story.view().world);
      }),
    );
  });

  it('keeps where the run stops until the next picture', () => {
    const story = new RunStory('/a.py');
    const lock = story.object('Lock', 'left');
    const store = hydrated(story.view());
    const stops = { [lock]: 'Stops when it is acquired' };
    store.receive({ kind: 'syncBreakpoints', stops }, 0);
    assert.deepEqual(store.stops, stops);
    store.receive({ kind: 'hydrate', run: story.view(), settings }, 0);
    assert.deepEqual(store.stops, {});
  });

  it('asks for everything when batches are missing', () => {
    const story = new RunStory('/a.py');
    const store = hydrated(story.view());
    story.thread('lost');
    story.batch();
    story.thread('seen');
    const append = { kind: 'append', batch: story.batch(), names: noNames } as const;
    assert.deepEqual(store.receive(append, 0), { kind: 'hydrateMe' });
    assert.equal(Object.keys(store.run?.world.threads ?? {}).length, 1);
  });

  it('asks for everything when events come before the run', () => {
    const story = new RunStory('/a.py');
    const append = { kind: 'append', batch: story.batch(), names: noNames } as const;
    assert.equal(append.batch.from, 0 as Step);
    assert.deepEqual(new PanelStore().receive(append, 0), { kind: 'hydrateMe' });
  });

  it('leaves the host’s message as it was', () => {
    const story = new RunStory('/a.py');
    const run = story.view();
    const before = structuredClone(run);
    const store = hydrated(run);
    story.thread('worker');
    store.receive({ kind: 'append', batch: story.batch(), names: noNames }, 0);
    assert.deepEqual(run, before);
  });

  it('takes state, speed, findings, control and settings one by one', () => {
    const store = hydrated(new RunStory('/a.py').view());
    const finding = findingView({ title: 't', explanation: 'e' });
    store.receive({ kind: 'state', state: { kind: 'ended' } }, 0);
    store.receive({ kind: 'speed', speed: 0 }, 0);
    store.receive({ kind: 'findings', findings: [finding] }, 0);
    const control = { frozen: [MAIN_THREAD], next: undefined };
    store.receive({ kind: 'control', control }, 0);
    store.receive({ kind: 'settings', settings: { hideLibraryObjects: false } }, 0);
    assert.deepEqual(store.run?.state, { kind: 'ended' });
    assert.equal(store.run.speed, 0);
    assert.deepEqual(store.run.findings, [finding]);
    assert.deepEqual(store.run.control, control);
    assert.equal(store.settings.hideLibraryObjects, false);
  });
});

describe('the shown clock', () => {
  it('moves on at the run’s speed while everybody sleeps', () => {
    const store = hydrated(sleepingRun(0.5), 100);
    assert.equal(store.clock(1100), 1.5e9);
    assert.equal(store.isTicking(1100), true);
  });

  it('is that of the run that came last, also at the same step', () => {
    const store = hydrated(sleepingRun(1));
    assert.equal(store.clock(5_000), 3e9);
    const story = new RunStory('/b.py').at(1).wait(MAIN_THREAD, { kind: 'sleep' }, 5);
    store.receive({ kind: 'hydrate', run: story.view({ kind: 'running' }, 1), settings }, 0);
    assert.equal(store.clock(3_000), 4e9);
  });

  it('stops at the next thing that is due', () => {
    const store = hydrated(sleepingRun(1));
    assert.equal(store.clock(60_000), 3e9);
    assert.equal(store.isTicking(60_000), false);
  });

  it('shows the last event’s time while a thread runs, or at unlimited speed', () => {
    const running = hydrated(
      new RunStory('/a.py').at(1).run(MAIN_THREAD).view({ kind: 'running' }),
    );
    assert.deepEqual([running.clock(500), running.isTicking(500)], [1e9, false]);
    assert.equal(hydrated(sleepingRun(0)).clock(500), 1e9);
  });

  it('shows the time of a pause, which may be later than the last event', () => {
    const store = hydrated(sleepingRun(0));
    store.receive({ kind: 'state', state: { kind: 'paused', reason: 'pauseAt', time: 2e9 } }, 50);
    assert.equal(store.clock(9000), 2e9);
    const run = store.run;
    assert.ok(run);
    assert.equal(hydrated(run).clock(0), 2e9);
  });

  it('is that of the earlier step that is shown, whatever the run does', () => {
    const run = sleepingRun(1);
    const store = hydrated({ ...run, pastStep: run.world.step });
    assert.deepEqual([store.clock(9000), store.isTicking(10)], [1e9, false]);
    store.receive({ kind: 'state', state: { kind: 'paused', reason: 'pause', time: 2e9 } }, 50);
    assert.equal(store.clock(9000), 1e9);
  });

  it('stands still in a pause, where it was, and goes on from there', () => {
    const store = hydrated(sleepingRun(1));
    store.receive({ kind: 'state', state: { kind: 'paused', reason: 'pause' } }, 400);
    assert.equal(store.clock(9000), 1.4e9);
    store.receive({ kind: 'state', state: { kind: 'running' } }, 9000);
    assert.equal(store.clock(9100), 1.5e9);
  });
});
