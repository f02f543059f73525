import assert from 'node:assert/strict';
import { Emitter } from '../../../src/core/base/emitter.ts';
import { MAIN_THREAD, type ObjectId, type Step } from '../../../src/core/base/ids.ts';
import type { ObjectStops, RunView, ToPanel } from '../../../src/core/protocol/panel.ts';
import { batchLength } from '../../../src/core/trace/encode.ts';
import { emptyWorld, type World } from '../../../src/core/trace/world.ts';
import {
  PanelBridge,
  type BridgedSession,
  type WantedSelection,
} from '../../../src/host/panelBridge.ts';
import type { NamedBatch } from '../../../src/session/session.ts';
import { RunStory } from '../../support/panel/runStory.ts';
import { runHeader } from '../../support/runHeader.ts';

const settings = { hideLibraryObjects: true };
/** Milliseconds. */
const INTERVAL = 1;

/** Timers of the same length end in the order in which they began. */
function afterTimers(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, INTERVAL));
}

function sessionWith(change: Partial<BridgedSession> = {}): BridgedSession {
  const session: BridgedSession = {
    header: runHeader(),
    state: { kind: 'running' },
    speed: 1,
    findings: [],
    pastStep: undefined,
    debug: { control: { frozen: [], next: undefined } },
    notice: undefined,
    runView: () => ({
      header: session.header,
      title: 'lock.py',
      state: session.state,
      speed: session.speed,
      world: emptyWorld(),
      tables: { sites: [], stacks: [] },
      names: {},
      findings: session.findings,
      control: { frozen: [], next: undefined },
      pastStep: undefined,
      lastStep: 0 as Step,
    }),
    ...change,
  };
  return session;
}

function batchFrom(from: number, events = 1): NamedBatch {
  const numbers = new Float64Array(events * 6);
  return { batch: { from: from as Step, numbers, rich: [], sites: [], stacks: [] }, names: {} };
}

/** A bridge between runs that the test plays and a page that remembers what it was told. */
class Scene {
  session: BridgedSession | undefined;
  pastStep: Step | undefined;
  readonly sent: ToPanel[] = [];
  selection: WantedSelection | undefined;
  readonly bridge: PanelBridge;
  readonly change = new Emitter<unknown>();
  stops: ObjectStops = {};
  readonly stopsChange = new Emitter<unknown>();
  private readonly batches = new Emitter<NamedBatch>();
  private arrived: (() => void) | undefined;
  /** The page draws what it is told. */
  isQuick = true;

  constructor(session?: BridgedSession) {
    this.session = session;
    const active = () => this.session && { session: this.session };
    const pastStep = () => this.pastStep;
    this.bridge = new PanelBridge({
      runs: {
        get active() {
          return active();
        },
        get pastStep() {
          return pastStep();
        },
        get shownWorld() {
          return { ...emptyWorld(), step: pastStep() ?? (100 as Step) };
        },
        onChange: this.change.on,
        onBatch: this.batches.on,
      },
      settings: () => settings,
      stops: () => this.stops,
      onStops: this.stopsChange.on,
      takeSelection: () => {
        const { selection } = this;
        this.selection = undefined;
        return selection;
      },
      post: (message) => {
        this.sent.push(message);
        this.arrived?.();
        if (this.isQuick) queueMicrotask(() => this.bridge.ready(1));
      },
      interval: INTERVAL,
    });
  }

  batch(named: NamedBatch): void {
    this.batches.fire(named);
  }

  /** What was sent since the last call, in short. */
  told(): readonly string[] {
    return this.sent.splice(0).map((message) => {
      if (message.kind === 'append') {
        return `append ${message.batch.from} to ${message.batch.from + batchLength(message.batch)}`;
      }
      if (message.kind === 'hydrate') return hydrateText(message.run);
      if (message.kind === 'select') return `select ${message.selection?.kind}`;
      if (message.kind === 'state') return `state ${message.state.kind}`;
      if (message.kind === 'speed') return `speed ${message.speed}`;
      return message.kind;
    });
  }

  nextMessage(): Promise<void> {
    return new Promise((resolve) => (this.arrived = resolve));
  }
}

/** What a page that has the picture is told when 200,000 events come. */
async function toldAfterMany(scene: Scene): Promise<readonly string[]> {
  scene.bridge.hydrate();
  scene.told();
  const arrival = scene.nextMessage();
  scene.batch(batchFrom(0, 200_000));
  await arrival;
  return scene.told();
}

/** What a page is told when a run comes into a state just after a batch. @param isQuick see Scene */
function toldAfterBatch(kind: 'paused' | 'ended', isQuick: boolean): readonly string[] {
  const session = sessionWith();
  const scene = new Scene(session);
  scene.isQuick = isQuick;
  scene.bridge.hydrate();
  scene.told();
  scene.batch(batchFrom(0));
  Object.assign(session, { state: { kind } });
  scene.change.fire(undefined);
  return scene.told();
}

function hydrateText(run: RunView | undefined): string {
  const past = run?.pastStep === undefined ? '' : ` at ${run.pastStep}: ${run.world.step}`;
  return `hydrate ${run?.title ?? 'nothing'}${past}`;
}

describe('PanelBridge', () => {
  it('says nothing before the page asks', () => {
    const scene = new Scene(sessionWith());
    scene.batch(batchFrom(0));
    scene.change.fire(undefined);
    assert.deepEqual(scene.told(), []);
  });

  it('tells where the run stops after the picture, and when that changes', () => {
    const scene = new Scene(sessionWith());
    scene.stops = { [1 as ObjectId]: 'Stops when it is acquired' };
    scene.stopsChange.fire(undefined);
    assert.deepEqual(scene.told(), [], 'there is no page');
    scene.bridge.hydrate();
    assert.deepEqual(scene.told(), ['hydrate lock.py', 'syncBreakpoints']);
    scene.stopsChange.fire(undefined);
    assert.deepEqual(scene.told(), [], 'nothing is new');
    scene.stops = {};
    scene.stopsChange.fire(undefined);
    assert.deepEqual(scene.sent, [{ kind: 'syncBreakpoints', stops: {} }]);
  });

  it('tells of a new object that the run stops at', async () => {
    const scene = new Scene(sessionWith());
    scene.bridge.hydrate();
    scene.told();
    scene.stops = { [1 as ObjectId]: 'Stops when it is acquired' };
    scene.batch({ ...batchFrom(0), names: { [1 as ObjectId]: 'left' } });
    await scene.nextMessage();
    assert.deepEqual(scene.told(), ['append 0 to 1', 'syncBreakpoints']);
  });

  it('gives an empty picture when nothing has run', () => {
    const scene = new Scene();
    scene.bridge.hydrate();
    assert.deepEqual(scene.told(), ['hydrate nothing']);
  });

  it('appends batches after the picture, in order', async () => {
    const scene = new Scene(sessionWith());
    scene.bridge.hydrate();
    scene.told();
    const arrival = scene.nextMessage();
    scene.batch(batchFrom(0));
    scene.batch(batchFrom(1));
    assert.deepEqual(scene.told(), [], 'batches wait for the next frame');
    await arrival;
    assert.deepEqual(scene.told(), ['append 0 to 2']);
  });

  it('keeps events from a page that is not ready for more', async () => {
    const scene = new Scene(sessionWith());
    scene.isQuick = false;
    scene.bridge.hydrate();
    scene.told();
    scene.batch(batchFrom(0));
    await afterTimers();
    assert.deepEqual(scene.told(), [], 'the picture is not taken in yet');
    const arrival = scene.nextMessage();
    scene.bridge.ready(1);
    await arrival;
    scene.batch(batchFrom(1));
    scene.batch(batchFrom(2));
    await afterTimers();
    assert.deepEqual(scene.told(), ['append 0 to 1']);
    scene.bridge.ready(1);
    await scene.nextMessage();
    assert.deepEqual(scene.told(), ['append 1 to 3']);
  });

  it('tells a page that is busy how the run stands all the same', () => {
    assert.deepEqual(toldAfterBatch('paused', false), ['append 0 to 1', 'state paused']);
  });

  it('sends the events before the state that they lead to', () => {
    assert.deepEqual(toldAfterBatch('ended', true), ['append 0 to 1', 'state ended']);
  });

  it('tells unlimited speed as 0', () => {
    const session = sessionWith();
    const scene = new Scene(session);
    scene.bridge.hydrate();
    scene.told();
    Object.assign(session, { speed: Infinity });
    scene.change.fire(undefined);
    assert.deepEqual(scene.told(), ['speed 0']);
  });

  it('gives the whole picture of another run', () => {
    const scene = new Scene(sessionWith());
    scene.bridge.hydrate();
    scene.batch(batchFrom(0));
    scene.told();
    scene.session = sessionWith();
    scene.change.fire(undefined);
    assert.deepEqual(scene.told(), ['hydrate lock.py']);
  });

  it('gives the whole picture when the run has its own header', () => {
    const session = sessionWith();
    const scene = new Scene(session);
    scene.bridge.hydrate();
    scene.told();
    Object.assign(session, { header: runHeader({ python: '3.14.2' }) });
    scene.change.fire(undefined);
    assert.deepEqual(scene.told(), ['hydrate lock.py']);
  });

  it('gives the whole picture when there is too much to append', async () => {
    const scene = new Scene(sessionWith());
    assert.deepEqual(await toldAfterMany(scene), ['hydrate lock.py']);
  });

  it('appends as much if the picture has as many threads', async () => {
    const session = sessionWith();
    const { threads } = new RunStory('/a.py').view().world;
    const many = Array.from({ length: 20_000 }, (_, id) => [id, threads[MAIN_THREAD]] as const);
    const world = { ...emptyWorld(), threads: Object.fromEntries(many) } as World;
    const scene = new Scene({ ...session, runView: () => ({ ...session.runView(), world }) });
    assert.deepEqual(await toldAfterMany(scene), ['append 0 to 200000']);
  });

  it('is silent while the page is hidden, and whole when it comes back', () => {
    const scene = new Scene(sessionWith());
    scene.bridge.hydrate();
    scene.bridge.close();
    scene.told();
    scene.batch(batchFrom(0));
    scene.change.fire(undefined);
    scene.bridge.settingsChanged();
    assert.deepEqual(scene.told(), []);
    scene.bridge.hydrate();
    assert.deepEqual(scene.told(), ['hydrate lock.py']);
  });

  it('shows an earlier step and nothing newer until it is let go', async () => {
    const scene = new Scene(sessionWith());
    scene.bridge.hydrate();
    scene.told();
    scene.pastStep = 7 as Step;
    scene.change.fire(undefined);
    scene.batch(batchFrom(0));
    assert.deepEqual(scene.told(), ['hydrate lock.py at 7: 7']);
    scene.pastStep = undefined;
    scene.change.fire(undefined);
    const arrival = scene.nextMessage();
    scene.batch(batchFrom(1));
    await arrival;
    assert.deepEqual(scene.told(), ['hydrate lock.py', 'append 1 to 2']);
  });

  it('tells who may run', () => {
    const session = sessionWith();
    const scene = new Scene(session);
    scene.bridge.hydrate();
    scene.told();
    Object.assign(session, { debug: { control: { frozen: [2], next: undefined } } });
    scene.change.fire(undefined);
    assert.deepEqual(scene.told(), ['control']);
  });

  it('keeps what is to be chosen until there is a page', () => {
    const scene = new Scene(sessionWith());
    scene.selection = { selection: { kind: 'finding', id: 'f' }, isAutomatic: false };
    scene.bridge.tellSelection();
    assert.deepEqual(scene.told(), []);
    scene.bridge.hydrate();
    assert.deepEqual(scene.told(), ['hydrate lock.py', 'select finding']);
    scene.bridge.tellSelection();
    assert.deepEqual(scene.told(), []);
  });
});
