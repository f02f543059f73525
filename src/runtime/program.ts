// One run of a script on a restored interpreter: kernel, driver, trace, and the messages about it.

import type { StackId } from '../core/base/ids.ts';
import { MAIN_THREAD, NO_STACK } from '../core/base/ids.ts';
import type { FromWorker, LaunchRequest, ToWorker } from '../core/protocol/worker.ts';
import type { InspectQuery, StepRequest, ThreadControl } from '../core/protocol/debug.ts';
import { createStrategy } from '../core/schedule/createStrategy.ts';
import type { RecordingStrategy } from '../core/schedule/recording.ts';
import { recordChoices } from '../core/schedule/recording.ts';
import { formatSchedule } from '../core/schedule/scheduleText.ts';
import { ControlledStrategy } from '../core/schedule/threadControl.ts';
import { BatchWriter } from '../core/trace/encode.ts';
import type { NumberMemory } from '../core/trace/sharedNumbers.ts';
import type { Outcome } from '../core/trace/events.ts';
import type { Accesses } from './races/accesses.ts';
import { createAccesses, createCodeTools, createFrames, type CodeTools } from './codeTools.ts';
import { Debugger } from './debug/debugger.ts';
import { Pauses } from './debug/pauses.ts';
import { ThreadFrames } from './debug/threadFrames.ts';
import type { DriverHandlers, RealTime } from './driver.ts';
import { Driver } from './driver.ts';
import { Input } from './input.ts';
import type { Inspection } from './inspect/inspection.ts';
import { createInspection } from './inspect/inspection.ts';
import { BatchRecorder } from './kernel/batchRecorder.ts';
import { Kernel } from './kernel/kernel.ts';
import { Lease } from './kernel/lease.ts';
import { Leave } from './leave.ts';
import type { Machine, Tenant } from './machine.ts';
import { moveIn } from './mainThread.ts';
import { outcomeOfDeath } from './outcomeOfDeath.ts';
import { Output } from './output.ts';
import type { Pointer } from './python/cpython.ts';
import type { Frames } from './python/frames.ts';
import type { RuntimeLayout } from './python/layout.ts';
import type { NativeThreads } from './python/native.ts';
import type { MemoryBudget } from './python/sandbox.ts';
import { connectStreams } from './python/streams.ts';
import { objectFacts } from './reachability/objectFacts.ts';
import { Reachability } from './reachability/reachability.ts';
import type { Assembly } from './threadModule/assemble.ts';
import { assemble } from './threadModule/assemble.ts';
import type { Outside } from './threadModule/functions.ts';
import type { RestoredMachine } from './restore.ts';
import { virtualMachine } from './virtualMachine.ts';
import { workerHeader } from './workerHeader.ts';

const NANOSECONDS = 1e9;

export interface ProgramHost {
  readonly time: RealTime;
  send(message: FromWorker): void;
  /** Batches are sent in it; left out: each in its own. */
  readonly memory?: NumberMemory;
}

export class Program implements Tenant {
  readonly kernel: Kernel;
  readonly assembly: Assembly;
  readonly memory: MemoryBudget;
  readonly source: Tenant['source'];

  private readonly writer: BatchWriter;
  private readonly control: ControlledStrategy;
  private readonly strategy: RecordingStrategy;
  private readonly driver: Driver;
  private readonly input: Input;
  private readonly output: Output;
  private readonly inspection: Inspection;
  readonly machine: Machine;
  readonly native: NativeThreads;
  readonly layout: RuntimeLayout;
  private readonly launch: LaunchRequest;
  private readonly host: ProgramHost;
  private readonly debugger: Debugger;
  private readonly leave: Leave;
  private readonly pauses: Pauses;
  private readonly reachability: Reachability;
  private readonly accesses: Accesses | undefined;
  private hasEnded = false;
  private hasDied = false;

  constructor(
    machine: Machine,
    restored: Pick<RestoredMachine, 'native' | 'layout' | 'knowledge'>,
    launch: LaunchRequest,
    host: ProgramHost,
  ) {
    this.machine = machine;
    this.native = restored.native;
    this.layout = restored.layout;
    this.launch = launch;
    this.host = host;
    this.writer = new BatchWriter(host.memory);
    this.memory = { limit: launch.limits.memoryBytes, wasExceeded: false };
    const { python, objects } = machine;
    const frames = createFrames(this, this.writer);
    const stackOf = (): StackId =>
      this.native.runningState === 0 ? NO_STACK : frames.stack(this.native.runningState);
    const strategy = createStrategy(launch.strategy, launch.seed);
    this.control = new ControlledStrategy(strategy, () => this.controlChanged());
    this.strategy = recordChoices(this.control);
    this.kernel = new Kernel({
      ...{ strategy: this.strategy, stackOf, limits: launch.limits },
      recorder: new BatchRecorder(this.writer),
      lease: new Lease(this.native.leased.cleared()),
    });
    this.driver = new Driver(this.kernel, host.time, this.driverHandlers(), {
      speed: launch.speed,
      pauseAt: launch.pauseAt === undefined ? Infinity : launch.pauseAt * NANOSECONDS,
      step: () => this.writer.step,
    });
    const run = { kernel: this.kernel, writer: this.writer, stackOf };
    const limit = (message: string): void => this.driver.end({ kind: 'limit', message });
    const tell = (): void => this.flush();
    this.output = new Output(run, { limit: launch.limits.outputBytes, overflow: limit, tell });
    this.input = new Input(launch.input, (prompt) => this.askForInput(prompt));
    this.assembly = assemble(
      { python, objects, native: this.native },
      restored.knowledge,
      { ...run, frames, lend: () => this.leave.lend() },
      this.outside(limit),
    );
    this.inspection = this.createInspection();
    this.source = virtualMachine(launch, this.kernel, () => this.inspection.python.isLooking);
    const roles = { detectRaces: launch.detectRaces, arePoints: !!strategy.before?.accesses };
    const tools = createCodeTools(this, frames, roles);
    this.debugger = this.createDebugger(tools);
    this.accesses = createAccesses(this, tools, run, roles);
    this.leave = this.createLeave(frames);
    this.pauses = this.createPauses();
    this.reachability = new Reachability(
      { kernel: this.kernel, writer: this.writer },
      objectFacts(this.assembly, this.layout),
      () => python.HEAPU8.length,
    );
  }

  private outside(limit: Outside['limit']): Outside {
    return {
      readInput: (prompt, answer) => this.input.read(prompt, answer),
      currentPrompt: () => this.output.prompt,
      exit: (exitCode) => this.driver.end({ kind: 'exited', exitCode }),
      limit,
      uncaught: (exception) => this.debugger.uncaught(exception),
    };
  }

  private createInspection(): Inspection {
    const { machine, assembly, layout, host } = this;
    const now = (): number => host.time.now();
    return createInspection(
      { machine, assembly, layout, now },
      {
        exceptionOf: (thread) => this.debugger.currentException(thread),
        linesBetween: (...lines) => this.debugger.loaded.linesBetween(...lines),
      },
    );
  }

  private createLeave(frames: Frames): Leave {
    const { kernel, writer, native, driver } = this;
    const { traveller } = this.debugger;
    const { locals } = this.assembly;
    return new Leave({ kernel, writer, native, driver, frames, traveller, locals });
  }

  private createPauses(): Pauses {
    return new Pauses({
      kernel: this.kernel,
      control: this.control,
      debugger: this.debugger,
      nameOf: (thread) => this.assembly.handles.nameOf(thread),
      tell: (pause) => this.host.send({ kind: 'paused', ...pause }),
    });
  }

  private createDebugger({ frames, codes, traps }: CodeTools): Debugger {
    const { python, objects } = this.machine;
    const { monitoring } = this.layout;
    return new Debugger({
      kernel: this.kernel,
      codes,
      traps,
      frames: new ThreadFrames(frames, codes, this.native),
      python,
      objects,
      layout: monitoring,
      writer: this.writer,
      userSite: (stack) => frames.userSite(stack),
      nameOf: (thread) => this.assembly.handles.nameOf(thread),
      stopOnDeadlock: this.launch.stopOnDeadlock,
      dataPlaces: this.inspection.dataPlaces,
      evaluate: (expression) => this.inspection.python.evaluateHere(expression),
      send: (message) => this.host.send(message),
      memoryChanged: () => this.inspection.python.memoryChanged(),
    });
  }

  /** The run has ended and no stack came to harm: the interpreter can be reset. */
  get isOverAndIntact(): boolean {
    return this.hasEnded && !this.hasDied;
  }

  // ── start ──

  start(): void {
    const { launch, layout } = this;
    this.host.send({
      kind: 'started',
      header: workerHeader(launch, layout.pythonVersion, this.strategy.name),
    });
    connectStreams(this.machine.python, (stream, text) => {
      this.kernel.loans.takeBack();
      if (this.inspection.python.isLooking) this.inspection.python.printed(text);
      else this.output.write(stream, text);
    });
    const ident = layout.mainIdent;
    this.kernel.createThread({ name: 'MainThread', daemon: false, ident, isLibrary: false });
    this.assembly.locks.restore(layout.locks);
    this.assembly.handles.restore(layout.handles);
    moveIn(this, launch, this, this.strategy.checksPerTick);
    this.kernel.startThread(MAIN_THREAD);
    if (launch.travel) this.debugger.traveller.begin(launch.travel);
    if (launch.stopOnEntry) this.driver.pause('entry');
    else this.driver.released();
  }

  // ── messages ──

  receive(
    message: Exclude<ToWorker, { kind: 'launch' | 'reset' | 'explore' | 'stopExploring' }>,
  ): void {
    if (message.kind !== 'inspect') this.inspection.python.memoryChanged();
    switch (message.kind) {
      case 'pause':
        if (this.pauses.isSuspected) return this.pauses.confirm();
        return this.driver.pause(message.reason ?? 'pause');
      case 'continue':
        return this.driver.resume();
      case 'stepEvent':
        return this.driver.stepEvent();
      case 'setSpeed':
        return this.driver.setSpeed(message.speed);
      case 'input':
        return this.driver.arrival(() => this.input.arrived(message.line));
      case 'stop':
        return this.driver.end({ kind: 'stopped' });
      case 'inspect':
        return this.inspect(message.id, message.query);
      case 'setBreakpoints':
        return this.debugger.setBreakpoints(message.breakpoints, message.exceptions);
      case 'step':
        return this.goOn(() => this.step(message.step));
      case 'runTo':
        return this.goOn(() => this.debugger.runTo(message.thread, message.file, message.line));
      case 'setControl':
        return this.driver.arrival(() => this.setControl(message.control));
      case 'standAt':
        return this.debugger.traveller.standAt(message.moment);
      case 'tellSchedule':
        return this.host.send({ kind: 'schedule', schedule: this.schedule });
    }
  }

  private step(request: StepRequest): void {
    this.debugger.step(request);
    this.control.alone = request.isAlone ? request.thread : undefined;
  }

  private setControl({ frozen, next }: ThreadControl): void {
    this.control.frozen = new Set(frozen);
    this.control.nextThread = next;
    if (this.kernel.endRest()) this.strategy.restEnded(this.kernel.clock.now);
    this.controlChanged();
  }

  private controlChanged(): void {
    const { frozen, nextThread: next } = this.control;
    this.host.send({ kind: 'control', control: { frozen: [...frozen], next } });
  }

  private goOn(prepare: () => void): void {
    if (!this.driver.isPaused) return;
    prepare();
    this.driver.resume();
  }

  private inspect(id: number, query: InspectQuery): void {
    const answer = this.driver.stands
      ? this.inspection.inspector.answer(query)
      : ({ kind: 'error', message: 'The run is going on; pause it first.' } as const);
    this.flush();
    this.host.send({ kind: 'inspected', id, answer });
  }

  private askForInput(prompt: string): void {
    this.flush();
    this.host.send({ kind: 'inputWanted', prompt });
  }

  private driverHandlers(): DriverHandlers {
    return {
      resume: (thread) => {
        this.inspection.inspector.forget();
        this.debugger.continued();
        this.native.resume(thread);
      },
      idle: () => this.reachability.look(),
      flush: () => {
        this.output.breathed();
        this.flush();
      },
      takeStop: () => this.debugger.takeStop(),
      takeStopBefore: () => this.debugger.takeStopBefore(),
      nextStand: () => this.debugger.traveller.nextStand,
      paused: (stop, time) => this.pauses.stopped(stop, time),
      continued: () => {
        this.pauses.continued();
        this.inspection.inspector.forget();
        this.host.send({ kind: 'continued' });
      },
      ended: (outcome) => this.end(outcome),
    };
  }

  private flush(): void {
    if (this.writer.length === 0) return;
    this.host.send({ kind: 'batch', batch: this.writer.take() });
  }

  private end(outcome: Outcome): void {
    this.hasEnded = true;
    const { clock, current } = this.kernel;
    this.writer.rich(clock.now, current, NO_STACK, { kind: 'end', outcome });
    this.flush();
    this.host.send({ kind: 'ended', outcome, schedule: this.schedule });
  }

  /** Of all choices so far. */
  private get schedule(): string {
    return formatSchedule(this.strategy.schedule(this.launch));
  }

  // ── the machine's tenant ──

  wantsProcessor(): boolean {
    return this.leave.isOver();
  }

  executed(code: Pointer): void {
    this.debugger.executed(code);
    this.accesses?.executed(code);
  }

  access(): Pointer {
    const { none } = this.assembly.context.objects;
    return this.accesses?.reached(this.kernel, this.assembly) ?? none;
  }

  freed(memory: number): void {
    this.accesses?.freed(memory);
  }

  line(): Pointer {
    const { settlement, context } = this.assembly;
    const { none } = context.objects;
    return this.debugger.lineReached() ? settlement.hold(this.kernel.current, none) : none;
  }

  raised(exception: Pointer): Pointer {
    const { settlement, context } = this.assembly;
    const { none } = context.objects;
    return this.debugger.raised(exception) ? settlement.hold(this.kernel.current, none) : none;
  }

  threadEnded(): void {
    const { current } = this.kernel;
    this.debugger.threadEnded(current, this.assembly.handles.nameOf(current));
  }

  released(): void {
    this.driver.released();
  }

  threadGone(): void {
    this.reachability.look();
  }

  exited(exitCode: number): void {
    this.native.leaveState();
    this.driver.end({ kind: 'exited', exitCode });
  }

  died(error: unknown): void {
    this.hasDied = true;
    this.driver.end(outcomeOfDeath(error, this.memory));
    this.driver.released();
  }
}
