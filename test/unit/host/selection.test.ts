import assert from 'node:assert/strict';
import type { ThreadId } from '../../../src/core/base/ids.ts';
import type { PanelSelection, RunState } from '../../../src/core/protocol/panel.ts';
import { type Choice, Selection } from '../../../src/host/selection.ts';

const finding: PanelSelection = { kind: 'finding', id: 'f' };
const thread: PanelSelection = { kind: 'thread', id: 2 as ThreadId };

/** A selection in a run whose state the test sets. */
class Scene {
  state: RunState | undefined = { kind: 'paused', reason: 'breakpoint' };
  readonly told: Choice[] = [];
  readonly selection = new Selection(() => this.state);

  constructor() {
    this.selection.onChange((choice) => this.told.push(choice));
  }
}

describe('what is chosen in the window', () => {
  it('is told to all views, with who has chosen it', () => {
    const { selection, told } = new Scene();
    const view = {};
    selection.choose(finding, view);
    assert.deepEqual(told, [{ selection: finding, isAutomatic: false, by: view }]);
    assert.equal(told[0]?.by, view);
  });

  it('follows a stop', () => {
    const { selection, told } = new Scene();
    selection.follow(thread);
    assert.deepEqual(told, [{ selection: thread, isAutomatic: true, by: undefined }]);
    assert.deepEqual(selection.current, thread);
  });

  it('stays what the user has chosen since the stop, in whichever view', () => {
    const { selection, told } = new Scene();
    selection.choose(finding, {});
    selection.follow(thread);
    assert.equal(told.length, 1);
    assert.deepEqual(selection.current, finding);
  });

  it('stays nothing if the user has ended it since the stop', () => {
    const { selection } = new Scene();
    selection.choose(undefined);
    selection.follow(thread);
    assert.equal(selection.current, undefined);
  });

  it('follows the next stop', () => {
    const scene = new Scene();
    scene.selection.choose(finding);
    scene.state = { kind: 'paused', reason: 'breakpoint' };
    scene.selection.follow(thread);
    assert.deepEqual(scene.selection.current, thread);
  });

  it('follows where nothing has run when the user chose', () => {
    const scene = new Scene();
    scene.state = undefined;
    scene.selection.choose(finding);
    scene.selection.follow(thread);
    assert.deepEqual(scene.selection.current, thread);
  });
});
