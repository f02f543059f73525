import assert from 'node:assert/strict';
import { MAIN_THREAD } from '../../../src/core/base/ids.ts';
import type { RunState } from '../../../src/core/protocol/panel.ts';
import type { Outcome } from '../../../src/core/trace/events.ts';
import {
  hasEnded,
  outcomeText,
  pastText,
  runLook,
  speedText,
  stopText,
} from '../../../webview/runWords.ts';
import { sceneOf } from '../../../webview/scene.ts';
import { pastRun } from '../../support/panel/findingRuns.ts';
import { controlRun, lockRun } from '../../support/panel/runs.ts';
import { RunStory } from '../../support/panel/runStory.ts';

function wordOf(state: RunState, outcome?: Outcome): string {
  const story = new RunStory('/a.py');
  if (outcome) story.end(outcome);
  return runLook(story.view(state)).word;
}

describe('the state of a run in words', () => {
  it('says why it is paused', () => {
    const reasons = ['pause', 'entry', 'step', 'pauseAt', 'deadlock', 'breakpoint'] as const;
    assert.deepEqual(
      reasons.map((reason) => wordOf({ kind: 'paused', reason })),
      [
        'Paused',
        'Paused before the first line',
        'Paused after one event',
        'Paused at the time you set',
        'Deadlocked',
        'Paused at a breakpoint',
      ],
    );
  });

  it('tells the end of a step of one thread from a single event', () => {
    const step = { kind: 'paused', reason: 'step', thread: MAIN_THREAD } as const;
    assert.equal(wordOf(step), 'Paused after a step');
  });

  it('says who stopped, and where: newer than the trace', () => {
    const run = controlRun();
    const scene = sceneOf(run, run.world.time);
    assert.equal(stopText(scene, run), 'worker-3 stopped at a breakpoint, bank.py:19 in transfer');
    const before = { ...run, pastStep: run.world.step };
    assert.equal(
      stopText(sceneOf(before, run.world.time), before),
      'worker-3 stopped at a breakpoint, bank.py:11 in transfer',
    );
    assert.equal(stopText(scene, lockRun()), '');
  });

  it('says which step is shown, and of how many', () => {
    assert.equal(runLook(pastRun()).word, 'Looking at step 18 of 26');
    assert.equal(pastText(pastRun()), 'As it was at 0.120 s. Now: Deadlocked');
  });

  it('says how it ended, before the host says that it did', () => {
    assert.equal(
      wordOf({ kind: 'running' }, { kind: 'exited', exitCode: 3 }),
      'Ended, exit code 3',
    );
    assert.equal(wordOf({ kind: 'ended' }, { kind: 'deadlocked' }), 'Deadlocked');
    assert.equal(wordOf({ kind: 'ended' }), 'Ended');
  });

  it('shows the message of a limit as it is', () => {
    assert.equal(outcomeText({ kind: 'limit', message: 'Too much.' }, 1), 'Too much.');
  });

  it('counts the threads of a run that went well', () => {
    const text = outcomeText({ kind: 'exited', exitCode: 0 }, 1);
    assert.equal(text, 'The program ended by itself; it had 1 thread.');
  });

  it('knows a run that is over by its outcome or its state', () => {
    const story = new RunStory('/a.py');
    assert.equal(hasEnded(story.view({ kind: 'running' })), false);
    assert.equal(hasEnded(story.view({ kind: 'ended' })), true);
    assert.equal(hasEnded(story.end({ kind: 'stopped' }).view({ kind: 'running' })), true);
  });

  it('calls unlimited speed by its name', () => {
    assert.deepEqual([0, 0.25, 1].map(speedText), ['Max', '0.25×', '1×']);
  });
});
