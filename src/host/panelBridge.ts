// Keeps one page of the panel in step with the active run: the whole picture when it asks, then
// what is new, in batches. Translates and forwards; knows nothing of VS Code or of threads.

import { DisposableStore, type Disposable } from '../core/base/disposable.ts';
import type { PanelSettings, RunView, ToPanel } from '../core/protocol/panel.ts';
import type { Listener } from '../core/base/emitter.ts';
import type { NamedBatch, Session } from '../session/session.ts';
import { numberFromSpeed } from './settings.ts';
import { Throttle } from './throttle.ts';

/** What the bridge needs of the runs. */
export interface ShownRuns {
  readonly active: { readonly session: ShownSession } | undefined;
  readonly onChange: (listener: Listener<unknown>) => Disposable;
  readonly onBatch: (listener: Listener<NamedBatch>) => Disposable;
}

export type ShownSession = Pick<Session, 'header' | 'state' | 'speed' | 'findings' | 'runView'>;

export interface PanelBridgeOptions {
  readonly runs: ShownRuns;
  readonly settings: () => PanelSettings;
  readonly post: (message: ToPanel) => void;
  /** Milliseconds between two messages with events; one frame of the screen if left out. */
  readonly interval?: number;
}

const FRAME = 16;
/** With more numbers than this to tell, the whole picture is the shorter story. */
const MOST_NUMBERS = 600_000;

/** What the page was told last. */
type Told = Pick<RunView, 'header' | 'state' | 'findings'> & {
  readonly session: ShownSession;
  readonly speed: number;
};

export class PanelBridge implements Disposable {
  private readonly options: PanelBridgeOptions;
  private readonly store = new DisposableStore();
  private readonly flushSoon: Throttle;
  private pending: NamedBatch[] = [];
  private isOpen = false;
  private told: Told | undefined;

  constructor(options: PanelBridgeOptions) {
    this.options = options;
    const interval = options.interval ?? FRAME;
    this.flushSoon = this.store.add(new Throttle(interval, () => this.flush()));
    this.store.add(options.runs.onBatch((batch) => this.take(batch)));
    this.store.add(options.runs.onChange(() => this.changed()));
  }

  dispose(): void {
    this.store.dispose();
  }

  /** The page is there and asks for everything. */
  hydrate(): void {
    this.isOpen = true;
    this.pending = [];
    const session = this.options.runs.active?.session;
    this.told = session && tellingOf(session);
    this.options.post({
      kind: 'hydrate',
      run: session?.runView(),
      settings: this.options.settings(),
    });
  }

  /** The page is gone; the next one will ask. */
  close(): void {
    this.isOpen = false;
    this.pending = [];
    this.told = undefined;
  }

  settingsChanged(): void {
    if (this.isOpen) this.options.post({ kind: 'settings', settings: this.options.settings() });
  }

  private take(batch: NamedBatch): void {
    if (!this.isOpen) return;
    this.pending.push(batch);
    this.flushSoon.request();
  }

  private flush(): void {
    const batches = this.pending;
    this.pending = [];
    if (!this.isOpen) return;
    const length = batches.reduce((sum, { batch }) => sum + batch.numbers.length, 0);
    if (length > MOST_NUMBERS) return this.hydrate();
    for (const { batch, names } of batches) this.options.post({ kind: 'append', batch, names });
  }

  /** Events come before the state that they lead to. */
  private changed(): void {
    if (!this.isOpen) return;
    const session = this.options.runs.active?.session;
    const { told } = this;
    if (!session || told?.session !== session || told.header !== session.header) {
      return this.hydrate();
    }
    this.flush();
    this.tellChanges(session, this.told ?? told);
  }

  private tellChanges(session: ShownSession, told: Told): void {
    const { post } = this.options;
    const now = tellingOf(session);
    if (now.state !== told.state) post({ kind: 'state', state: now.state });
    if (now.speed !== told.speed) post({ kind: 'speed', speed: numberFromSpeed(now.speed) });
    if (now.findings !== told.findings) post({ kind: 'findings', findings: now.findings });
    this.told = now;
  }
}

function tellingOf(session: ShownSession): Told {
  const { header, state, speed, findings } = session;
  return { session, header, state, speed, findings };
}
