import assert from 'node:assert/strict';
import { Emitter } from '../../../src/core/base/emitter.ts';
import type { Step } from '../../../src/core/base/ids.ts';
import type { ToTimeline } from '../../../src/core/protocol/timeline.ts';
import { Trace } from '../../../src/core/trace/trace.ts';
import { TimelineBridge, type TimelineSession } from '../../../src/host/timeline/timelineBridge.ts';
import type { NamedBatch } from '../../../src/session/session.ts';
import { batchOf } from '../../support/batchOf.ts';
import { runHeader } from '../../support/runHeader.ts';
import { traceFromText } from '../../support/traceFromText.ts';

const picture = traceFromText('main\ntake A\nfree A');

function sessionWith(trace: Trace): TimelineSession {
  const { names } = picture;
  return {
    header: runHeader(),
    title: 'a.py',
    state: { kind: 'running' },
    findings: [],
    names,
    trace,
    pastStep: undefined,
  };
}

/** A bridge between a run that the test plays and a page that remembers what it was told. */
class Scene {
  session: TimelineSession | undefined;
  pastStep: Step | undefined;
  readonly sent: ToTimeline[] = [];
  readonly change = new Emitter<unknown>();
  readonly batches = new Emitter<NamedBatch>();
  readonly bridge: TimelineBridge;

  constructor(session: TimelineSession | undefined) {
    this.session = session;
    const shown = {
      active: () => this.session && { session: this.session },
      past: () => this.pastStep,
    };
    this.bridge = new TimelineBridge({
      source: {
        get active() {
          return shown.active();
        },
        get pastStep() {
          return shown.past();
        },
        onChange: this.change.on,
        onBatch: this.batches.on,
        showStep: (step) => {
          if (step === this.pastStep) return;
          this.pastStep = step;
          this.change.fire(undefined);
        },
      },
      settings: () => ({ hideLibraryObjects: true }),
      post: (message) => this.sent.push(message),
      interval: 0,
    });
  }

  kinds(): readonly string[] {
    return this.sent.splice(0).map(({ kind }) => kind);
  }
}

describe('the bridge to a timeline', () => {
  it('says nothing before the page asks', () => {
    const scene = new Scene(sessionWith(picture.trace));
    scene.change.fire(undefined);
    assert.deepEqual(scene.sent, []);
  });

  it('tells everything, then the events that were there before', () => {
    const scene = new Scene(sessionWith(picture.trace));
    scene.bridge.hydrate();
    const [hydrate, append] = scene.sent;
    assert.equal(hydrate?.kind === 'hydrate' && hydrate.run?.length, picture.trace.length);
    assert.deepEqual(
      append?.kind === 'append' && append.batch.numbers,
      batchOf(picture.trace).numbers,
    );
  });

  it('tells that nothing has run', () => {
    const scene = new Scene(undefined);
    scene.bridge.hydrate();
    assert.deepEqual(scene.kinds(), ['hydrate']);
  });

  it('tells new events before the state that they lead to, also while the past is shown', () => {
    const trace = new Trace(runHeader());
    const session = { ...sessionWith(trace) };
    const scene = new Scene(session);
    scene.bridge.hydrate();
    scene.bridge.showStep(0 as Step);
    scene.kinds();
    scene.batches.fire({ batch: batchOf(picture.trace), names: {} });
    Object.assign(session, { state: { kind: 'ended' } });
    scene.change.fire(undefined);
    assert.deepEqual(scene.kinds(), ['append', 'state']);
  });

  it('keeps new events from a page that is not ready for more', async () => {
    const scene = new Scene(sessionWith(new Trace(runHeader())));
    const add = async (): Promise<readonly string[]> => {
      scene.batches.fire({ batch: batchOf(picture.trace), names: {} });
      await new Promise((resolve) => setTimeout(resolve, 5));
      return scene.kinds();
    };
    scene.bridge.hydrate();
    scene.kinds();
    assert.deepEqual(await add(), []);
    scene.bridge.ready(1);
    assert.deepEqual(await add(), ['append']);
    assert.deepEqual(await add(), []);
  });

  it('keeps them until the page has taken in all events that were there before', async () => {
    const scene = new Scene(sessionWith(picture.trace));
    scene.bridge.hydrate();
    assert.deepEqual(scene.kinds(), ['hydrate', 'append']);
    scene.batches.fire({ batch: batchOf(picture.trace), names: {} });
    for (const expected of [[], ['append']]) {
      scene.bridge.ready(1);
      await new Promise((resolve) => setTimeout(resolve, 5));
      assert.deepEqual(scene.kinds(), expected);
    }
  });

  it('answers each wish for a step once, also for the one that is shown', () => {
    const scene = new Scene(sessionWith(picture.trace));
    scene.bridge.hydrate();
    scene.kinds();
    scene.bridge.showStep(3 as Step);
    scene.bridge.showStep(3 as Step);
    assert.deepEqual(scene.sent, [
      { kind: 'cursor', cursor: 3, standsAt: undefined },
      { kind: 'cursor', cursor: 3, standsAt: undefined },
    ]);
  });

  it('tells where the run has gone back to, and that it has come back', () => {
    const session = { ...sessionWith(picture.trace) };
    const scene = new Scene(session);
    scene.bridge.hydrate();
    scene.kinds();
    for (const pastStep of [2 as Step, undefined]) {
      Object.assign(session, { pastStep });
      scene.change.fire(undefined);
    }
    assert.deepEqual(scene.sent, [
      { kind: 'cursor', cursor: undefined, standsAt: 2 },
      { kind: 'cursor', cursor: undefined, standsAt: undefined },
    ]);
  });

  it('tells what was chosen elsewhere, and not what the page has chosen itself', () => {
    const scene = new Scene(sessionWith(picture.trace));
    scene.bridge.hydrate();
    scene.kinds();
    scene.bridge.selected({ kind: 'finding', id: 'x' });
    scene.bridge.select({ kind: 'finding', id: 'x' });
    assert.deepEqual(scene.sent, []);
    scene.bridge.select({ kind: 'finding', id: 'y' });
    scene.bridge.select(undefined);
    assert.deepEqual(scene.kinds(), ['select', 'select']);
  });

  it('tells a new page what is chosen, and is quiet when the page is gone', () => {
    const scene = new Scene(sessionWith(picture.trace));
    scene.bridge.selected({ kind: 'finding', id: 'x' });
    scene.bridge.hydrate();
    const [hydrate] = scene.sent;
    const selection = hydrate?.kind === 'hydrate' ? hydrate.selection : undefined;
    assert.deepEqual(selection, { kind: 'finding', id: 'x' });
    scene.kinds();
    scene.bridge.close();
    scene.bridge.select(undefined);
    scene.change.fire(undefined);
    assert.deepEqual(scene.sent, []);
  });
});
