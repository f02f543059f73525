import assert from 'node:assert/strict';
import type { RunState } from '../../../src/core/protocol/panel.ts';
import { Narrator } from '../../../webview/narrator.ts';
import { sceneOf } from '../../../webview/scene.ts';
import { RunStory } from '../../support/panel/runStory.ts';

/** What was said, with a clock that the test turns. */
class Listener {
  readonly heard: string[] = [];
  private resting: (() => void) | undefined;
  private readonly story = new RunStory('/adders.py');
  private readonly narrator = new Narrator({
    say: (text) => this.heard.push(text),
    after: (_, action) => {
      this.resting = action;
      return () => (this.resting = undefined);
    },
  });

  see(...states: readonly RunState[]): void {
    for (const state of states) {
      const run = this.story.view(state);
      this.narrator.observe(sceneOf(run, run.world.time), run);
    }
  }

  endRest(): void {
    const { resting } = this;
    this.resting = undefined;
    resting?.();
  }
}

const running: RunState = { kind: 'running' };
const stopped: RunState = { kind: 'paused', reason: 'breakpoint' };
const paused: RunState = { kind: 'paused', reason: 'pause' };

describe('what is told of a run, and when', () => {
  it('is a stop at once, even right after something else', () => {
    const listener = new Listener();
    listener.see(running, stopped);
    assert.deepEqual(listener.heard, ['adders.py: Running', 'adders.py: Paused at a breakpoint']);
  });

  it('ends with the last of many quick stops', () => {
    const listener = new Listener();
    listener.see(running, stopped, running, stopped, running, paused);
    assert.equal(listener.heard.at(-1), 'adders.py: Paused');
    listener.endRest();
    assert.equal(listener.heard.at(-1), 'adders.py: Paused');
  });

  it('is that it runs only if it still does after a rest', () => {
    const listener = new Listener();
    listener.see(stopped, running);
    assert.deepEqual(listener.heard, ['adders.py: Paused at a breakpoint']);
    listener.endRest();
    assert.equal(listener.heard.at(-1), 'adders.py: Running');
  });

  it('is nothing while nothing changes', () => {
    const listener = new Listener();
    listener.see(stopped);
    listener.endRest();
    listener.see(stopped, stopped);
    assert.equal(listener.heard.length, 1);
  });
});
