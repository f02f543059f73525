import assert from 'node:assert/strict';
import { MAIN_THREAD } from '../../../../src/core/base/ids.ts';
import type { RunView } from '../../../../src/core/protocol/panel.ts';
import { nodeName } from '../../../../webview/diagram/faces.ts';
import { relationTexts } from '../../../../webview/diagram/words.ts';
import { graphOf, type Graph } from '../../../../webview/graph/relations.ts';
import { sceneOf } from '../../../../webview/scene.ts';
import { philosophersRun } from '../../../support/panel/findingRuns.ts';
import { crowdedRun, endedRun, everythingRun } from '../../../support/panel/runs.ts';
import { RunStory } from '../../../support/panel/runStory.ts';

const hiding = { hideLibraryObjects: true };

function graphIn(run: RunView, settings = hiding): Graph {
  return graphOf(sceneOf(run, run.world.time), settings);
}

function textsOf(run: RunView, settings = hiding): readonly string[] {
  const scene = sceneOf(run, run.world.time);
  return relationTexts(graphOf(scene, settings).relations, (key) => nodeName(scene, key));
}

describe('the graph of threads and locks', () => {
  it('tells who owns and who waits', () => {
    assert.deepEqual(textsOf(philosophersRun()), [
      'MainThread waits for Ada',
      'Ada owns forks[0], waits for forks[1]',
      'Barbara owns forks[1], waits for forks[2]',
      'Grace owns forks[2], waits for forks[0]',
    ]);
  });

  it('speaks of the object that the user made, and hides the library’s', () => {
    const story = new RunStory('/a.py');
    const event = story.object('Event', 'done', { state: { kind: 'event', flag: false } });
    const inner = story.object('Condition', '', { partOf: event, isLibrary: true });
    const logging = story.object('Lock', 'logging._lock', { isLibrary: true });
    story.take(MAIN_THREAD, logging).waitFor(story.thread('worker'), inner, 'wait');
    assert.deepEqual(textsOf(story.view()), ['worker waits for done']);
    assert.deepEqual(textsOf(story.view(), { hideLibraryObjects: false }), [
      'MainThread owns logging._lock',
      'worker waits for done',
    ]);
  });

  it('keeps a thread that ended with a lock in its hands', () => {
    const story = new RunStory('/a.py');
    const [lock, worker] = [story.object('Lock', 'lock'), story.thread('worker')];
    story.take(worker, lock).endThread(worker).waitLock(MAIN_THREAD, lock);
    assert.deepEqual(textsOf(story.view()), ['MainThread waits for lock', 'worker owns lock']);
  });

  it('has no other thread that has ended or not begun', () => {
    assert.deepEqual(graphIn(endedRun()).threads, []);
    const unborn = new RunStory('/a.py');
    unborn.newThread('unborn');
    assert.deepEqual(graphIn(unborn.view()).threads, ['thread:1']);
  });

  it('shows threads that do nothing with locks while they are few, and counts the library’s', () => {
    const { threads, idle } = graphIn(everythingRun());
    assert.ok(threads.includes('thread:9'), 'the sleeper');
    assert.equal(idle, 1);
  });

  it('shows of many threads those in contention, and counts the rest', () => {
    const { threads, idle, beyond } = graphIn(crowdedRun(200));
    assert.deepEqual([threads.length, idle, beyond], [40, 1, 161]);
    assert.deepEqual(threads.slice(0, 3), ['thread:2', 'thread:3', 'thread:5']);
  });
});
