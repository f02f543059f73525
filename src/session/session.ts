// Owns one run from launch to end: keeps the trace (the truth), the world now, names and
// findings, and says what changes. Intentions go down to the worker, facts come up from it.
// Whatever happens to the worker, the run ends once, with an outcome and all of its trace.

import type { PlaceOfObject } from '../core/analysis/objectPlace.ts';
import type { SourceLines } from '../core/analysis/scene.ts';
import { isStanding } from '../core/analysis/certainty.ts';
import { DisposableStore, type Disposable } from '../core/base/disposable.ts';
import { Emitter } from '../core/base/emitter.ts';
import type { ObjectId, Step } from '../core/base/ids.ts';
import { unreachable } from '../core/base/errors.ts';
import type { FindingView, RunState, RunView } from '../core/protocol/panel.ts';
import type { FromWorker, LaunchRequest, Pause, ToWorker } from '../core/protocol/worker.ts';
import type { Sources } from '../core/recording/recording.ts';
import { ReplayCheck } from '../core/recording/replayCheck.ts';
import type { TraceBatch } from '../core/trace/batch.ts';
import type { Outcome, TraceEvent } from '../core/trace/events.ts';
import type { RunHeader } from '../core/trace/header.ts';
import type { Trace } from '../core/trace/trace.ts';
import type { Tables, World } from '../core/trace/world.ts';
import { endBatch, type Notice, type OutputPiece, richEvents, userSite } from './batchEvents.ts';
import { DebugLink } from './debugLink.ts';
import type { NamedBatch, SessionEnd, SessionOptions } from './sessionOptions.ts';
import { DEADLOCK_GRACE, STOP_GRACE } from './sessionOptions.ts';
import { launchHeader } from './launchHeader.ts';
import { RunRecord } from './runRecord.ts';
import { runViewOf } from './runView.ts';
import type { RuntimePort } from './runtimePort.ts';
import { pythonTexts } from './sources.ts';
import { arrivalText, Travels } from './travel/travels.ts';
import type { KeptRun, TravellingRun } from './travel/passage.ts';

export type { NamedBatch, SessionEnd, SessionOptions } from './sessionOptions.ts';

const GOES_ON: ReadonlySet<ToWorker['kind']> = new Set(['continue', 'step', 'stepEvent', 'runTo']);

export class Session implements Disposable {
  readonly launch: LaunchRequest;
  readonly title: string;
  /** Texts of the program's Python files, by their path in the sandbox. */
  readonly sources: Sources;
  private port: RuntimePort;
  private readonly onDeadlock: 'pause' | 'end';
  private readonly stopGrace: number;
  private readonly store = new DisposableStore();
  private listening = new DisposableStore();

  private readonly batches = this.store.add(new Emitter<NamedBatch>());
  private readonly states = this.store.add(new Emitter<RunState>());
  private readonly outputs = this.store.add(new Emitter<OutputPiece>());
  private readonly notices = this.store.add(new Emitter<Notice>());
  private readonly inputs = this.store.add(new Emitter<string>());
  private readonly findingLists = this.store.add(new Emitter<readonly FindingView[]>());
  private readonly speeds = this.store.add(new Emitter<number>());
  private readonly ends = this.store.add(new Emitter<SessionEnd>());

  readonly onBatch = this.batches.on;
  readonly onState = this.states.on;
  readonly onOutput = this.outputs.on;
  readonly onNotice = this.notices.on;
  /** The prompt; answer with `provideInput`. */
  readonly onInputWanted = this.inputs.on;
  /** All findings so far, whenever they change. */
  readonly onFindings = this.findingLists.on;
  readonly onSpeed = this.speeds.on;
  /** Fires once; the trace is complete. */
  readonly onEnd = this.ends.on;
  readonly whenEnded: Promise<SessionEnd>;
  /** Breakpoints, steps, control of threads, questions. */
  readonly debug: DebugLink;
  /** To other moments of the run. */
  readonly travels: Travels;
  /** Runs that were left for another branch, oldest first. */
  readonly kept: KeptRun[] = [];

  /** What is known of the run, up to its end. */
  record: RunRecord;
  private currentState: RunState = { kind: 'starting' };
  private currentSpeed: number;
  private currentFindings: readonly FindingView[] = [];
  private currentEnd: SessionEnd | undefined;
  private readonly check: ReplayCheck | undefined;
  /** Where this run has left the one that it replays. */
  notice: string | undefined;
  private pendingPrompt: string | undefined;
  private isLaunched = false;
  /** Findings for which the run has stood already. */
  private readonly stoppedFor = new Set<string>();
  private stopTimer: ReturnType<typeof setTimeout> | undefined;
  /** What the run ends with if the worker obeys or dies after we asked it to stop. */
  private askedOutcome: Outcome | undefined;

  constructor(options: SessionOptions) {
    this.launch = options.launch;
    this.title = options.title;
    this.sources = pythonTexts(options.launch.files);
    this.check = options.recorded && new ReplayCheck(options.recorded);
    this.port = options.port;
    this.onDeadlock = options.onDeadlock;
    this.stopGrace = options.stopGrace ?? STOP_GRACE;
    this.currentSpeed = options.launch.speed;
    this.record = new RunRecord(launchHeader(options.launch), this.sources);
    this.debug = this.store.add(new DebugLink((message) => this.send(message)));
    this.whenEnded = new Promise((resolve) => this.store.add(this.onEnd(resolve)));
    this.listen(options.port);
    this.travels = this.store.add(new Travels(this.travelling(), options.travelWorkers));
    this.store.add(this.travels.passage.onBranch((run) => this.kept.push(run)));
  }

  get header(): RunHeader {
    return this.record.trace.header;
  }

  /** Events so far. */
  get trace(): Trace {
    return this.record.trace;
  }

  /** Where the run is while that is an earlier step than the end of its trace. */
  get pastStep(): Step | undefined {
    return this.travels.passage.step;
  }

  /** The world where the run is; a value that later events do not change. */
  get world(): World {
    return this.record.worldAt(this.pastStep);
  }

  get tables(): Tables {
    return this.record.trace.tables;
  }

  /** Where one of the user's own objects was made. */
  placeOf(object: ObjectId): PlaceOfObject | undefined {
    return this.record.analysis.places.of(object);
  }

  get names(): Readonly<Record<ObjectId, string>> {
    return this.record.analysis.names;
  }

  /** Lines of the program that runs. */
  get source(): SourceLines {
    return this.record.analysis.source;
  }

  get findings(): readonly FindingView[] {
    return this.currentFindings;
  }

  get state(): RunState {
    return this.currentState;
  }

  /** Virtual seconds per second; Infinity is as fast as the machine can. */
  get speed(): number {
    return this.currentSpeed;
  }

  /** The prompt of an `input()` that nobody has answered yet. */
  get inputPrompt(): string | undefined {
    return this.pastStep === undefined ? this.pendingPrompt : undefined;
  }

  get end(): SessionEnd | undefined {
    return this.currentEnd;
  }

  /** Launches the program; call once, when all listeners are in place. */
  start(): void {
    this.isLaunched = true;
    this.send({ kind: 'launch', launch: this.launch });
  }

  /** A run on its way to another moment stays where it is. @param reason if the user has none */
  pause(reason?: 'finding'): void {
    if (this.travels.isUnderway) this.travels.cancel();
    this.send({ kind: 'pause', ...(reason && { reason }) });
  }

  resume(): void {
    this.send({ kind: 'continue' });
  }

  /** Goes on to just after the next event of any thread. */
  stepEvent(): void {
    this.send({ kind: 'stepEvent' });
  }

  setSpeed(speed: number): void {
    this.currentSpeed = speed;
    this.send({ kind: 'setSpeed', speed });
    this.speeds.fire(speed);
  }

  /** Ignored if nobody asked for input. @param line undefined is end of file. */
  provideInput(line: string | undefined): void {
    if (this.pendingPrompt === undefined) return;
    this.pendingPrompt = undefined;
    this.send({ kind: 'input', line });
    if (this.currentState.kind === 'waitingForInput') this.enter({ kind: 'running' });
  }

  /** Ends the run soon: when the worker obeys, or by ending the worker. */
  stop(): void {
    this.askToEnd({ kind: 'stopped' });
  }

  runView(): RunView {
    return runViewOf(this);
  }

  /** Ends the worker; a run that is still going on ends as stopped. */
  dispose(): void {
    this.finish({ kind: 'stopped' }, undefined);
    this.listening.dispose();
    this.port.dispose();
    this.store.dispose();
  }

  private send(message: ToWorker): void {
    if (this.currentEnd !== undefined) return;
    if (this.travels.isUnderway && GOES_ON.has(message.kind)) return;
    this.travels.sending(message);
    this.port.send(message);
  }

  private listen(port: RuntimePort): void {
    this.listening.dispose();
    this.listening = new DisposableStore();
    this.listening.add(port.onMessage((message) => this.receiveSafely(message)));
    this.listening.add(port.onExit((reason) => this.workerEnded(reason)));
    this.port = port;
  }

  /** What travels may know and do. */
  private travelling(): TravellingRun {
    return {
      ...{ launch: this.launch, title: this.title, debug: this.debug, onState: this.onState },
      now: () => {
        const { record, port, currentState: state, currentSpeed: speed } = this;
        return { record, port, state, speed };
      },
      pause: () => this.pause(),
      exchange: (port, control) => {
        this.listen(port);
        this.debug.exchanged(control);
      },
      enter: (state) => this.enter(state),
      tell: (text) => this.notices.fire({ code: 'travel', text }),
      branched: (record, newest, parted) => this.branched(record, newest, parted),
      workerEnded: (reason) => this.workerEnded(reason),
    };
  }

  private branched(record: RunRecord, newest: TraceBatch, parted: Step): void {
    this.record = record;
    this.pendingPrompt = undefined;
    this.tellBatch(newest, {}, parted);
  }

  private askToEnd(outcome: Outcome): void {
    if (this.currentEnd !== undefined || this.askedOutcome !== undefined) return;
    this.askedOutcome = outcome;
    this.travels.passage.unpark();
    if (!this.isLaunched) return this.finish(outcome, undefined);
    this.send({ kind: 'stop' });
    const grace = outcome.kind === 'deadlocked' ? DEADLOCK_GRACE : this.stopGrace;
    this.stopTimer = setTimeout(() => this.finish(outcome, undefined), grace);
  }

  /** A message that breaks the rules is our bug: the run ends visibly, the host lives on. */
  private receiveSafely(message: FromWorker): void {
    try {
      this.receive(message);
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      this.finish({ kind: 'crashed', message: text }, undefined);
    }
  }

  private receive(message: FromWorker): void {
    if (this.currentEnd !== undefined || this.travels.receive(message)) return;
    switch (message.kind) {
      case 'booted':
      case 'warm':
        return;
      case 'started':
        this.record = new RunRecord({ ...this.header, ...message.header }, this.sources);
        return this.enter({ kind: 'running' });
      case 'batch':
        return this.append(message.batch);
      case 'paused':
        return this.paused(message);
      case 'continued':
        return this.enter({ kind: this.inputPrompt === undefined ? 'running' : 'waitingForInput' });
      case 'inputWanted':
        return this.askForInput(message.prompt);
      case 'ended':
        return this.finish(message.outcome, message.schedule);
      case 'breakpoints':
      case 'logged':
      case 'control':
      case 'schedule':
      case 'inspected':
        return this.debug.receive(message);
      case 'exploring':
      case 'failureFound':
      case 'explored':
        // Of explorations, which have no session.
        return;
      case 'failed':
        return this.finish({ kind: 'crashed', message: message.message }, undefined);
      default:
        return unreachable(message);
    }
  }

  private append(batch: TraceBatch): void {
    this.tellBatch(batch, this.record.append(batch), batch.from);
  }

  /** Tells of a batch of the trace: of what it printed only from a step on. */
  private tellBatch(batch: TraceBatch, names: NamedBatch['names'], from: Step): void {
    this.batches.fire({ batch, names });
    for (const event of richEvents(batch, from)) this.announce(event);
    this.compare();
    this.findTrouble();
  }

  private compare(): void {
    const text = this.check?.see(this)?.text;
    if (text === undefined) return;
    this.notice = text;
    this.notices.fire({ code: 'diverged', text });
  }

  private announce(event: TraceEvent): void {
    if (event.kind === 'notice') this.notices.fire(event);
    if (event.kind !== 'output') return;
    const { stream, text, by: thread, time, at } = event;
    this.outputs.fire({ stream, text, thread, time, site: userSite(at, this.tables) });
  }

  private paused({ kind, ...pause }: { readonly kind: 'paused' } & Pause): void {
    // Before the state, so that who is told of the pause can say why.
    this.findTrouble();
    if (pause.reason === 'suspect') return this.decide();
    this.enter({ kind, ...pause, ...arrivalText(pause) });
    const { reason } = pause;
    if (reason === 'deadlock' && this.onDeadlock === 'end') this.askToEnd({ kind: 'deadlocked' });
  }

  /** The worker suspects a deadlock among some threads, and stands until it has an answer. */
  private decide(): void {
    const standing = this.currentFindings.filter(isStanding);
    const fresh = standing.filter(({ id }) => !this.stoppedFor.has(id));
    for (const { id } of fresh) this.stoppedFor.add(id);
    this.send({ kind: fresh.length > 0 ? 'pause' : 'continue' });
  }

  private askForInput(prompt: string): void {
    this.pendingPrompt = prompt;
    this.enter({ kind: 'waitingForInput' });
    this.inputs.fire(prompt);
  }

  private findTrouble(): void {
    const found = this.record.findings();
    if (found === this.currentFindings) return;
    this.currentFindings = found;
    this.findingLists.fire(found);
  }

  private enter(state: RunState): void {
    this.currentState = state;
    this.states.fire(state);
  }

  private workerEnded(reason: string): void {
    this.finish(this.askedOutcome ?? { kind: 'crashed', message: reason }, undefined);
  }

  /** The only way to the end. A trace that the worker could not complete gets its `end` here. */
  private finish(outcome: Outcome, schedule: string | undefined): void {
    if (this.currentEnd !== undefined) return;
    clearTimeout(this.stopTimer);
    this.travels.passage.unpark();
    if (this.record.fold.world.outcome === undefined) {
      this.append(endBatch(this.trace.length, this.record.fold.world.time, outcome));
    }
    this.currentEnd = { outcome: this.record.fold.world.outcome ?? outcome, schedule };
    this.pendingPrompt = undefined;
    this.port.dispose();
    this.debug.end();
    this.findTrouble();
    this.enter({ kind: 'ended' });
    this.ends.fire(this.currentEnd);
  }
}
