// An interpreter with its threads: joins Pyodide's build, native.wat and the operations of
// `_thread`. The same for the maker of the snapshot and for a run.

import type { Kernel } from './kernel/kernel.ts';
import { PinnedError, SUSPEND } from './kernel/outcomes.ts';
import type { Call } from './threadModule/arguments.ts';
import type { MachineSource } from './python/clocks.ts';
import { patchClocks, patchFileTimes, patchRandomDevices, stillSource } from './python/clocks.ts';
import type { CPython, Pointer } from './python/cpython.ts';
import { limitFiles } from './python/fileBudget.ts';
import type { InterpreterAssets, LoadedInterpreter } from './python/interpreter.ts';
import { loadInterpreter } from './python/interpreter.ts';
import type { NativeHandlers, NativeLayout } from './python/native.ts';
import { NativeThreads } from './python/native.ts';
import { PythonObjects } from './python/objects.ts';
import type { MemoryBudget } from './python/sandbox.ts';
import { installDoors, limitMemory } from './python/sandbox.ts';
import { SUSPENDED } from './threadModule/context.ts';
import type { Assembly } from './threadModule/assemble.ts';
import { operationTable, type PartsOperation } from './threadModule/operations.ts';

/** Who has the processor now and what it is used for. */
export interface Tenant {
  readonly kernel: Kernel;
  readonly assembly: Assembly;
  readonly source: MachineSource;
  readonly memory: MemoryBudget;
  /** Asked before each operation and tick: should the thread leave at its next point? */
  wantsProcessor(): boolean;
  /** The main thread's program, `code`, is about to begin; native code has nothing else on its stack. */
  prepared?(code: Pointer): void;
  /** Code is about to be executed for the first time: a script, a module, `exec`. */
  executed(code: Pointer): void;
  /** A watched line is reached; None or SUSPENDED. */
  line(): Pointer;
  /** An exception passes the innermost frame; None or SUSPENDED. */
  raised(exception: Pointer): Pointer;
  /** A watched access is about to happen; None or SUSPENDED. */
  access(): Pointer;
  /** Memory that is watched is free. */
  freed(memory: number): void;
  /** The running thread's Python code is over. */
  threadEnded(): void;
  released(): void;
  /** It is over now, and those who waited for its end are ready. */
  threadGone(): void;
  exited(exitCode: number): void;
  died(error: unknown): void;
}

/** Answers instead of the tenant while somebody looks at the run (see inspect/). */
export interface Looker {
  operation(code: number, run: () => Pointer): Pointer;
  tick(): void;
}

export class Machine {
  readonly python: CPython;
  readonly objects: PythonObjects;
  readonly loaded: LoadedInterpreter;
  private readonly slot: TenantSlot;

  private constructor(loaded: LoadedInterpreter, slot: TenantSlot) {
    this.loaded = loaded;
    this.python = loaded.python;
    this.objects = new PythonObjects(loaded.python);
    this.slot = slot;
  }

  /** Loads the interpreter; `memoryImage` is a snapshot's, undefined starts a fresh one. */
  static async load(
    assets: InterpreterAssets,
    memoryImage: Uint8Array | undefined,
  ): Promise<Machine> {
    const slot = new TenantSlot();
    patchFileTimes(slot.source);
    let closeDoors = (): void => undefined;
    const loaded = await loadInterpreter(assets, {
      memoryImage,
      patchImports: (imports, memory, memoryGrown) => {
        patchClocks(imports, memory, slot.source);
        limitMemory(imports, memory, () => slot.tenant?.memory, memoryGrown);
        closeDoors = installDoors(imports);
      },
    });
    // A fresh interpreter belongs to the maker of the snapshot, who still needs them.
    if (memoryImage) closeDoors();
    patchRandomDevices(loaded.python, slot.source);
    limitFiles(loaded.python, () => slot.tenant?.memory.limit);
    return new Machine(loaded, slot);
  }

  /** Instantiates native.wat and connects the eval loop's periodic check. */
  createNative(layout: NativeLayout): NativeThreads {
    const native = new NativeThreads(this.python, this.loaded.memory, layout, this.slot);
    this.loaded.checkTable.set(0, native.exported('tick'));
    return native;
  }

  /** From now on operations go to `tenant`. */
  install(tenant: Tenant, checksPerTick: number): void {
    this.slot.install(tenant, checksPerTick);
  }

  /** The tenant has left, and nothing of the interpreter that it knew is there any more. */
  vacate(): void {
    this.slot.vacate();
  }

  /** From now on `looker` answers; undefined ends that. */
  look(looker: Looker | undefined): void {
    this.slot.looker = looker;
  }
}

/** Apart from where it is used: what a closure there may need is kept at every operation. */
function bound(operation: PartsOperation, call: Call, assembly: Assembly): () => Pointer {
  return () => operation(call, assembly);
}

/** Forwards what the interpreter asks to its present tenant. */
class TenantSlot implements NativeHandlers {
  tenant: Tenant | undefined;
  looker: Looker | undefined;
  private readonly operations = operationTable();
  private checksPerTick = 0;
  /** Operations that are under way on one stack: above 1, Python was called by an operation. */
  private depth = 0;

  readonly source: MachineSource = {
    realTime: () => this.lender.realTime(),
    monotonic: () => this.lender.monotonic(),
    entropy: (bytes) => this.lender.entropy(bytes),
  };

  install(tenant: Tenant, checksPerTick: number): void {
    this.tenant = tenant;
    this.checksPerTick = checksPerTick;
  }

  vacate(): void {
    this.tenant = undefined;
    this.checksPerTick = 0;
    this.depth = 0;
  }

  private get lender(): MachineSource {
    return this.settled?.source ?? stillSource;
  }

  private get current(): Tenant {
    const { settled } = this;
    if (!settled) throw new Error('internal error: nobody uses the interpreter');
    return settled;
  }

  /** The tenant, whose kernel has back what it had lent to the running thread. */
  private get settled(): Tenant | undefined {
    this.tenant?.kernel.loans.takeBack();
    return this.tenant;
  }

  operation(code: number, self: Pointer, args: number, positional: number, kw: Pointer): number {
    const operation = this.operations[code];
    if (!operation) throw new Error(`internal error: there is no operation ${code}`);
    const { looker, current } = this;
    const call = { self, args, positional, keywords: kw };
    if (looker) return looker.operation(code, bound(operation, call, current.assembly));
    if (this.depth > 0) return this.nested(operation, call);
    if (current.wantsProcessor()) current.kernel.attention = true;
    current.assembly.locals.refresh();
    this.depth++;
    try {
      return operation(call, current.assembly);
    } finally {
      this.depth--;
    }
  }

  /**
   * An operation called Python code (a `__bool__`, a `__str__`), which did an operation: there is a
   * JavaScript frame on the stack, so the thread can't be suspended.
   */
  private nested(operation: PartsOperation, call: Call): Pointer {
    const { kernel, assembly } = this.current;
    const wasPinned = kernel.isPinned;
    kernel.isPinned = true;
    try {
      return operation(call, assembly);
    } catch (error) {
      if (!(error instanceof PinnedError)) throw error;
      const message = "a thread can't wait inside a method that threading itself calls";
      return assembly.context.objects.raise('RuntimeError', message);
    } finally {
      kernel.isPinned = wasPinned;
    }
  }

  resumed(): number {
    // What was announced is done only now, and may call Python code as any operation.
    this.depth++;
    try {
      return this.current.assembly.settlement.resumed();
    } finally {
      this.depth--;
    }
  }

  tick(): number {
    const { tenant, looker } = this;
    const wasUsed = tenant?.kernel.loans.takeBack();
    if (looker) looker.tick();
    if (!tenant || looker || this.depth > 0 || tenant.kernel.current === 0) return 0;
    if (tenant.wantsProcessor()) tenant.kernel.attention = true;
    if (tenant.kernel.tick(this.checksPerTick) === SUSPEND) return SUSPENDED;
    // A loop that takes locks mostly goes on to take locks.
    if (wasUsed) tenant.assembly.context.lend();
    return 0;
  }

  released(): void {
    this.current.released();
  }

  ended(): void {
    const { kernel, assembly } = this.current;
    this.current.threadEnded();
    assembly.context.native.leaveState();
    assembly.locals.forget(kernel.current);
    assembly.starter.ended();
    this.current.threadGone();
  }

  executed(code: Pointer): void {
    if (!this.looker) this.settled?.executed(code);
  }

  line(): Pointer {
    return this.canStop ? this.current.line() : this.none;
  }

  raised(exception: Pointer): Pointer {
    return this.canStop ? this.current.raised(exception) : this.none;
  }

  access(): Pointer {
    return this.canStop ? this.current.access() : this.none;
  }

  freed(memory: number): void {
    this.settled?.freed(memory);
  }

  /** Not inside an operation, where the stack can't be suspended, nor while somebody looks. */
  private get canStop(): boolean {
    return this.depth === 0 && !this.looker;
  }

  private get none(): Pointer {
    return this.current.assembly.context.objects.none;
  }

  mainGlobals(code: Pointer): Pointer {
    this.current.prepared?.(code);
    this.executed(code);
    const { python, objects } = this.current.assembly.context;
    const main = python._PyImport_AddModuleObject(objects.interned('__main__'));
    return python._PyModule_GetDict(main);
  }

  exited(exitCode: number): void {
    this.current.exited(exitCode);
  }

  died(error: unknown): void {
    this.current.died(error);
  }
}
