// One execution of a script that nobody watches: kernel and `_thread` as in any run, but without a
// trace, a debugger or a look at who can still be woken, which would cost more than the execution.
// What it does to the interpreter's memory is what a run does (see program.ts), so that the same
// schedule is the same execution there. It begins with the snapshot, or where another execution of
// the same program was about to begin (see preparedStart.ts).

import type { StackId, VariableId } from '../../core/base/ids.ts';
import { HASH_START, hashText } from '../../core/base/hash.ts';
import { MAIN_THREAD, NO_STACK } from '../../core/base/ids.ts';
import { takeApart } from '../../core/base/takeApart.ts';
import { lossKey, type ExploreRequest } from '../../core/protocol/explore.ts';
import type { LaunchRequest } from '../../core/protocol/worker.ts';
import type { ExecutionEnd } from '../../core/schedule/explore/execution.ts';
import type { ExecutionStrategy } from '../../core/schedule/explore/executionStrategy.ts';
import { ExecutionLeftError } from '../../core/schedule/explore/executionStrategy.ts';
import { NondeterminismError } from '../../core/schedule/explore/search.ts';
import type { PendingOperation } from '../../core/schedule/operation.ts';
import { BatchWriter } from '../../core/trace/encode.ts';
import type { NumberMemory } from '../../core/trace/sharedNumbers.ts';
import type { EventBody, Site } from '../../core/trace/events.ts';
import type { Accesses } from '../races/accesses.ts';
import { createAccesses, createCodeTools, createFrames } from '../codeTools.ts';
import { LoadedCode } from '../debug/loadedCode.ts';
import { Input } from '../input.ts';
import { Kernel } from '../kernel/kernel.ts';
import { BatchRecorder } from '../kernel/batchRecorder.ts';
import { SilentRecorder } from '../kernel/silentRecorder.ts';
import { lendNothing } from '../leave.ts';
import { moveIn } from '../mainThread.ts';
import type { Tenant } from '../machine.ts';
import { outcomeOfDeath } from '../outcomeOfDeath.ts';
import type { Pointer } from '../python/cpython.ts';
import type { Frames } from '../python/frames.ts';
import type { MemoryBudget } from '../python/sandbox.ts';
import { connectStreams } from '../python/streams.ts';
import type { RestoredMachine } from '../restore.ts';
import type { Assembly } from '../threadModule/assemble.ts';
import { assemble, takeAssemblyApart } from '../threadModule/assemble.ts';
import { virtualMachine } from '../virtualMachine.ts';
import { finalState } from './finalState.ts';
import type { PreparedStart } from './preparedStart.ts';
import { prepareStart } from './preparedStart.ts';

/** The first thing that went wrong. */
export interface Trouble {
  readonly kind: 'exception' | 'exitCode' | 'crash' | 'limit' | 'race';
  readonly message: string;
  /** Of an exception: those of one type that are raised in one line are the same failure. */
  readonly place?: string;
}

type Exception = Extract<EventBody, { readonly kind: 'exception' }>;

export interface RunEnd {
  readonly end: ExecutionEnd;
  readonly trouble: Trouble | undefined;
  readonly leftOver: readonly PendingOperation[];
  /** A number for what it printed, and left in its variables if that was asked for. */
  readonly output: number;
  /** No stack came to harm: the interpreter can be reset. */
  readonly isIntact: boolean;
}

export interface ExploredProgram extends Pick<
  ExploreRequest,
  'launch' | 'losses' | 'comparesStates'
> {
  readonly from: PreparedStart | undefined;
}

export interface RunHost {
  /** For events. */
  readonly numbers: NumberMemory;
  /** The processor is to be given back to the event loop for a moment. */
  isBreathless(): boolean;
  breathe(then: () => void): void;
  /** Other executions of the program can begin there. */
  prepared(start: PreparedStart): void;
  ended(end: RunEnd): void;
  /** The same choices led to another operation than before. */
  differs(error: NondeterminismError): void;
}

export class ExploringRun implements Tenant {
  readonly kernel: Kernel;
  readonly assembly: Assembly;
  readonly source: Tenant['source'];
  readonly memory: MemoryBudget;
  private readonly restored: RestoredMachine;
  private readonly launch: LaunchRequest;
  private readonly losses: readonly string[];
  private readonly comparesStates: boolean;
  private readonly from: PreparedStart | undefined;
  private readonly strategy: ExecutionStrategy;
  private readonly host: RunHost;
  private readonly loaded: LoadedCode;
  private readonly accesses: Accesses | undefined;
  private readonly writer: BatchWriter;
  private trouble: Trouble | undefined;
  /** Unless races are looked for, whose detector reads events. */
  private readonly silence: SilentRecorder | undefined;
  private output = HASH_START;
  private hasExited = false;
  private hasEnded = false;

  constructor(
    restored: RestoredMachine,
    { launch, losses = [], comparesStates = false, from }: ExploredProgram,
    strategy: ExecutionStrategy,
    host: RunHost,
  ) {
    this.restored = restored;
    this.launch = launch;
    this.losses = losses;
    this.comparesStates = comparesStates;
    const detectRaces = losses.length > 0;
    this.from = from;
    this.strategy = strategy;
    this.host = host;
    this.memory = { limit: launch.limits.memoryBytes, wasExceeded: false };
    const { machine, native } = restored;
    const { python, objects } = machine;
    const writer = new BatchWriter(host.numbers);
    const frames = createFrames(restored, writer);
    const stackOf = (): StackId => NO_STACK;
    this.silence = detectRaces ? undefined : new SilentRecorder(0, true);
    this.kernel = new Kernel({
      strategy,
      recorder: this.silence ?? new BatchRecorder(writer),
      stackOf,
      limits: launch.limits,
    });
    const input = new Input(launch.input, () => input.arrived(undefined));
    this.assembly = assemble(
      { python, objects, native },
      restored.knowledge,
      { kernel: this.kernel, writer, frames, stackOf, lend: lendNothing },
      {
        readInput: (prompt, answer) => input.read(prompt, answer),
        currentPrompt: () => '',
        exit: (exitCode) => this.exitWith(exitCode),
        limit: (message) => this.fail({ kind: 'limit', message }),
        // It is recorded before.
        uncaught: () => false,
      },
    );
    this.writer = writer;
    this.source = virtualMachine(launch, this.kernel, () => false);
    this.listen(writer, frames);
    const roles = { detectRaces, arePoints: strategy.before.accesses };
    const tools = createCodeTools(restored, frames, roles);
    const { codes, traps } = tools;
    const run = { kernel: this.kernel, writer };
    this.accesses = createAccesses(restored, tools, run, roles);
    this.loaded = new LoadedCode(codes, traps, (object) => void objects.retain(object));
  }

  private listen(writer: BatchWriter, frames: Frames): void {
    const names = new Map<VariableId, string>();
    writer.onRich = (_by, at, body) => {
      if (body.kind === 'exception') this.exceptionSeen(body, frames.userSite(at));
      else if (body.kind === 'location') names.set(body.location, body.name);
      else if (body.kind === 'race' && body.form === 'lost') {
        const [read, , write] = body.accesses.map((access) => frames.userSite(access.at)?.line);
        const message = lossKey(read, write, names.get(body.location) ?? '?');
        if (this.losses.includes(message)) this.fail({ kind: 'race', message });
      }
    };
  }

  private exceptionSeen({ typeName, message }: Exception, site: Site | undefined): void {
    this.fail({
      kind: 'exception',
      message: message === '' ? typeName : `${typeName}: ${message}`,
      place: `${typeName} ${site ? `${site.file}:${site.line}` : '?'}`,
    });
  }

  start(): void {
    const { kernel, from } = this;
    const { machine, native, layout } = this.restored;
    const ident = layout.mainIdent;
    connectStreams(machine.python, (stream, text) => {
      if (stream === 'stdout') this.output = hashText(text, this.output);
    });
    kernel.createThread({ name: 'MainThread', daemon: false, ident, isLibrary: false });
    this.assembly.locks.restore((from ?? layout).locks);
    this.assembly.handles.restore((from ?? layout).handles);
    if (from) {
      native.createPreparedMain(from.stack, from.code, layout.finish);
      machine.install(this, this.strategy.checksPerTick);
      native.setGlobal('checks_per_tick', this.strategy.checksPerTick);
    } else {
      moveIn(this.restored, this.launch, this, this.strategy.checksPerTick);
    }
    kernel.startThread(MAIN_THREAD);
    this.released();
  }

  prepared(code: Pointer): void {
    const { kernel, assembly, from, strategy } = this;
    if (from) {
      kernel.clock.moveTo(from.time);
      if (this.silence) this.silence.step = from.events;
      return;
    }
    // What was made or decided before the program's first line would have to be done again.
    if (this.writer.step > 0 || strategy.steps.length > 0) return;
    const start = prepareStart(this.restored, code, {
      time: kernel.clock.now,
      events: this.silence?.step ?? 0,
      locks: assembly.locks.numbers(),
      handles: assembly.handles.numbers(),
    });
    if (start) this.host.prepared(start);
  }

  // ── the loop around the kernel ──

  released(): void {
    if (this.hasEnded) return;
    if (this.hasExited) return this.finish({ kind: 'completed' });
    if (this.host.isBreathless()) return this.host.breathe(() => this.released());
    try {
      this.dispatch();
    } catch (error) {
      if (error instanceof NondeterminismError) return this.differs(error);
      if (!(error instanceof ExecutionLeftError)) throw error;
      this.finish(error.end);
    }
  }

  private dispatch(): void {
    for (;;) {
      const next = this.kernel.dispatch();
      switch (next.kind) {
        case 'run':
          return this.restored.native.resume(next.thread);
        case 'idle':
          this.kernel.advanceTo(next.until);
          break;
        case 'deadlock':
        case 'frozen':
          return this.finish({ kind: 'deadlock' });
        case 'ended':
          return this.finish({ kind: 'completed' });
        case 'limit':
          return this.finish({ kind: 'tooLong' });
      }
    }
  }

  private differs(error: NondeterminismError): void {
    this.hasEnded = true;
    this.host.differs(error);
  }

  private finish(end: ExecutionEnd, isIntact = true): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    const leftOver = this.kernel.exploring?.leftOver() ?? [];
    const { trouble, output, host } = this;
    this.takeApart();
    host.ended({ end, trouble, leftOver, output, isIntact });
  }

  /** Or V8 would copy it again and again with the young objects of later executions. */
  private takeApart(): void {
    const { kernel, assembly } = this;
    kernel.exploring?.takeApart();
    takeAssemblyApart(assembly);
    takeApart([kernel, this]);
    this.hasEnded = true;
  }

  // ── the machine's tenant ──

  wantsProcessor(): boolean {
    return false;
  }

  executed(code: Pointer): void {
    if (this.hasExited) return;
    this.loaded.add(code);
    this.accesses?.executed(code);
  }

  line(): Pointer {
    return this.assembly.context.objects.none;
  }

  raised(): Pointer {
    return this.assembly.context.objects.none;
  }

  access(): Pointer {
    const { none } = this.assembly.context.objects;
    return this.accesses?.reached(this.kernel, this.assembly) ?? none;
  }

  freed(): void {
    // No location is kept by its address.
  }

  threadEnded(): void {
    // Nobody steps through it.
  }

  threadGone(): void {
    // Whether others can still be woken shows when nobody can go on.
  }

  exited(exitCode: number): void {
    this.restored.native.leaveState();
    this.exitWith(exitCode);
    if (!this.comparesStates || this.trouble) return;
    this.kernel.isPinned = true;
    this.output = hashText(finalState(this.restored), this.output);
  }

  died(error: unknown): void {
    const outcome = outcomeOfDeath(error, this.memory);
    const message = 'message' in outcome ? outcome.message : outcome.kind;
    this.fail({ kind: outcome.kind === 'limit' ? 'limit' : 'crash', message });
    this.finish({ kind: 'completed' }, false);
  }

  private exitWith(exitCode: number): void {
    this.hasExited = true;
    if (exitCode !== 0) this.fail({ kind: 'exitCode', message: `exit code ${exitCode}` });
  }

  private fail(trouble: Trouble): void {
    this.trouble ??= trouble;
  }
}
