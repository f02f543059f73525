import assert from 'node:assert/strict';
import type { ObjectId, ThreadId } from '../../../src/core/base/ids.ts';
import type { RunView } from '../../../src/core/protocol/panel.ts';
import { marksOf, markText, type Marks } from '../../../webview/marks.ts';
import { objectName, sceneOf, threadName } from '../../../webview/scene.ts';
import type { Selection } from '../../../webview/uiState.ts';
import { deadlockRun, lockRun } from '../../support/panel/runs.ts';
import { RunStory } from '../../support/panel/runStory.ts';

/** `name: word` for each mark. */
function described(run: RunView, selection: Selection | undefined): readonly string[] {
  const scene = sceneOf(run, run.world.time);
  const { threads, objects }: Marks = marksOf(scene, selection, run.findings);
  return [
    ...[...threads].map(([id, mark]) => `${threadName(scene, id)}: ${markText(mark, true)}`),
    ...[...objects].map(([id, mark]) => `${objectName(scene, id)}: ${markText(mark, false)}`),
  ];
}

const lock = 1 as ObjectId;

describe('marks', () => {
  it('show a lock’s owner, and its waiters in queue order', () => {
    assert.deepEqual(described(lockRun(), { kind: 'object', id: lock }), [
      'worker-2: waiter 1',
      'worker-3: waiter 2',
      'worker-1: owner',
    ]);
  });

  it('show what a thread owns and wants, and who has it', () => {
    assert.deepEqual(described(deadlockRun(), { kind: 'thread', id: 2 as ThreadId }), [
      'worker-2: owner',
      'accounts[1].lock: waiter 1',
      'accounts[0].lock: owned',
    ]);
  });

  it('show what a finding is about', () => {
    assert.deepEqual(described(deadlockRun(), { kind: 'finding', id: 'finding-1' }), [
      'worker-1: concerned',
      'worker-2: concerned',
      'MainThread: concerned',
      'accounts[0].lock: concerned',
      'accounts[1].lock: concerned',
    ]);
  });

  it('speak of the object that the user made, not of its parts', () => {
    const story = new RunStory('/a.py');
    const event = story.object('Event', 'done', { state: { kind: 'event', flag: false } });
    const inner = story.object('Lock', '', { partOf: event, isLibrary: true });
    const id = story.thread('worker');
    story.take(id, inner);
    assert.deepEqual(described(story.view(), { kind: 'thread', id }), ['done: owned']);
  });

  it('are none without a selection, and for what is gone', () => {
    const run = lockRun();
    assert.deepEqual(described(run, undefined), []);
    assert.deepEqual(described(run, { kind: 'object', id: 99 as ObjectId }), []);
    assert.deepEqual(described(run, { kind: 'thread', id: 99 as ThreadId }), []);
    assert.deepEqual(described(run, { kind: 'finding', id: 'old' }), []);
  });
});
