// The runs of this window: which of them the panel, the status bar and the commands are about.
// That is the one whose debug session has the focus, else the newest; an ended run stays to be
// looked at until the next begins.

import type * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../core/base/disposable.ts';
import { Emitter } from '../core/base/emitter.ts';
import type { Step } from '../core/base/ids.ts';
import type { World } from '../core/trace/world.ts';
import type { NamedBatch, Session } from '../session/session.ts';
import type { Place } from './place.ts';

type DebugSession = Pick<vscode.DebugSession, 'id'>;
type FocusEvent = (listener: (focused: DebugSession | undefined) => void) => Disposable;

export interface Run {
  readonly debugSession: vscode.DebugSession;
  readonly session: Session;
  readonly place: Place;
}

export class Runs implements Disposable {
  private readonly store = new DisposableStore();
  private readonly changes = this.store.add(new Emitter<Run | undefined>());
  private readonly batches = this.store.add(new Emitter<NamedBatch>());
  private readonly opened = this.store.add(new Emitter<Run>());
  /** Runs that have not ended, oldest first. */
  private readonly open: Run[] = [];
  private readonly listeners = new Map<Run, DisposableStore>();
  private shown: Run | undefined;
  private past: Step | undefined;

  /** The active run is another one, or its state, speed, findings, control or shown step are. */
  readonly onChange = this.changes.on;
  /** More of the active run. */
  readonly onBatch = this.batches.on;
  /** A run was added; it has not started yet. */
  readonly onOpen = this.opened.on;

  /** @param onFocus which debug session has the focus, whenever it changes */
  constructor(onFocus: FocusEvent) {
    this.store.add(onFocus((focused) => this.follow(focused)));
  }

  /** The run that commands and views are about; it may have ended. */
  get active(): Run | undefined {
    return this.shown;
  }

  /** The active run if it is still going on. */
  get live(): Run | undefined {
    return this.shown && this.open.includes(this.shown) ? this.shown : undefined;
  }

  /** The run of a debug session, if it has not ended. */
  liveOf(debugSessionId: string): Run | undefined {
    return this.open.find((run) => run.debugSession.id === debugSessionId);
  }

  /** Views show the active run as it was at this step; undefined: as it is. */
  get pastStep(): Step | undefined {
    return this.past;
  }

  /** The active run's world as views show it. */
  get shownWorld(): World | undefined {
    const session = this.shown?.session;
    return this.past === undefined ? session?.world : session?.trace.worldAt(this.past);
  }

  /** Until the run stops anew or goes on. Steps that the trace does not have are ignored. */
  showStep(step: Step | undefined): void {
    if (!this.shown || step === this.past) return;
    if (step !== undefined && step > this.shown.session.trace.length) return;
    this.past = step;
    this.changes.fire(this.shown);
  }

  /** Takes a run that has not started yet. */
  add(run: Run): void {
    const store = new DisposableStore();
    const { session } = run;
    const changed = () => this.changed(run);
    store.add(session.onState(() => this.stateChanged(run)));
    store.add(session.onSpeed(changed));
    store.add(session.onFindings(changed));
    store.add(session.debug.onControl(changed));
    store.add(session.onEnd(() => this.ended(run)));
    store.add(session.onBatch((batch) => run === this.shown && this.batches.fire(batch)));
    this.open.push(run);
    this.listeners.set(run, store);
    this.opened.fire(run);
    this.show(run);
  }

  /** Of the active run; of one that has ended it is only shown. */
  setSpeed(speed: number): void {
    if (!this.shown) return;
    this.shown.session.setSpeed(speed);
    this.changed(this.shown);
  }

  /** Ends all runs. */
  dispose(): void {
    this.store.dispose();
    for (const run of [...this.open]) run.session.dispose();
  }

  private ended(run: Run): void {
    this.open.splice(this.open.indexOf(run), 1);
    this.changed(run);
    this.listeners.get(run)?.dispose();
    this.listeners.delete(run);
    const newest = this.open.at(-1);
    if (run === this.shown && newest) this.show(newest);
  }

  private stateChanged(run: Run): void {
    if (run === this.shown) this.past = undefined;
    this.changed(run);
  }

  private changed(run: Run): void {
    if (run === this.shown) this.changes.fire(run);
  }

  private follow(focused: DebugSession | undefined): void {
    const run = this.open.find((each) => each.debugSession.id === focused?.id);
    if (run && run !== this.shown) this.show(run);
  }

  private show(run: Run): void {
    this.shown = run;
    this.past = undefined;
    this.changes.fire(run);
  }
}
