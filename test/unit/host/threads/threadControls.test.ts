import assert from 'node:assert/strict';
import { Emitter } from '../../../../src/core/base/emitter.ts';
import { MAIN_THREAD, type ThreadId } from '../../../../src/core/base/ids.ts';
import type { ThreadCommand } from '../../../../src/host/panelMessages.ts';
import type { LiveRun } from '../../../../src/host/runs.ts';
import { ThreadControls } from '../../../../src/host/threads/threadControls.ts';
import { Session } from '../../../../src/session/session.ts';
import { FakeRuntime } from '../../../support/session/fakeRuntime.ts';
import { launchRequest } from '../../../support/session/launchRequest.ts';

/** A run with a main thread, in the hands of the test. */
class Scene {
  readonly runtime = new FakeRuntime();
  readonly session = new Session({
    ...{ port: this.runtime, launch: launchRequest(), title: 'a.py', onDeadlock: 'pause' },
  });
  private readonly opened = new Emitter<LiveRun>();
  readonly controls = new ThreadControls({ onOpen: this.opened.on });

  constructor() {
    this.opened.fire({ session: this.session } as LiveRun);
    this.session.start();
    this.runtime.starts();
    this.begins(1, 2, 3);
  }

  begins(...ids: readonly number[]): void {
    for (const id of ids) {
      const thread = id as ThreadId;
      this.runtime.does(
        { kind: 'threadNew', thread, name: `t${id}`, daemon: false, ident: id, isLibrary: false },
        { kind: 'threadStart', thread },
      );
    }
  }

  command(command: ThreadCommand, thread: number): void {
    this.controls.command(this, command, thread as ThreadId);
  }

  /** What the worker was told last, in short. */
  get told(): string {
    const message = this.runtime.sent.findLast(({ kind }) => kind === 'setControl');
    if (message?.kind !== 'setControl') return 'nothing';
    const { frozen, next } = message.control;
    return `frozen ${frozen.join(' ')}${next === undefined ? '' : `, next ${next}`}`;
  }
}

describe('ThreadControls', () => {
  it('freezes and thaws one by one, or all at once', () => {
    const scene = new Scene();
    scene.command('freeze', 2);
    scene.command('freeze', 3);
    assert.equal(scene.told, 'frozen 2 3');
    scene.command('thaw', 2);
    assert.equal(scene.told, 'frozen 3');
    scene.command('thawAll', 1);
    assert.equal(scene.told, 'frozen ');
  });

  it('lets one thread run alone, also before threads that come later', () => {
    const scene = new Scene();
    scene.command('solo', 2);
    assert.equal(scene.told, 'frozen 1 3');
    scene.begins(4);
    assert.equal(scene.told, 'frozen 1 3 4');
    scene.command('thaw', 3);
    scene.begins(5);
    assert.equal(scene.told, 'frozen 1 4', 'who thaws another has ended the solo');
  });

  it('thaws the thread that is to run next, and forgets it when it has run', () => {
    const scene = new Scene();
    scene.command('freeze', 2);
    scene.command('runNext', 2);
    assert.equal(scene.told, 'frozen , next 2');
    scene.runtime.says({ kind: 'control', control: { frozen: [], next: undefined } });
    scene.command('freeze', MAIN_THREAD);
    assert.equal(scene.told, 'frozen 1');
  });
});
