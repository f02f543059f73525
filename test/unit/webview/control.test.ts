import assert from 'node:assert/strict';
import type { ObjectId, ThreadId } from '../../../src/core/base/ids.ts';
import type { RunView } from '../../../src/core/protocol/panel.ts';
import { frozenThreads, threadControls } from '../../../webview/control.ts';
import type { Actions } from '../../../webview/frame.ts';
import { rowMenu, type RowTarget } from '../../../webview/rowMenu.ts';
import { sceneOf } from '../../../webview/scene.ts';
import { threadSentence } from '../../../webview/words.ts';
import { pastRun } from '../../support/panel/findingRuns.ts';
import { controlRun, endedRun, everythingRun } from '../../support/panel/runs.ts';

function controlsOf(run: RunView, id: number): readonly string[] {
  const thread = run.world.threads[id as ThreadId];
  assert.ok(thread);
  return threadControls(sceneOf(run, run.world.time), thread).map(({ label }) => label);
}

describe('control of a thread', () => {
  it('freezes, thaws, runs alone and runs next', () => {
    assert.deepEqual(controlsOf(controlRun(), 4), ['Freeze', 'Run Only This', 'Run Next']);
    assert.deepEqual(controlsOf(controlRun(), 3), ['Thaw', 'Run Only This', 'Run Next']);
  });

  it('does not offer to run next the one that does', () => {
    assert.deepEqual(controlsOf(controlRun(), 2), ['Freeze', 'Run Only This']);
  });

  it('is for threads that may still run, and for now', () => {
    assert.deepEqual(controlsOf(endedRun(), 2), []);
    assert.deepEqual(controlsOf(everythingRun(), 11), [], 'crashed');
    assert.deepEqual(controlsOf(pastRun(), 2), []);
  });

  it('is told in the row’s sentence', () => {
    const run = controlRun();
    const scene = sceneOf(run, run.world.time);
    const [next, frozen] = [2, 3].map((id) => run.world.threads[id as ThreadId]);
    assert.ok(next && frozen);
    assert.match(threadSentence(scene, next), /^thread worker-1: next, ready;/);
    assert.match(threadSentence(scene, frozen), /^thread worker-2: frozen, blocked;/);
  });

  it('counts as frozen only threads that are still there', () => {
    const run = endedRun();
    const control = { frozen: [2 as ThreadId], next: undefined };
    assert.deepEqual(frozenThreads(sceneOf({ ...run, control }, 0)), []);
    const live = controlRun();
    assert.deepEqual(
      frozenThreads(sceneOf(live, 0)).map(({ name }) => name),
      ['worker-2'],
    );
  });
});

describe('the menu of a row', () => {
  /** What each item does, as the intentions that it raises. */
  function menuOf(run: RunView, row: RowTarget): readonly string[] {
    const said: string[] = [];
    const actions = {
      controlThread: (command, thread) => said.push(`${command} ${thread}`),
      breakOn: (object) => said.push(`break on ${object}`),
      goToTaken: (object) => said.push(`when ${object} was taken`),
      reveal: ({ line }) => said.push(`line ${line}`),
    } satisfies Partial<Actions>;
    const items = rowMenu(sceneOf(run, run.world.time), row, actions as Actions & typeof actions);
    for (const item of items) item.act();
    return items.map(({ label }, index) => `${label}: ${said[index]}`);
  }

  it('has a thread’s controls, and the way to its line', () => {
    assert.deepEqual(menuOf(controlRun(), { kind: 'thread', id: 4 as ThreadId }), [
      'Freeze: freeze 4',
      'Run Only This: solo 4',
      'Run Next: runNext 4',
      'Thaw All: thawAll 1',
      'Go to Source: line 19',
    ]);
  });

  it('asks when to break on an object', () => {
    assert.deepEqual(menuOf(controlRun(), { kind: 'object', id: 1 as ObjectId }), [
      'Break on …: break on 1',
      'Go to When It Was Taken: when 1 was taken',
      'Go to Source: line 1',
    ]);
  });

  it('leads to no earlier moment of a run that is shown as it was', () => {
    const run = controlRun();
    const past = { ...run, pastStep: run.world.step };
    assert.deepEqual(menuOf(past, { kind: 'object', id: 1 as ObjectId }), [
      'Break on …: break on 1',
      'Go to Source: line 1',
    ]);
  });

  it('is empty for what is gone', () => {
    assert.deepEqual(menuOf(controlRun(), { kind: 'thread', id: 99 as ThreadId }), []);
  });
});
