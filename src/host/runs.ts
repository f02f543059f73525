// The runs of this window: which of them the panel, the status bar and the commands are about.
// That is the one whose debug session has the focus, else the newest, or one that the user went
// back to: the last few that have ended are kept, and recordings can be shown like them.

import type * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../core/base/disposable.ts';
import { Emitter } from '../core/base/emitter.ts';
import type { Step } from '../core/base/ids.ts';
import type { World } from '../core/trace/world.ts';
import type { RecordedSession } from '../session/recordedSession.ts';
import type { NamedBatch, Session } from '../session/session.ts';
import type { KeptRun } from '../session/travel/passage.ts';
import type { RunPlace } from './place.ts';

type DebugSession = Pick<vscode.DebugSession, 'id'>;
type FocusEvent = (listener: (focused: DebugSession | undefined) => void) => Disposable;

export interface LiveRun {
  readonly debugSession: vscode.DebugSession;
  readonly session: Session;
  readonly place: RunPlace;
  readonly file?: undefined;
}

/** Out of a file: nothing runs. */
export interface RecordedRun {
  readonly debugSession: undefined;
  readonly session: RecordedSession;
  readonly place: RunPlace;
  /** The `.weft` file. */
  readonly file: vscode.Uri;
}

/** One that was left for another branch of the same run. Nothing runs, and it is in no file. */
export interface BranchRun {
  readonly debugSession: undefined;
  readonly session: RecordedSession;
  readonly place: RunPlace;
  readonly file: undefined;
  readonly branchOf: LiveRun;
  /** The first step at which the other branch is another. */
  readonly parted: Step;
}

/** One that views show; it may have ended. */
export type Run = LiveRun | RecordedRun | BranchRun;

/** How many runs that have ended, and how many events of them, are kept to go back to. */
const MOST_KEPT = 10;
const MOST_EVENTS = 2_000_000;

export class Runs implements Disposable {
  private readonly store = new DisposableStore();
  private readonly changes = this.store.add(new Emitter<Run | undefined>());
  private readonly batches = this.store.add(new Emitter<NamedBatch>());
  private readonly opened = this.store.add(new Emitter<LiveRun>());
  private readonly recordings = this.store.add(new Emitter<RecordedRun>());
  /** Runs that have not ended, oldest first. */
  private readonly open: LiveRun[] = [];
  /** Runs that can be gone back to, oldest first. */
  private kept: (LiveRun | RecordedRun)[] = [];
  /** Sessions keep the branches that were left; here they are what views show. */
  private readonly branches = new WeakMap<KeptRun, BranchRun>();
  private readonly listeners = new Map<Run, DisposableStore>();
  private shown: Run | undefined;
  private past: Step | undefined;

  /** The active run is another one, or its state, speed, findings, control or shown step are. */
  readonly onChange = this.changes.on;
  /** More of the active run. */
  readonly onBatch = this.batches.on;
  /** A run was added; it has not started yet. */
  readonly onOpen = this.opened.on;
  /** A recording was opened. */
  readonly onRecording = this.recordings.on;

  /** @param onFocus which debug session has the focus, whenever it changes */
  constructor(onFocus: FocusEvent) {
    this.store.add(onFocus((focused) => this.follow(focused)));
  }

  /** The run that commands and views are about; it may have ended. */
  get active(): Run | undefined {
    return this.shown;
  }

  /** The active run if it is still going on. */
  get live(): LiveRun | undefined {
    return this.open.find((run) => run === this.shown);
  }

  /** The run of a debug session, if it has not ended. */
  liveOf(debugSessionId: string): LiveRun | undefined {
    return this.open.find((run) => run.debugSession.id === debugSessionId);
  }

  /** A run of this window, as long as it is kept. */
  ofDebugSession(id: string): LiveRun | undefined {
    const all = [...this.kept, ...this.open];
    return all
      .filter((run) => run.debugSession !== undefined)
      .find((run) => run.debugSession.id === id);
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
  add(run: LiveRun): void {
    const store = new DisposableStore();
    const { session } = run;
    const changed = () => this.changed(run);
    store.add(session.onState(() => this.stateChanged(run)));
    store.add(session.onSpeed(changed));
    store.add(session.onFindings(changed));
    store.add(session.onNotice(changed));
    store.add(session.debug.onControl(changed));
    store.add(session.onEnd(() => this.ended(run)));
    store.add(session.onBatch((batch) => run === this.shown && this.batches.fire(batch)));
    this.open.push(run);
    this.listeners.set(run, store);
    this.opened.fire(run);
    this.show(run);
  }

  /** Shows a recording; the same one again if it is open. */
  showRecording(run: RecordedRun): void {
    if (!this.kept.includes(run)) {
      this.keep(run);
      this.recordings.fire(run);
    }
    if (run !== this.shown) this.show(run);
  }

  /** Its editor was closed. It stays to be looked at until another run is shown. */
  closeRecording(run: RecordedRun): void {
    this.kept = this.kept.filter((each) => each !== run);
  }

  /** All that can be shown instead of the active run, newest first. */
  get others(): readonly Run[] {
    const all = [...this.kept, ...this.open].flatMap((run) => [...this.branchesOf(run), run]);
    return all.filter((run) => run !== this.shown).reverse();
  }

  private branchesOf(run: LiveRun | RecordedRun): readonly BranchRun[] {
    if (run.debugSession === undefined) return [];
    const { session, place } = run;
    return session.kept.map((kept) => {
      const { session: left, parted } = kept;
      const own = { debugSession: undefined, session: left, place, file: undefined };
      const branch = this.branches.get(kept) ?? { ...own, branchOf: run, parted };
      this.branches.set(kept, branch);
      return branch;
    });
  }

  /** Goes back to a run, or to one of several that go on. */
  showAgain(run: Run): void {
    if (this.others.includes(run)) this.show(run);
  }

  /** Of the active run; of one that has ended it is only shown. */
  setSpeed(speed: number): void {
    if (this.shown?.debugSession === undefined) return;
    this.shown.session.setSpeed(speed);
    this.changed(this.shown);
  }

  /** Ends all runs. */
  dispose(): void {
    this.store.dispose();
    for (const run of [...this.open]) run.session.dispose();
  }

  private ended(run: LiveRun): void {
    this.open.splice(this.open.indexOf(run), 1);
    this.keep(run);
    this.changed(run);
    this.listeners.get(run)?.dispose();
    this.listeners.delete(run);
    const newest = this.open.at(-1);
    if (run === this.shown && newest) this.show(newest);
  }

  /** Takes a run among those that can be gone back to, and lets the oldest go. */
  private keep(run: LiveRun | RecordedRun): void {
    this.kept.push(run);
    let events = 0;
    const newest = [...this.kept].reverse();
    const first = newest.findIndex((each, index) => {
      events += each.session.trace.length;
      return index > 0 && (index >= MOST_KEPT || events > MOST_EVENTS);
    });
    if (first >= 0) this.kept = newest.slice(0, first).reverse();
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
