// The runs of this window: which of them the panel, the status bar and the commands are about.
// That is the one whose debug session has the focus, else the newest; an ended run stays to be
// looked at until the next begins.

import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../core/base/disposable.ts';
import { Emitter } from '../core/base/emitter.ts';
import type { NamedBatch, Session } from '../session/session.ts';
import type { Place } from './place.ts';

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

  /** The active run is another one, or its state, speed or findings are other ones. */
  readonly onChange = this.changes.on;
  /** More of the active run. */
  readonly onBatch = this.batches.on;
  /** A run was added; it has not started yet. */
  readonly onOpen = this.opened.on;

  constructor() {
    this.store.add(vscode.debug.onDidChangeActiveDebugSession((session) => this.follow(session)));
  }

  /** The run that commands and views are about; it may have ended. */
  get active(): Run | undefined {
    return this.shown;
  }

  /** The active run if it is still going on. */
  get live(): Run | undefined {
    return this.shown && this.open.includes(this.shown) ? this.shown : undefined;
  }

  get count(): number {
    return this.open.length;
  }

  /** Takes a run that has not started yet. */
  add(run: Run): void {
    const store = new DisposableStore();
    const { session } = run;
    const changed = () => this.changed(run);
    store.add(session.onState(changed));
    store.add(session.onSpeed(changed));
    store.add(session.onFindings(changed));
    store.add(session.onEnd(() => this.ended(run)));
    store.add(session.onBatch((batch) => run === this.shown && this.batches.fire(batch)));
    this.open.push(run);
    this.listeners.set(run, store);
    this.opened.fire(run);
    this.show(run);
  }

  dispose(): void {
    for (const store of this.listeners.values()) store.dispose();
    this.listeners.clear();
    this.store.dispose();
  }

  private ended(run: Run): void {
    this.open.splice(this.open.indexOf(run), 1);
    this.changed(run);
    this.listeners.get(run)?.dispose();
    this.listeners.delete(run);
    const newest = this.open.at(-1);
    if (run === this.shown && newest) this.show(newest);
  }

  private changed(run: Run): void {
    if (run === this.shown) this.changes.fire(run);
  }

  private follow(debugSession: vscode.DebugSession | undefined): void {
    const run = this.open.find((each) => each.debugSession.id === debugSession?.id);
    if (run && run !== this.shown) this.show(run);
  }

  private show(run: Run): void {
    this.shown = run;
    this.changes.fire(run);
  }
}
