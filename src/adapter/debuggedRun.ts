// One session as DAP sees it: turns what happens in the run into DAP events.

import type { DebugProtocol } from '@vscode/debugprotocol';

import { isStanding } from '../core/analysis/certainty.ts';
import { DisposableStore, type Disposable } from '../core/base/disposable.ts';
import { UserError } from '../core/base/errors.ts';
import { MAIN_THREAD, NO_THREAD, type Step, type ThreadId } from '../core/base/ids.ts';
import type { Breakpoint, Pause } from '../core/protocol/debug.ts';
import type { FindingView, RunState } from '../core/protocol/panel.ts';
import { EVENT_WIDTH, type TraceBatch } from '../core/trace/batch.ts';
import { EventCode } from '../core/trace/encode.ts';
import type { Site } from '../core/trace/events.ts';
import { isAlive } from '../core/trace/fold.ts';
import type { OutputPiece } from '../session/batchEvents.ts';
import type { LoggedPoint } from '../session/debugLink.ts';
import { exitCodeOf, outcomeMessage } from '../session/exitCode.ts';
import type { Session, SessionEnd } from '../session/session.ts';
import { withFrozen, withThawed } from '../session/threadControl.ts';
import { Inspection } from './inspection.ts';
import type { DebugOptions } from './launchArguments.ts';
import { sourceOf, type SourceView } from './stackFrames.ts';
import { stopReport, troubleOf, troubleReport, type Trouble } from './stopReport.ts';
import { liveThreads } from './threadList.ts';

export type SendEvent = (event: string, body?: unknown) => void;

export interface DebuggedRunOptions {
  readonly session: Session;
  readonly send: SendEvent;
  readonly view: SourceView;
  readonly debug: DebugOptions;
  readonly kindOf: (breakpoint: number) => Breakpoint['kind'] | undefined;
}

export class DebuggedRun implements Disposable {
  readonly session: Session;
  readonly inspection: Inspection;
  /** The thread that the client asked to pause or step: it gets the focus. */
  focus: ThreadId | undefined;
  private readonly options: DebuggedRunOptions;
  private readonly send: SendEvent;
  readonly view: SourceView;
  private readonly store = new DisposableStore();
  private readonly told = new Set<string>();
  private isStopped = false;
  private stop: DebugProtocol.StoppedEvent['body'] | undefined;
  private trouble: Trouble | undefined;
  /** Has come to light, and the run is asked to pause for it. */
  private freshTrouble: Trouble | undefined;
  private canGoOn = true;
  /** Frozen so that one thread can go on alone until the next stop. */
  private held: readonly ThreadId[] = [];

  constructor(options: DebuggedRunOptions) {
    const { session, send, view, debug } = options;
    this.options = options;
    this.session = session;
    this.send = send;
    this.view = view;
    const print = (output: string) => this.send('output', { category: 'stdout', output });
    this.inspection = new Inspection({ session, view, isJustMyCode: debug.justMyCode, print });
    this.store.add(session);
    this.store.add(session.onBatch(({ batch }) => this.reportThreads(batch)));
    this.store.add(session.onOutput((piece) => this.reportOutput(piece)));
    this.store.add(session.onNotice(({ text }) => this.log('console', text)));
    this.store.add(session.debug.onLogged((point) => this.reportLogged(point)));
    // For clients that don't hold the session; they answer with a line of the console.
    this.store.add(session.onInputWanted((prompt) => this.send('weft/inputWanted', { prompt })));
    this.store.add(session.onFindings((findings) => this.reportFindings(findings)));
    this.store.add(session.onState((state) => this.stateChanged(state)));
    this.store.add(session.onEnd((end) => this.reportEnd(end)));
  }

  get debug(): DebugOptions {
    return this.options.debug;
  }

  /** Why the run is stopped, if that is a deadlock. */
  get deadlock(): Trouble | undefined {
    return this.isStopped ? this.trouble : undefined;
  }

  /** The input that the program waits for, while it runs as far as it can. */
  get wantsInput(): boolean {
    return !this.isStopped && this.session.inputPrompt !== undefined;
  }

  /** Does what makes the run go on; the reply to the request says so, no event is needed. */
  goOn(resume: () => void): void {
    if (this.isStopped && !this.canGoOn) {
      throw new UserError('Nobody can ever run again. Stop the run, or restart it.');
    }
    this.leaveStop();
    resume();
  }

  /** As `goOn`, of a run that must stand: a step. @throws UserError */
  stepOn(step: () => void): void {
    this.mustStand();
    this.goOn(step);
  }

  /** @throws UserError if the program is running */
  mustStand(): void {
    if (!this.isStopped) throw new UserError('The program is running. Pause it first.');
  }

  get stoppedThread(): ThreadId {
    return (this.stop?.threadId ?? MAIN_THREAD) as ThreadId;
  }

  /** To an earlier moment; never rejects: what goes wrong is said, and the stop told again. */
  async stepBack(journey: () => Promise<unknown>): Promise<void> {
    this.leaveStop();
    try {
      await journey();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.log('important', error.message);
      if (!this.isStopped && this.session.state.kind === 'paused') {
        this.reportStop(this.session.state);
      }
    }
  }

  /** Goes on with one thread; the others are held until the next stop. */
  goOnAlone(thread: ThreadId): void {
    this.stepOn(() => {
      const { control } = this.session.debug;
      const others = liveThreads(this.session.world).map(({ id }) => id);
      this.held = others.filter((id) => id !== thread && !control.frozen.includes(id));
      this.session.debug.setControl(withFrozen(control, this.held));
      this.session.resume();
    });
  }

  /** Ends the run without a word to the client, except that its threads are gone. */
  dispose(): void {
    this.store.dispose();
  }

  /** For a restart: the client forgets the threads of this run. */
  discard(): void {
    for (const thread of Object.values(this.session.world.threads)) {
      if (isAlive(thread)) this.reportThread('exited', thread.id);
    }
    this.dispose();
  }

  log(category: 'console' | 'important', text: string, site?: Site): void {
    this.send('output', { category, output: `${text}\n`, ...this.placeOf(site) });
  }

  private stateChanged(state: RunState): void {
    if (state.kind === 'paused') return this.reportStop(state);
    if (!this.isStopped) return;
    this.leaveStop();
    if (state.kind === 'ended') return;
    this.send('continued', { threadId: MAIN_THREAD, allThreadsContinued: true });
  }

  private leaveStop(): void {
    this.isStopped = false;
    this.inspection.end();
  }

  private reportStop(pause: Pause): void {
    this.isStopped = true;
    this.releaseHeld();
    this.inspection.begin();
    const isDead = pause.reason === 'deadlock';
    this.canGoOn = !isDead;
    this.trouble = isDead ? troubleOf(this.actualFindings()) : this.freshTrouble;
    this.freshTrouble = undefined;
    const report = this.trouble
      ? troubleReport(this.trouble)
      : stopReport(pause, this.options.kindOf);
    const threadId = this.threadInFocus(this.trouble ? this.trouble.thread : pause.thread);
    this.focus = undefined;
    // What happened, or why a condition failed: a stop's text is easily overlooked.
    const isTold = pause.reason === 'breakpoint' || pause.reason === 'travel';
    if (isTold && pause.text !== undefined) this.log('console', pause.text);
    this.stop = { ...report, threadId, allThreadsStopped: true };
    this.send('stopped', this.stop);
  }

  /**
   * The client's call stack turns to another thread of a run that stands. DAP has no words for
   * it: the stop is told again, of that thread, and as a pause if it is none of its business.
   */
  showThread(threadId: ThreadId): void {
    const { stop } = this;
    if (!this.isStopped || stop === undefined) return;
    const isItsStop = threadId === stop.threadId;
    this.send('stopped', isItsStop ? stop : { reason: 'pause', threadId, allThreadsStopped: true });
  }

  private actualFindings(): readonly FindingView[] {
    return this.session.findings.filter(({ certainty }) => certainty !== 'predicted');
  }

  private threadInFocus(first: ThreadId | undefined): ThreadId {
    const { world, trace } = this.session;
    const last = trace.eventAt((world.step - 1) as Step)?.by;
    const isChoice = (id: ThreadId | undefined): id is ThreadId => {
      const thread = id === undefined || id === NO_THREAD ? undefined : world.threads[id];
      return thread !== undefined && isAlive(thread);
    };
    return [first, this.focus, last, world.running].find(isChoice) ?? MAIN_THREAD;
  }

  private releaseHeld(): void {
    if (this.held.length === 0) return;
    const { debug } = this.session;
    debug.setControl(withThawed(debug.control, this.held));
    this.held = [];
  }

  /** A deadlock of some threads stops the run the moment it is certain. */
  private reportFindings(findings: readonly FindingView[]): void {
    const fresh = findings.filter((each) => isStanding(each) && !this.told.has(each.id));
    if (fresh.length === 0) return;
    for (const { id } of fresh) this.told.add(id);
    const trouble = troubleOf(fresh);
    const stops = this.options.debug.stopOnDeadlock && this.session.end === undefined;
    // What stops the run is shown by the stop; otherwise the client should show it.
    this.log(stops ? 'console' : 'important', trouble.brief);
    if (!stops) return;
    this.freshTrouble ??= trouble;
    this.session.pause('finding');
  }

  private reportThreads({ numbers }: TraceBatch): void {
    for (let offset = 0; offset < numbers.length; offset += EVENT_WIDTH) {
      const code = numbers[offset];
      if (code !== EventCode.threadStart && code !== EventCode.threadEnd) continue;
      const reason = code === EventCode.threadStart ? 'started' : 'exited';
      this.reportThread(reason, Number(numbers[offset + 4]));
    }
  }

  private reportThread(reason: 'started' | 'exited', threadId: number): void {
    this.send('thread', { reason, threadId });
  }

  private reportOutput({ stream, text, site }: OutputPiece): void {
    this.send('output', { category: stream, output: text, ...this.placeOf(site) });
  }

  private reportLogged({ text, site }: LoggedPoint): void {
    this.log('console', text, site);
  }

  private placeOf(site: Site | undefined): Partial<DebugProtocol.OutputEvent['body']> {
    if (site === undefined || site.isLibrary) return {};
    const line = site.line - 1 + this.view.firstLine;
    const column = site.column - 1 + this.view.firstColumn;
    return { source: sourceOf(site, this.view), line, column };
  }

  private reportEnd({ outcome }: SessionEnd): void {
    const message = outcomeMessage(outcome);
    if (message !== undefined) this.log('important', message);
    this.send('exited', { exitCode: exitCodeOf(outcome) });
    this.send('terminated');
  }
}
