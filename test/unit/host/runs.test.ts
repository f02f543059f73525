import assert from 'node:assert/strict';
import type { DebugSession, Uri } from 'vscode';
import { Emitter } from '../../../src/core/base/emitter.ts';
import type { Step } from '../../../src/core/base/ids.ts';
import { Place } from '../../../src/host/place.ts';
import { type LiveRun, type RecordedRun, Runs } from '../../../src/host/runs.ts';
import { Session } from '../../../src/session/session.ts';
import { RecordedSession } from '../../../src/session/recordedSession.ts';
import { FakeRuntime } from '../../support/session/fakeRuntime.ts';
import { launchRequest } from '../../support/session/launchRequest.ts';
import { traceFromText } from '../../support/traceFromText.ts';

interface Added {
  readonly run: LiveRun;
  readonly runtime: FakeRuntime;
}

/** Runs of a window whose debug sessions get the focus when the test says so. */
class Scene {
  readonly focus = new Emitter<{ id: string } | undefined>();
  readonly runs = new Runs(this.focus.on);

  /** Adds a run and starts it. */
  run(id: string): Added {
    const runtime = new FakeRuntime();
    const launch = launchRequest();
    const session = new Session({ port: runtime, launch, title: id, onDeadlock: 'pause' });
    const debugSession: Partial<DebugSession> = { id };
    const script: Partial<Uri> = { scheme: 'file', path: `/${id}` };
    const run = {
      debugSession: debugSession as DebugSession,
      session,
      place: new Place(script as Uri),
    };
    this.runs.add(run);
    session.start();
    runtime.starts();
    return { run, runtime };
  }

  /** Opens a recording that claims to have so many events. */
  record(title: string, events: number): RecordedRun {
    const { trace } = traceFromText('main  worker\ntake A  .');
    const recording = { trace, title, schedule: '', sources: {}, names: {}, findings: [] };
    const session = new RecordedSession({ ...recording, damage: undefined });
    Object.defineProperty(trace, 'length', { value: events });
    const file: Partial<Uri> = { scheme: 'file', path: `/${title}` };
    const place = new Place(file as Uri);
    const run = { debugSession: undefined, session, place, file: file as Uri };
    this.runs.showRecording(run);
    return run;
  }

  get others(): readonly string[] {
    return this.runs.others.map(({ session }) => session.title);
  }

  get shown(): string | undefined {
    return this.runs.active?.session.title;
  }
}

describe('Runs', () => {
  it('shows the newest run', () => {
    const scene = new Scene();
    scene.run('a.py');
    scene.run('b.py');
    assert.equal(scene.shown, 'b.py');
  });

  it('shows the run whose debug session gets the focus', () => {
    const scene = new Scene();
    scene.run('a.py');
    scene.run('b.py');
    scene.focus.fire({ id: 'a.py' });
    assert.equal(scene.shown, 'a.py');
    scene.focus.fire({ id: 'a session of another debugger' });
    scene.focus.fire(undefined);
    assert.equal(scene.shown, 'a.py');
  });

  it('tells of the events of the shown run only', () => {
    const scene = new Scene();
    const a = scene.run('a.py');
    const b = scene.run('b.py');
    const seen: number[] = [];
    scene.runs.onBatch(({ batch }) => seen.push(batch.from));
    a.runtime.does({ kind: 'notice', code: 'a', text: '' });
    assert.deepEqual(seen, []);
    b.runtime.does({ kind: 'notice', code: 'b', text: '' });
    assert.deepEqual(seen, [0]);
  });

  it('keeps a run that has ended until the next begins, but not as a live one', () => {
    const scene = new Scene();
    scene.run('a.py').runtime.ends();
    assert.equal(scene.shown, 'a.py');
    assert.equal(scene.runs.live, undefined);
    scene.run('b.py');
    assert.equal(scene.shown, 'b.py');
  });

  it('goes back to a run that is still going on when the shown one ends', () => {
    const scene = new Scene();
    scene.run('a.py');
    scene.run('b.py').runtime.ends();
    assert.equal(scene.shown, 'a.py');
    assert.equal(scene.runs.live, scene.runs.active);
  });

  it('does not show a run again that has ended, whatever has the focus', () => {
    const scene = new Scene();
    scene.run('a.py').runtime.ends();
    scene.run('b.py');
    scene.focus.fire({ id: 'a.py' });
    assert.equal(scene.shown, 'b.py');
  });

  it('says that the end has come after it has become true', () => {
    const scene = new Scene();
    const { runtime } = scene.run('a.py');
    const live: boolean[] = [];
    scene.runs.onChange(() => live.push(scene.runs.live !== undefined));
    runtime.ends();
    assert.equal(live.at(-1), false);
  });

  it('shows a speed also for a run that has ended', () => {
    const scene = new Scene();
    const { run, runtime } = scene.run('a.py');
    runtime.ends();
    let changes = 0;
    scene.runs.onChange(() => changes++);
    scene.runs.setSpeed(5);
    assert.deepEqual([run.session.speed, changes], [5, 1]);
  });

  it('ends all runs when it is disposed', () => {
    const scene = new Scene();
    const { run, runtime } = scene.run('a.py');
    scene.runs.dispose();
    assert.deepEqual([run.session.end?.outcome.kind, runtime.isDisposed], ['stopped', true]);
  });

  it('shows an earlier step until the run stops anew', () => {
    const scene = new Scene();
    const { runtime } = scene.run('a.py');
    runtime.does({ kind: 'notice', code: 'a', text: '' });
    const changes: unknown[] = [];
    scene.runs.onChange(() => changes.push(scene.runs.pastStep));
    scene.runs.showStep(5 as Step);
    assert.equal(scene.runs.pastStep, undefined, 'there is no such step yet');
    scene.runs.showStep(0 as Step);
    assert.equal(scene.runs.shownWorld?.step, 0);
    runtime.says({ kind: 'paused', reason: 'pause' });
    assert.deepEqual([scene.runs.shownWorld?.step, changes], [1, [0, undefined]]);
  });

  it('shows another run as it is now', () => {
    const scene = new Scene();
    scene.run('a.py');
    scene.runs.showStep(0 as Step);
    scene.run('b.py');
    assert.equal(scene.runs.pastStep, undefined);
  });

  it('keeps runs that have ended, to go back to them', () => {
    const scene = new Scene();
    scene.run('a.py').runtime.ends();
    scene.run('b.py').runtime.ends();
    scene.run('c.py');
    assert.deepEqual(scene.others, ['b.py', 'a.py']);
    const [, earliest] = scene.runs.others;
    assert.ok(earliest);
    scene.runs.showAgain(earliest);
    assert.deepEqual([scene.shown, scene.others], ['a.py', ['c.py', 'b.py']]);
    assert.equal(scene.runs.live, undefined);
  });

  it('lets go of the oldest runs when there are too many', () => {
    const scene = new Scene();
    for (let number = 1; number <= 12; number++) scene.run(`${number}.py`).runtime.ends();
    assert.equal(scene.shown, '12.py');
    assert.equal(scene.others.length, 9);
    assert.equal(scene.others.at(-1), '3.py');
  });

  it('lets go of the oldest runs when they have too many events', () => {
    const scene = new Scene();
    scene.record('small.weft', 3);
    scene.record('large.weft', 2_000_000);
    scene.record('newest.weft', 3);
    assert.deepEqual([scene.shown, scene.others], ['newest.weft', []]);
  });

  it('shows a recording like a run, and tells of it once', () => {
    const scene = new Scene();
    const opened: string[] = [];
    scene.runs.onRecording(({ session }) => opened.push(session.title));
    const recorded = scene.record('a.weft', 3);
    scene.run('b.py');
    assert.deepEqual(scene.others, ['a.weft']);
    scene.runs.showRecording(recorded);
    assert.deepEqual([scene.shown, opened], ['a.weft', ['a.weft']]);
    scene.runs.closeRecording(recorded);
    assert.equal(scene.shown, 'a.weft');
    assert.deepEqual(scene.others, ['b.py']);
  });

  it('shows a branch that was left beside its run, and leads back to the present one', () => {
    const scene = new Scene();
    const { run } = scene.run('a.py');
    const { trace } = traceFromText('main  worker\ntake A  .');
    const recording = { trace, title: 'a.py, left', schedule: 'weft1_1_0_1_1', sources: {} };
    const left = new RecordedSession({ ...recording, names: {}, findings: [], damage: undefined });
    run.session.kept.push({ session: left, parted: 3 as Step, pause: { reason: 'deadlock' } });
    const [branch] = scene.runs.others;
    assert.ok(branch && 'branchOf' in branch);
    assert.deepEqual([branch.branchOf, branch.parted, branch.place], [run, 3, run.place]);
    scene.runs.showAgain(branch);
    assert.deepEqual([scene.shown, scene.others], ['a.py, left', ['a.py']]);
    assert.equal(scene.runs.live, undefined);
    scene.runs.showAgain(run);
    assert.equal(scene.runs.live, run);
    assert.deepEqual(scene.runs.others, [branch]);
  });

  it('knows a run by its debug session while it goes on', () => {
    const scene = new Scene();
    const { run, runtime } = scene.run('a.py');
    assert.equal(scene.runs.liveOf('a.py'), run);
    runtime.ends();
    assert.equal(scene.runs.liveOf('a.py'), undefined);
  });
});
