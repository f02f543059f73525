// The Debug Adapter Protocol on top of a session. Knows nothing of VS Code: the host wraps it as
// an inline adapter, `weft dap` puts it behind a stream. What DAP has no words for (locks,
// states, virtual time) is not here: the host holds the same session.

import type { DebugProtocol } from '@vscode/debugprotocol';

import type { Disposable } from '../core/base/disposable.ts';
import { Emitter } from '../core/base/emitter.ts';
import { UserError } from '../core/base/errors.ts';
import type { ThreadId } from '../core/base/ids.ts';
import type { StepMode } from '../core/protocol/debug.ts';
import type { RunOptions } from '../session/launch.ts';
import type { OpenedSession } from '../session/openSession.ts';
import type { Session } from '../session/session.ts';
import type { SyncBreakpoint } from './breakpointBook.ts';
import { BreakpointRequests } from './breakpointRequests.ts';
import { capabilities } from './capabilities.ts';
import { DebuggedRun } from './debuggedRun.ts';
import { readLaunchArguments } from './launchArguments.ts';
import { on, Reply, RequestDesk, type Handlers } from './requestDesk.ts';
import type { SourceView } from './stackFrames.ts';
import { threadRequests } from './threadRequests.ts';
import { travelRequests } from './travelRequests.ts';
import { threadList } from './threadList.ts';
import { shownTrouble } from './valueViews.ts';

export interface AdapterEnvironment {
  /** Opens a session that pauses on a deadlock. @throws UserError */
  readonly openSession: (options: RunOptions) => Promise<OpenedSession>;
  /** What the client opens for a file of the trace: a path or a URI. */
  readonly sourcePath: (file: string) => string;
  /** The way back, to a path in the sandbox; undefined for what no run can see. */
  readonly tracePath: (path: string) => string | undefined;
}

export class WeftDebugAdapter implements Disposable {
  private readonly environment: AdapterEnvironment;
  private readonly desk: RequestDesk;
  private readonly sessions = new Emitter<Session>();
  private readonly view: { -readonly [K in keyof SourceView]: SourceView[K] };
  private readonly breakpoints: BreakpointRequests;
  private run: DebuggedRun | undefined;
  private launchArguments: unknown;
  /** Counts what would start or end a run: what was opened for an older one is not wanted. */
  private openings = 0;
  private isConfigured = false;
  private isDisposed = false;
  private clientRedraws = false;

  readonly onDidSendMessage: RequestDesk['onDidSendMessage'];
  /** A session that is about to start; the adapter disposes it. */
  readonly onSession = this.sessions.on;

  constructor(environment: AdapterEnvironment) {
    const { sourcePath, tracePath } = environment;
    this.environment = environment;
    this.view = { firstLine: 1, firstColumn: 1, sourcePath, tracePath };
    const send = (event: string, body: unknown) => this.desk.event(event, body);
    this.breakpoints = new BreakpointRequests(this.view, send);
    this.desk = new RequestDesk({
      ...this.lifeRequests(),
      ...this.breakpoints.handlers(),
      ...this.controlRequests(),
      ...this.inspectionRequests(),
      ...threadRequests(() => this.liveRun()),
      ...travelRequests(() => this.liveRun()),
    });
    this.onDidSendMessage = this.desk.onDidSendMessage;
  }

  /** The client's messages; a malformed one is ignored. */
  handleMessage(message: DebugProtocol.ProtocolMessage): void {
    if (message.type === 'request') this.desk.handle(message as DebugProtocol.Request);
  }

  /** All there are; replaces the earlier ones. They outlive a restart, as the client's own do. */
  setSyncBreakpoints(breakpoints: readonly SyncBreakpoint[]): void {
    this.breakpoints.setSync(breakpoints);
  }

  /** Turns the client's call stack to a thread, if the run stands. */
  showThread(thread: ThreadId): void {
    this.run?.showThread(thread);
  }

  dispose(): void {
    if (this.isDisposed) return;
    this.isDisposed = true;
    this.desk.dispose();
    this.run?.dispose();
    this.sessions.dispose();
  }

  private lifeRequests(): Handlers {
    return {
      initialize: on<DebugProtocol.InitializeRequestArguments>((args) => this.initialize(args)),
      launch: (args) => this.launch(args),
      configurationDone: () => this.configurationDone(),
      restart: on<DebugProtocol.RestartArguments>((args) => this.restart(args)),
      terminate: () => this.terminate(),
      disconnect: () => this.disconnect(),
    };
  }

  private controlRequests(): Handlers {
    const step = (mode: StepMode) =>
      on<DebugProtocol.NextArguments>((args) => this.step(mode, args));
    return {
      pause: on<DebugProtocol.PauseArguments>((args) => this.pause(args)),
      continue: on<DebugProtocol.ContinueArguments>((args) => this.resume(args)),
      next: step('over'),
      stepIn: step('in'),
      stepOut: step('out'),
    };
  }

  private inspectionRequests(): Handlers {
    const inspection = () => this.liveRun().inspection;
    return {
      threads: () => ({ threads: this.run === undefined ? [] : threadList(this.run.session) }),
      stackTrace: on<DebugProtocol.StackTraceArguments>((args) => inspection().stackTrace(args)),
      scopes: on<DebugProtocol.ScopesArguments>((args) => inspection().scopes(args)),
      variables: on<DebugProtocol.VariablesArguments>((args) => inspection().variables(args)),
      evaluate: on<DebugProtocol.EvaluateArguments>((args) => this.evaluate(args)),
      setVariable: on<DebugProtocol.SetVariableArguments>((args) =>
        this.redrawn(inspection().setVariable(args)),
      ),
      setExpression: on<DebugProtocol.SetExpressionArguments>((args) =>
        this.redrawn(inspection().setExpression(args)),
      ),
      completions: on<DebugProtocol.CompletionsArguments>((args) => inspection().completions(args)),
      dataBreakpointInfo: on<DebugProtocol.DataBreakpointInfoArguments>((args) =>
        inspection().dataBreakpoint(args),
      ),
      breakpointLocations: on<DebugProtocol.BreakpointLocationsArguments>((args) =>
        this.run === undefined ? { breakpoints: [] } : inspection().breakpointLocations(args),
      ),
      exceptionInfo: on<DebugProtocol.ExceptionInfoArguments>((args) => this.exceptionInfo(args)),
      source: on<DebugProtocol.SourceArguments>((args) => inspection().source(args)),
    };
  }

  private initialize(args: DebugProtocol.InitializeRequestArguments): Reply {
    const { linesStartAt1 = true, columnsStartAt1 = true } = args;
    this.view.firstLine = Number(linesStartAt1);
    this.view.firstColumn = Number(columnsStartAt1);
    this.clientRedraws = args.supportsInvalidatedEvent === true;
    return new Reply(capabilities, () => this.desk.event('initialized'));
  }

  private async launch(args: unknown): Promise<void> {
    if (this.run !== undefined) throw new UserError('This debug session has a run already.');
    const run = await this.open(args);
    if (this.isConfigured) this.start(run);
  }

  private configurationDone(): void {
    if (this.isConfigured) return;
    this.isConfigured = true;
    if (this.run !== undefined) this.start(this.run);
  }

  private async restart({ arguments: args }: DebugProtocol.RestartArguments): Promise<void> {
    this.breakpoints.end();
    this.run?.discard();
    this.run = undefined;
    this.start(await this.open(args ?? this.launchArguments));
  }

  /** @throws UserError if the arguments are wrong or the run is not wanted any more. */
  private async open(args: unknown): Promise<DebuggedRun> {
    this.launchArguments = args;
    const opening = ++this.openings;
    const launch = readLaunchArguments(args);
    const { session, notice } = await this.environment.openSession(launch.run);
    if (this.isDisposed || opening !== this.openings) {
      session.dispose();
      throw new UserError('The run was ended before it had started.');
    }
    const { view } = this;
    const send = (event: string, body?: unknown) => this.desk.event(event, body);
    const kindOf = (id: number) => this.breakpoints.book.kindOf(id);
    const run = new DebuggedRun({ session, send, view, debug: launch.debug, kindOf });
    this.run = run;
    for (const text of [launch.notice, notice]) if (text !== undefined) run.log('console', text);
    this.sessions.fire(session);
    return run;
  }

  private start({ session, debug }: DebuggedRun): void {
    if (!debug.noDebug) this.breakpoints.begin(session);
    // The names of threads say who is frozen.
    session.debug.onControl(() => {
      if (session.state.kind === 'paused') this.redraw('threads');
    });
    session.start();
  }

  /** The client asks again for what may have changed. */
  private redraw(area: 'threads' | 'variables'): void {
    if (this.clientRedraws) this.desk.event('invalidated', { areas: [area] });
  }

  private exceptionInfo({ threadId }: DebugProtocol.ExceptionInfoArguments): unknown {
    const run = this.liveRun();
    const trouble = run.deadlock;
    return trouble ? shownTrouble(trouble) : run.inspection.exception(threadId as ThreadId);
  }

  private pause({ threadId }: DebugProtocol.PauseArguments): void {
    const run = this.liveRun();
    run.focus = threadId as ThreadId;
    run.session.pause();
  }

  private resume(args: DebugProtocol.ContinueArguments): { allThreadsContinued: boolean } {
    const run = this.liveRun();
    if (args.singleThread) run.goOnAlone(args.threadId as ThreadId);
    else run.goOn(() => run.session.resume());
    return { allThreadsContinued: !args.singleThread };
  }

  private step(mode: StepMode, args: DebugProtocol.NextArguments): void {
    const run = this.liveRun();
    const thread = args.threadId as ThreadId;
    const isAlone = args.singleThread ?? false;
    run.stepOn(() => run.session.debug.step({ thread, mode, isAlone }));
    run.focus = thread;
  }

  /** A line in the console answers a program that waits for input. */
  private evaluate(args: DebugProtocol.EvaluateArguments): unknown {
    const run = this.liveRun();
    if (args.context !== 'repl') return run.inspection.evaluate(args);
    if (!run.wantsInput) return this.redrawn(run.inspection.evaluate(args));
    run.session.provideInput(args.expression);
    return { result: '', variablesReference: 0 };
  }

  /** For what may have changed values: the client asks for them again. */
  private async redrawn(result: Promise<object>): Promise<Reply> {
    return new Reply(await result, () => this.redraw('variables'));
  }

  private terminate(): void {
    this.openings++;
    if (this.run === undefined) this.desk.event('terminated');
    else this.run.session.stop();
  }

  private disconnect(): Reply {
    this.openings++;
    return new Reply(undefined, () => this.run?.dispose());
  }

  private liveRun(): DebuggedRun {
    if (this.run === undefined) throw new UserError('No run has been started.');
    return this.run;
  }
}
