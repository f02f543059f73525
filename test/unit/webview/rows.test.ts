import assert from 'node:assert/strict';
import { MAIN_THREAD } from '../../../src/core/base/ids.ts';
import type { RunView } from '../../../src/core/protocol/panel.ts';
import {
  objectRows,
  threadRows,
  threadTree,
  type ObjectRows,
  type ThreadRows,
} from '../../../webview/rows.ts';
import { objectName, sceneOf } from '../../../webview/scene.ts';
import { INITIAL_UI, type UiState } from '../../../webview/uiState.ts';
import { controlRun, everythingRun, eventRun } from '../../support/panel/runs.ts';
import { RunStory } from '../../support/panel/runStory.ts';

function threads(run: RunView, ui: Partial<UiState> = {}): ThreadRows {
  return threadRows(sceneOf(run, run.world.time), { ...INITIAL_UI, ...ui });
}

function objects(run: RunView, ui: Partial<UiState> = {}, hideLibraryObjects = true): ObjectRows {
  const scene = sceneOf(run, run.world.time);
  return objectRows(scene, { ...INITIAL_UI, ...ui }, { hideLibraryObjects });
}

function names(rows: ThreadRows): readonly string[] {
  return rows.shown.map((thread) => thread.name);
}

function finishedRun(count: number): RunView {
  const story = new RunStory('/a.py');
  for (let number = 1; number <= count; number++) story.endThread(story.thread(`done-${number}`));
  return story.run(MAIN_THREAD).view();
}

describe('rows of threads', () => {
  it('are in order of creation', () => {
    assert.deepEqual(names(threads(eventRun())), ['MainThread', 'block', 'nonblock']);
  });

  it('keep a few finished threads among the others', () => {
    const rows = threads(finishedRun(3));
    assert.deepEqual(names(rows), ['MainThread', 'done-1', 'done-2', 'done-3']);
    assert.equal(rows.finished.length, 0);
  });

  it('fold more finished threads away', () => {
    const rows = threads(finishedRun(4));
    assert.deepEqual([names(rows), rows.finished.length], [['MainThread'], 4]);
  });

  it('put finished threads into a folder, open only if nothing else is there or the user says so', () => {
    const tree = (filter: string, open: UiState['open'] = {}): readonly unknown[] => {
      const ui = { ...INITIAL_UI, filter, open };
      const rows = threadTree(threads(finishedRun(4), ui), ui);
      return Array.from({ length: rows.length }, (_, index) => rows.at(index)?.key);
    };
    const all = ['thread:2', 'thread:3', 'thread:4', 'thread:5'];
    assert.deepEqual(tree(''), ['thread:1', 'fold:finished']);
    assert.deepEqual(tree('', { finished: true }), ['thread:1', 'fold:finished', ...all]);
    assert.deepEqual(tree('done'), ['fold:finished', ...all]);
  });

  it('show finished threads one by one to those who ask for them', () => {
    const rows = threads(finishedRun(4), { states: ['finished'] });
    assert.deepEqual([rows.shown.length, rows.finished.length], [4, 0]);
  });

  it('keep a crashed thread in sight', () => {
    const story = new RunStory('/a.py');
    story.crash(story.thread('victim'), 'ValueError', 'bad');
    for (let number = 1; number <= 5; number++) story.endThread(story.thread(`done-${number}`));
    assert.deepEqual(names(threads(story.run(MAIN_THREAD).view())), ['MainThread', 'victim']);
  });

  it('match by name, state and lock held, every word of the filter', () => {
    const run = everythingRun();
    assert.deepEqual(names(threads(run, { filter: 'SLEEP daemon' })), ['sleeper']);
    assert.deepEqual(names(threads(run, { filter: 'blocked' })).length, 1);
    assert.deepEqual(names(threads(run, { filter: 'account.lock' })), ['owner']);
    assert.deepEqual(names(threads(run, { filter: 'nobody' })), []);
  });

  it('match by state, and count all states all the same', () => {
    const rows = threads(eventRun(), { states: ['waiting'] });
    assert.deepEqual(names(rows), ['block', 'nonblock']);
    assert.deepEqual([rows.matching, rows.total, rows.counts.get('sleeping')], [2, 3, 1]);
  });

  it('match frozen threads whatever their state, if they are asked for', () => {
    const run = controlRun();
    const rows = threads(run, { states: ['frozen'] });
    assert.deepEqual([names(rows), rows.counts.get('frozen')], [['worker-2'], 1]);
    assert.equal(threads({ ...run, pastStep: run.world.step }).counts.has('frozen'), false);
  });
});

describe('rows of objects', () => {
  const listed = (run: RunView, rows: ObjectRows): readonly string[] =>
    rows.groups.map(({ name, objects: members }) => {
      const scene = sceneOf(run, run.world.time);
      return `${name}: ${members.map(({ id }) => objectName(scene, id)).join(', ')}`;
    });

  it('are grouped by kind, without library objects and parts of others', () => {
    const run = everythingRun();
    assert.deepEqual(listed(run, objects(run)), [
      'Locks: Account.lock',
      'Conditions: not_empty',
      'Events: gate',
      'Semaphores: connections',
      'Barriers: start_line',
      'Timers: alarm',
      'Queues: jobs, results',
      'Futures: answers[0]',
      'Thread-locals: context',
    ]);
  });

  it('include the library’s on request, still without parts', () => {
    const run = everythingRun();
    const hidden = objects(run);
    const all = objects(run, {}, false);
    assert.equal(all.total, hidden.total + hidden.hidden);
    assert.match(listed(run, all).join('\n'), /^Locks: Account\.lock, logging\._lock$/m);
  });

  it('match by name, kind and state', () => {
    const run = everythingRun();
    assert.deepEqual(listed(run, objects(run, { filter: 'queue shut' })), ['Queues: results']);
    assert.deepEqual(listed(run, objects(run, { filter: 'held' })), [
      'Locks: Account.lock',
      'Conditions: not_empty',
    ]);
  });
});
