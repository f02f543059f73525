import assert from 'node:assert/strict';
import { MAIN_THREAD } from '../../../src/core/base/ids.ts';
import { changesText, shownStates } from '../../../webview/changes.ts';
import { sceneOf, type Scene } from '../../../webview/scene.ts';
import { RunStory } from '../../support/panel/runStory.ts';

function sceneNow(story: RunStory): Scene {
  const run = story.view({ kind: 'running' });
  return sceneOf(run, run.world.time);
}

describe('what a screen reader is told', () => {
  it('is who changed state, and on what', () => {
    const story = new RunStory('/a.py');
    const lock = story.object('Lock', 'lock');
    const [one, two] = [story.thread('one'), story.thread('two')];
    const before = shownStates(sceneNow(story));
    story.take(MAIN_THREAD, lock).waitLock(one, lock).endThread(two);
    assert.equal(changesText(sceneNow(story), before), 'one blocked on lock, two finished');
  });

  it('is a count when much happens', () => {
    const story = new RunStory('/a.py');
    const before = shownStates(sceneNow(story));
    for (let number = 0; number < 4; number++) story.endThread(story.thread(`t${number}`));
    assert.equal(changesText(sceneNow(story), before), '4 threads changed state');
  });

  it('is nothing when threads only take turns', () => {
    const story = new RunStory('/a.py');
    const worker = story.thread('worker');
    const before = shownStates(sceneNow(story));
    story.run(worker);
    assert.equal(changesText(sceneNow(story), before), '');
  });
});
