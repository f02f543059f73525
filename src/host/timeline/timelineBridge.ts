// Keeps one page with a timeline in step with a run, live or from a file: events in batches, the
// cursor, findings. Translates and forwards; knows nothing of VS Code or of threads.

import { DisposableStore, type Disposable } from '../../core/base/disposable.ts';
import type { Listener } from '../../core/base/emitter.ts';
import type { Step } from '../../core/base/ids.ts';
import type { PanelSelection, PanelSettings } from '../../core/protocol/panel.ts';
import type { TimelineCursor, TimelineRun, ToTimeline } from '../../core/protocol/timeline.ts';
import { joinedBatches } from '../../core/trace/joinBatches.ts';
import type { NamedBatch, Session } from '../../session/session.ts';
import { BatchQueue } from '../batchQueue.ts';

/** What the page is told of a run; a session is one. */
export type TimelineSession = Pick<
  Session,
  'header' | 'title' | 'state' | 'findings' | 'names' | 'trace' | 'pastStep'
>;

/** The run that is shown, and where its cursor stands. `Runs` is one. */
export interface TimelineSource {
  readonly active: { readonly session: TimelineSession } | undefined;
  /** Undefined: now. */
  readonly pastStep: Step | undefined;
  readonly onChange: (listener: Listener<unknown>) => Disposable;
  readonly onBatch: (listener: Listener<NamedBatch>) => Disposable;
  showStep(step: Step | undefined): void;
}

export interface TimelineBridgeOptions {
  readonly source: TimelineSource;
  readonly settings: () => PanelSettings;
  readonly post: (message: ToTimeline) => void;
  /** Milliseconds between two messages with events; one frame of the screen if left out. */
  readonly interval?: number;
}

/** Events in one message, about: enough to be fast, few enough to be shown while they come. */
const EVENTS_PER_MESSAGE = 50_000;

/** What the page was told last. */
interface Told extends TimelineCursor {
  readonly session: TimelineSession;
  readonly trace: TimelineSession['trace'];
  readonly state: TimelineSession['state'];
  readonly findings: TimelineSession['findings'];
}

export class TimelineBridge implements Disposable {
  private readonly options: TimelineBridgeOptions;
  private readonly store = new DisposableStore();
  private readonly pending: BatchQueue;
  private isOpen = false;
  private told: Told | undefined;
  private selection: PanelSelection | undefined;

  constructor(options: TimelineBridgeOptions) {
    this.options = options;
    this.pending = this.store.add(
      new BatchQueue((batch) => this.tellBatch(batch), options.interval),
    );
    this.store.add(options.source.onBatch((batch) => this.take(batch)));
    this.store.add(options.source.onChange(() => this.changed()));
  }

  dispose(): void {
    this.store.dispose();
  }

  /** The page is there and asks for everything. */
  hydrate(): void {
    this.isOpen = true;
    this.pending.clear();
    this.pending.sent();
    const { source, post, settings } = this.options;
    this.told = this.telling();
    const session = source.active?.session;
    const run = session && runOf(session);
    const { selection } = this;
    post({ kind: 'hydrate', run, settings: settings(), selection, ...cursorOf(source) });
    if (!session) return;
    for (const batch of joinedBatches(session.trace, EVENTS_PER_MESSAGE)) {
      this.pending.sent();
      post({ kind: 'append', batch, names: {} });
    }
  }

  /** The page has taken in so many messages that it was told. */
  ready(messages: number): void {
    this.pending.takenIn(messages);
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

  /** Something was chosen elsewhere; what the page chose itself it is not told. */
  select(selection: PanelSelection | undefined): void {
    if (isSame(selection, this.selection)) return;
    this.selection = selection;
    if (this.isOpen) this.options.post({ kind: 'select', selection });
  }

  /** Something was chosen in the page, which knows it. */
  selected(selection: PanelSelection | undefined): void {
    this.selection = selection;
  }

  /** The page's wish; it is answered also where nothing changes. */
  showStep(step: Step | undefined): void {
    const { source, post } = this.options;
    const before = this.told?.cursor;
    source.showStep(step);
    if (this.isOpen && this.told?.cursor === before) post({ kind: 'cursor', ...cursorOf(source) });
  }

  private take(batch: NamedBatch): void {
    if (this.isOpen) this.pending.add(batch);
  }

  private tellBatch({ batch, names }: NamedBatch): void {
    this.pending.sent();
    this.options.post({ kind: 'append', batch, names });
  }

  /** Events come before the state that they lead to. */
  private changed(): void {
    if (!this.isOpen) return;
    const { told } = this;
    const now = this.telling();
    if (!now || now.session !== told?.session || now.trace !== told.trace) return this.hydrate();
    this.pending.flush();
    const { post } = this.options;
    this.told = now;
    if (now.state !== told.state) post({ kind: 'state', state: now.state });
    if (now.findings !== told.findings) post({ kind: 'findings', findings: now.findings });
    const { cursor, standsAt } = now;
    if (cursor !== told.cursor || standsAt !== told.standsAt) {
      post({ kind: 'cursor', cursor, standsAt });
    }
  }

  private telling(): Told | undefined {
    const { source } = this.options;
    if (!source.active) return undefined;
    const { session } = source.active;
    const { trace, state, findings } = session;
    return { session, trace, state, findings, ...cursorOf(source) };
  }
}

function isSame(one: PanelSelection | undefined, other: PanelSelection | undefined): boolean {
  return one?.kind === other?.kind && one?.id === other?.id;
}

function cursorOf({ active, pastStep }: TimelineSource): TimelineCursor {
  return { cursor: pastStep, standsAt: active?.session.pastStep };
}

function runOf({ header, title, state, findings, names, trace }: TimelineSession): TimelineRun {
  return { header, title, state, findings, names, length: trace.length };
}
