import assert from 'node:assert/strict';
import { MAIN_THREAD, type Step } from '../../../src/core/base/ids.ts';
import type { RunView } from '../../../src/core/protocol/panel.ts';
import { sceneOf, threadsOf } from '../../../webview/scene.ts';
import { shownState } from '../../../webview/states.ts';
import { deadlockRun, endedRun, everythingRun } from '../../support/panel/runs.ts';
import { findingView } from '../../support/panel/findingView.ts';
import { RunStory } from '../../support/panel/runStory.ts';

function statesOf(run: RunView): readonly string[] {
  const scene = sceneOf(run, run.world.time);
  return threadsOf(run.world).map((thread) => `${thread.name}: ${shownState(scene, thread)}`);
}

describe('the shown state of a thread', () => {
  it('is deadlocked for all who are left when nobody can go on', () => {
    const all = ['MainThread: deadlocked', 'worker-1: deadlocked', 'worker-2: deadlocked'];
    assert.deepEqual(statesOf(deadlockRun()), all);
    assert.deepEqual(statesOf(deadlockRun(false)), all);
  });

  it('is deadlocked for those of whom a finding says so, while others go on', () => {
    const story = new RunStory('/a.py');
    const lock = story.object('Lock', 'lock');
    const [stuck, waiter] = [story.thread('stuck'), story.thread('waiter')];
    story.take(stuck, lock).waitLock(stuck, lock).waitLock(waiter, lock).run(MAIN_THREAD);
    story.find({ title: 'Self-deadlock', explanation: '', threads: [stuck], objects: [lock] });
    assert.deepEqual(statesOf(story.view()), [
      'MainThread: running',
      'stuck: deadlocked',
      'waiter: blocked',
    ]);
  });

  it('is not deadlocked by what could happen, or what a timeout will end', () => {
    const story = new RunStory('/a.py');
    const [lock, waiter] = [story.object('Lock', 'lock'), story.thread('waiter')];
    story.take(MAIN_THREAD, lock).waitLock(waiter, lock).run(MAIN_THREAD);
    story.find({ certainty: 'predicted', threads: [waiter] });
    story.find({ certainty: 'passing', threads: [waiter] });
    assert.equal(statesOf(story.view())[1], 'waiter: blocked');
    story.find({ certainty: 'likely', threads: [waiter] });
    assert.equal(statesOf(story.view())[1], 'waiter: deadlocked');
  });

  it('is not deadlocked before there was no way out', () => {
    const story = new RunStory('/a.py');
    const [lock, waiter] = [story.object('Lock', 'lock'), story.thread('waiter')];
    story.take(MAIN_THREAD, lock).waitLock(waiter, lock);
    const past = story.view({ kind: 'paused', reason: 'deadlock' });
    const unavoidableAt = { step: (story.step + 1) as Step, time: 0 };
    const findings = [findingView({ threads: [waiter], unavoidableAt })];
    assert.equal(statesOf({ ...past, findings, pastStep: story.step })[1], 'waiter: blocked');
    assert.equal(statesOf({ ...past, findings })[1], 'waiter: deadlocked');
  });

  it('is not deadlocked for one whose timeout will end the wait', () => {
    const story = new RunStory('/a.py');
    const lock = story.object('Lock', 'lock');
    const patient = story.thread('patient');
    story.take(MAIN_THREAD, lock).waitLock(patient, lock, 5);
    story.find({ title: '', explanation: '', threads: [patient], objects: [] });
    assert.equal(statesOf(story.view())[1], 'patient: blocked');
  });

  it('tells ends apart', () => {
    const states = statesOf(endedRun());
    assert.deepEqual(
      [states[1], states.at(-1)],
      ['Thread-1 (worker): finished', 'watchdog: cutOff'],
    );
    assert.ok(statesOf(everythingRun()).includes('crasher: crashed'));
  });
});
