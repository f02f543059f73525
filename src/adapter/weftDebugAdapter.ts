// The Debug Adapter Protocol on top of a session. Knows nothing of VS Code: the host wraps it as
// an inline adapter, the tests talk to it over a stream. What DAP has no words for (locks,
// states, virtual time) is not here: the host holds the same session.

import type { DebugProtocol } from '@vscode/debugprotocol';

import type { Disposable } from '../core/base/disposable.ts';
import { Emitter } from '../core/base/emitter.ts';
import { UserError } from '../core/base/errors.ts';
import type { ThreadId } from '../core/base/ids.ts';
import type { RunOptions } from '../session/launch.ts';
import type { OpenedSession } from '../session/openSession.ts';
import type { Session } from '../session/session.ts';
import { capabilities } from './capabilities.ts';
import { DebuggedRun } from './debuggedRun.ts';
import { readLaunchArguments } from './launchArguments.ts';
import { on, Reply, RequestDesk, type Handlers } from './requestDesk.ts';
import { frameOf, liveThreads, sitesOf, type SourceView } from './stackFrames.ts';

export interface AdapterEnvironment {
  /** Opens a session that pauses on a deadlock. @throws UserError */
  readonly openSession: (options: RunOptions) => Promise<OpenedSession>;
  /** What the client opens for a file of the trace: a path or a URI. */
  readonly sourcePath: (file: string) => string;
}

const NO_BREAKPOINTS =
  'Weft does not stop at breakpoints yet. Pause the run, or step from event to event.';

export class WeftDebugAdapter implements Disposable {
  private readonly environment: AdapterEnvironment;
  private readonly desk: RequestDesk;
  private readonly sessions = new Emitter<Session>();
  private readonly view: { -readonly [K in keyof SourceView]: SourceView[K] };
  private run: DebuggedRun | undefined;
  private launchArguments: unknown;
  /** Counts what would start or end a run: what was opened for an older one is not wanted. */
  private openings = 0;
  private isConfigured = false;
  private isDisposed = false;
  private nextFrameId = 1;

  readonly onDidSendMessage: RequestDesk['onDidSendMessage'];
  /** A session that is about to start; the adapter disposes it. */
  readonly onSession = this.sessions.on;

  constructor(environment: AdapterEnvironment) {
    this.environment = environment;
    this.view = { firstLine: 1, firstColumn: 1, sourcePath: environment.sourcePath };
    this.desk = new RequestDesk(this.handlers());
    this.onDidSendMessage = this.desk.onDidSendMessage;
  }

  /** The client's messages; a malformed one is ignored. */
  handleMessage(message: DebugProtocol.ProtocolMessage): void {
    if (message.type === 'request') this.desk.handle(message as DebugProtocol.Request);
  }

  dispose(): void {
    if (this.isDisposed) return;
    this.isDisposed = true;
    this.desk.dispose();
    this.run?.dispose();
    this.sessions.dispose();
  }

  /** One row a request. */
  private handlers(): Handlers {
    const step = () => this.stepEvent();
    return {
      initialize: on<DebugProtocol.InitializeRequestArguments>((args) => this.initialize(args)),
      launch: (args) => this.launch(args),
      configurationDone: () => this.configurationDone(),
      setBreakpoints: on<DebugProtocol.SetBreakpointsArguments>((args) =>
        unverified(args.breakpoints),
      ),
      setFunctionBreakpoints: on<DebugProtocol.SetFunctionBreakpointsArguments>((args) =>
        unverified(args.breakpoints),
      ),
      setExceptionBreakpoints: on<DebugProtocol.SetExceptionBreakpointsArguments>((args) =>
        unverified(args.filters),
      ),
      threads: () => this.threads(),
      stackTrace: on<DebugProtocol.StackTraceArguments>((args) => this.stackTrace(args)),
      scopes: () => ({ scopes: [] }),
      variables: () => ({ variables: [] }),
      exceptionInfo: () => this.exceptionInfo(),
      pause: on<DebugProtocol.PauseArguments>((args) => this.pause(args)),
      continue: () => this.resume(),
      next: step,
      stepIn: step,
      stepOut: step,
      'weft/stepEvent': step,
      evaluate: on<DebugProtocol.EvaluateArguments>((args) => this.evaluate(args)),
      source: () => {
        throw new UserError('The source of the standard library is not available yet.');
      },
      restart: on<DebugProtocol.RestartArguments>((args) => this.restart(args)),
      terminate: () => this.terminate(),
      disconnect: () => this.disconnect(),
    };
  }

  private initialize(args: DebugProtocol.InitializeRequestArguments): Reply {
    const { linesStartAt1 = true, columnsStartAt1 = true } = args;
    this.view.firstLine = Number(linesStartAt1);
    this.view.firstColumn = Number(columnsStartAt1);
    return new Reply(capabilities, () => this.desk.event('initialized'));
  }

  private async launch(args: unknown): Promise<void> {
    if (this.run !== undefined) throw new UserError('This debug session has a run already.');
    const run = await this.open(args);
    if (this.isConfigured) run.session.start();
  }

  private configurationDone(): void {
    if (this.isConfigured) return;
    this.isConfigured = true;
    this.run?.session.start();
  }

  private async restart({ arguments: args }: DebugProtocol.RestartArguments): Promise<void> {
    this.run?.discard();
    this.run = undefined;
    const run = await this.open(args ?? this.launchArguments);
    run.session.start();
  }

  /** @throws UserError if the arguments are wrong or the run is not wanted any more. */
  private async open(args: unknown): Promise<DebuggedRun> {
    this.launchArguments = args;
    const opening = ++this.openings;
    const { session, notice } = await this.environment.openSession(readLaunchArguments(args));
    if (this.isDisposed || opening !== this.openings) {
      session.dispose();
      throw new UserError('The run was ended before it had started.');
    }
    const run = new DebuggedRun(session, (event, body) => this.desk.event(event, body), this.view);
    this.run = run;
    if (notice !== undefined) run.log('console', notice);
    this.sessions.fire(session);
    return run;
  }

  private threads(): { threads: DebugProtocol.Thread[] } {
    if (this.run === undefined) return { threads: [] };
    return { threads: liveThreads(this.run.session.world).map(({ id, name }) => ({ id, name })) };
  }

  private stackTrace(args: DebugProtocol.StackTraceArguments): object {
    const { world, tables } = this.liveRun().session;
    const thread = world.threads[args.threadId as ThreadId];
    if (thread === undefined) throw new UserError(`There is no thread ${args.threadId}.`);
    const sites = sitesOf(thread.at, tables);
    const first = args.startFrame ?? 0;
    const shown = sites.slice(first, args.levels ? first + args.levels : undefined);
    const stackFrames = shown.map((site) => frameOf(site, this.nextFrameId++, this.view));
    return { stackFrames, totalFrames: sites.length };
  }

  private exceptionInfo(): object {
    const trouble = this.liveRun().trouble;
    if (trouble === undefined) throw new UserError('No thread is stopped by trouble.');
    return { exceptionId: trouble.name, description: trouble.explanation, breakMode: 'always' };
  }

  private pause({ threadId }: DebugProtocol.PauseArguments): void {
    const run = this.liveRun();
    run.focus = threadId as ThreadId;
    run.session.pause();
  }

  private resume(): { allThreadsContinued: boolean } {
    const run = this.liveRun();
    run.goOn(() => run.session.resume());
    return { allThreadsContinued: true };
  }

  /** Threads are not stepped one by one yet: on to the next event of any. */
  private stepEvent(): void {
    const run = this.liveRun();
    run.goOn(() => run.session.stepEvent());
  }

  /** A line in the console answers a program that waits for input. */
  private evaluate({ expression, context }: DebugProtocol.EvaluateArguments): object {
    const session = this.run?.session;
    if (context !== 'repl' || session?.inputPrompt === undefined) {
      throw new UserError("Weft can't evaluate expressions yet.");
    }
    session.provideInput(expression);
    return { result: '', variablesReference: 0 };
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

function unverified(asked: readonly unknown[] = []): object {
  const breakpoint = { verified: false, reason: 'failed', message: NO_BREAKPOINTS };
  return { breakpoints: asked.map(() => breakpoint) };
}
