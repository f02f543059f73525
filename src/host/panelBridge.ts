// Keeps one page of the panel in step with the active run: the whole picture when it asks, then
// what is new, in batches, each when the page is ready for it. Translates and forwards; knows nothing
// of VS Code or of threads.

import { DisposableStore, type Disposable } from '../core/base/disposable.ts';
import type {
  ObjectStops,
  PanelSelection,
  PanelSettings,
  RunView,
  ToPanel,
} from '../core/protocol/panel.ts';
import type { Listener } from '../core/base/emitter.ts';
import type { Step } from '../core/base/ids.ts';
import { batchLength } from '../core/trace/encode.ts';
import type { World } from '../core/trace/world.ts';
import type { NamedBatch } from '../session/session.ts';
import type { ShownSession } from '../session/shownSession.ts';
import { BatchQueue } from './batchQueue.ts';
import { numberFromSpeed } from './settings.ts';

/** What the bridge needs of the runs. */
export interface ShownRuns {
  readonly active: { readonly session: BridgedSession } | undefined;
  /** Nothing newer than this is shown; undefined: now. */
  readonly pastStep: Step | undefined;
  readonly shownWorld: World | undefined;
  readonly onChange: (listener: Listener<unknown>) => Disposable;
  readonly onBatch: (listener: Listener<NamedBatch>) => Disposable;
}

export type BridgedSession = Pick<
  ShownSession,
  'header' | 'state' | 'speed' | 'findings' | 'debug' | 'notice' | 'pastStep' | 'runView'
>;

/** As in `select` of the protocol. */
export interface WantedSelection {
  readonly selection: PanelSelection | undefined;
  readonly isAutomatic: boolean;
}

export interface PanelBridgeOptions {
  readonly runs: ShownRuns;
  readonly settings: () => PanelSettings;
  /** Which objects of the active run have a sync breakpoint. */
  readonly stops: () => ObjectStops;
  readonly onStops: (listener: Listener<unknown>) => Disposable;
  readonly post: (message: ToPanel) => void;
  /** What the host wants chosen and no page was told yet; asking takes it away. */
  readonly takeSelection: () => WantedSelection | undefined;
  /** Milliseconds between two messages with events; one frame of the screen if left out. */
  readonly interval?: number;
}

/** Fewer events than this are told without asking whether the whole picture is the shorter story. */
const MOST_EVENTS = 100_000;
/** A thread or object of a picture takes a page as long as so many events. */
const EVENTS_PER_PART = 15;

const NO_STOPS = '{}';

/** What the page was told last. */
type Told = Pick<
  RunView,
  'header' | 'state' | 'findings' | 'control' | 'pastStep' | 'standsAt' | 'notice'
> & {
  readonly session: BridgedSession;
  readonly speed: number;
};

export class PanelBridge implements Disposable {
  private readonly options: PanelBridgeOptions;
  private readonly store = new DisposableStore();
  private readonly pending: BatchQueue;
  private isOpen = false;
  private told: Told | undefined;
  /** The stops that the page knows, as JSON. */
  private toldStops = NO_STOPS;

  constructor(options: PanelBridgeOptions) {
    this.options = options;
    this.pending = this.store.add(
      new BatchQueue((batch) => this.tellBatch(batch), options.interval),
    );
    this.store.add(options.runs.onBatch((batch) => this.take(batch)));
    this.store.add(options.runs.onChange(() => this.changed()));
    this.store.add(options.onStops(() => this.tellStops()));
  }

  dispose(): void {
    this.store.dispose();
  }

  /** The page is there and asks for everything. */
  hydrate(): void {
    this.isOpen = true;
    this.pending.clear();
    this.pending.sent();
    const { runs, post, settings } = this.options;
    this.told = this.telling();
    post({ kind: 'hydrate', run: shownView(runs), settings: settings() });
    this.toldStops = NO_STOPS;
    this.tellStops();
    this.tellSelection();
  }

  /** The page has taken in so many messages that it was told. */
  ready(messages: number): void {
    this.pending.takenIn(messages);
  }

  /** Something is to be chosen; a page that is hidden is told when it comes back. */
  tellSelection(): void {
    const wanted = this.isOpen ? this.options.takeSelection() : undefined;
    if (wanted) this.options.post({ kind: 'select', ...wanted });
  }

  /** The page is gone; the next one will ask. */
  close(): void {
    this.isOpen = false;
    this.pending.clear();
    this.told = undefined;
  }

  settingsChanged(): void {
    if (this.isOpen) this.options.post({ kind: 'settings', settings: this.options.settings() });
  }

  /** Which objects there are to stop at changes with the run, too. */
  private tellStops(): void {
    if (!this.isOpen) return;
    const stops = this.options.stops();
    const text = JSON.stringify(stops);
    if (text === this.toldStops) return;
    this.toldStops = text;
    this.options.post({ kind: 'syncBreakpoints', stops });
  }

  private take(batch: NamedBatch): void {
    // What is newer than the shown step comes with the picture of now.
    if (this.isOpen && this.options.runs.pastStep === undefined) this.pending.add(batch);
  }

  private tellBatch({ batch, names }: NamedBatch): void {
    const events = batchLength(batch);
    if (events > MOST_EVENTS && this.isLongerThanAll(events)) return this.hydrate();
    this.pending.sent();
    this.options.post({ kind: 'append', batch, names });
    // Every object gets its name in the batch that makes it.
    if (Object.keys(names).length > 0) this.tellStops();
  }

  /** Is it more work for the page than the whole picture, with all its threads and objects? */
  private isLongerThanAll(events: number): boolean {
    const { threads, objects } = this.options.runs.active?.session.runView().world ?? {};
    const parts = [threads, objects].flatMap((part) => Object.keys(part ?? {}));
    return events > parts.length * EVENTS_PER_PART;
  }

  /** Events come before the state that they lead to. */
  private changed(): void {
    if (!this.isOpen) return;
    const { told } = this;
    const now = this.telling();
    if (!now || !told || !isSamePicture(now, told)) return this.hydrate();
    this.pending.flush();
    this.tellChanges(now, this.told ?? told);
  }

  private tellChanges(now: Told, told: Told): void {
    const { post } = this.options;
    if (now.state !== told.state) post({ kind: 'state', state: now.state });
    if (now.speed !== told.speed) post({ kind: 'speed', speed: numberFromSpeed(now.speed) });
    if (now.findings !== told.findings) post({ kind: 'findings', findings: now.findings });
    if (now.control !== told.control) post({ kind: 'control', control: now.control });
    this.told = now;
  }

  private telling(): Told | undefined {
    const { active, pastStep } = this.options.runs;
    if (!active) return undefined;
    const { session } = active;
    const { header, state, speed, findings, debug, notice, pastStep: standsAt } = session;
    const { control } = debug;
    return { session, header, state, speed, findings, control, pastStep, standsAt, notice };
  }
}

/** False if the page can't get from one to the other by changes. */
function isSamePicture(now: Told, told: Told): boolean {
  const isSameRun = now.session === told.session && now.header === told.header;
  const isSameMoment = now.pastStep === told.pastStep && now.standsAt === told.standsAt;
  return isSameRun && isSameMoment && now.notice === told.notice;
}

/** The tables stay whole: an earlier world refers to no more of them. */
function shownView({ active, pastStep, shownWorld }: ShownRuns): RunView | undefined {
  const view = active?.session.runView();
  return view && shownWorld && pastStep !== undefined
    ? { ...view, world: shownWorld, pastStep }
    : view;
}
