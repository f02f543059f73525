// Threads as WebAssembly stacks (JSPI): each Python thread has its own stack, PyThreadState and C
// stack. Starts, suspends and resumes them; whom to resume is decided elsewhere.

import { MAIN_THREAD, NO_THREAD, type ThreadId } from '../../core/base/ids.ts';
import type { CPython, Pointer } from './cpython.ts';
import { FILTER_SIZE } from './lifetimes.ts';
import { LeasedLocks } from './leasedLocks.ts';
import leasedLocksBytes from './leasedLocks.wat';
import nativeBytes from './native.wat';
import { SCRATCH } from './scratch.ts';
import { jspi } from './suspending.ts';

/** Addresses that stay the same in every copy of the snapshot. */
export interface NativeLayout {
  /** First of our entries in the table of functions. */
  readonly tableBase: number;
  readonly loopState: number;
  readonly mainState: number;
  /** `get_ident()` of the main thread. */
  readonly mainIdent: number;
  readonly loopStack: number;
  /** Offset of `thread_id` in PyThreadState, in words; `native_thread_id` follows it. */
  readonly threadIdWord: number;
  readonly unraisableFormat: number;
  /** `tp_new` and `tp_dealloc` of CPython's `_thread._local`, in the table of functions. */
  readonly localNew: number;
  readonly localDealloc: number;
  /** Memory for breakpoints outside Python's heap. */
  readonly reserve: number;
  readonly reserveSize: number;
}

export interface NativeHandlers {
  /** @returns a new reference, 0 (exception set) or 1 (suspend). */
  operation(code: number, self: Pointer, args: number, n: number, kw: Pointer): number;
  /** The answer for the thread that has just been resumed; 1 suspends it again. */
  resumed(): number;
  /** The eval loop's periodic check; 1 suspends. */
  tick(): number;
  /** The running stack was suspended or has ended: somebody else is to be resumed. */
  released(): void;
  ended(): void;
  mainGlobals(code: Pointer): Pointer;
  /** Code is about to be executed for the first time: a script, a module, `exec`. */
  executed(code: Pointer): void;
  /** A watched line is reached on the running stack; None or 1 (suspend). */
  line(): number;
  /** An exception passes the innermost frame; None or 1 (suspend). */
  raised(exception: Pointer): number;
  /** A watched access is about to happen on the running stack; None or 1 (suspend). */
  access(): number;
  /** Memory that is watched is free: the address that the allocator knows. */
  freed(address: number): void;
  exited(exitCode: number): void;
  /** A stack died of something that is not a Python exception (V8's own stack overflow, a trap). */
  died(error: unknown): void;
}

export interface NewStack {
  readonly function: Pointer;
  /** Tuple, or 0 to call without arguments. */
  readonly args: Pointer;
  readonly kwargs: Pointer;
  /** What Python sees as `get_ident()`. */
  readonly ident: number;
  readonly stackSize: number;
}

const API_FUNCTIONS = [
  'PyThreadState_Swap',
  'PyThreadState_Clear',
  'PyThreadState_Delete',
  'PyObject_Call',
  'PyObject_CallNoArgs',
  'PyObject_CallOneArg',
  'PyObject_ClearWeakRefs',
  'PyEval_EvalCode',
  'PyErr_GetRaisedException',
  'PyErr_ExceptionMatches',
  'PyErr_Clear',
  'PyErr_FormatUnraisable',
  'PyLong_AsLong',
  'Py_DecRef',
] as const;

/** Functions of native.wat that a stack begins with. */
const ENTRIES = ['thread_body', 'main_body', 'prepared_body'] as const;
type Entry = (typeof ENTRIES)[number];

/** C stack of whoever borrows a thread's identity, in bytes; the event loop's own is larger. */
const LENT_STACK = 512 * 1024;

/** A stack's lowest address that may be used. */
function lowest(region: number): number {
  return (region + 15) & ~15;
}

/** A C stack in linear memory. */
export interface ThreadStack {
  readonly region: number;
  readonly size: number;
  readonly isMain: boolean;
}

export class NativeThreads {
  private readonly exports: Record<string, unknown>;
  /** Entries of stacks by name, under `WebAssembly.promising`. */
  private readonly entries = new Map<Entry, (...args: number[]) => Promise<void>>();
  private readonly traverseNative: (object: number, slot: number, visit: number) => void;
  private readonly resumers: ((() => void) | undefined)[] = [];
  private readonly stacks: (ThreadStack | undefined)[] = [];
  private readonly freeRegions = new Map<number, number[]>();
  private readonly states: number[] = [];
  private readonly idents: number[] = [];
  /** What threads were started with; native code holds it until they end. */
  private readonly starts: (NewStack | undefined)[] = [];
  /** What the kernel lends to threads. */
  readonly leased: LeasedLocks;
  /** Told of referents (see `traverse`). */
  visitor: (object: Pointer) => void = () => undefined;
  /** Whose stack the processor is on. */
  running: ThreadId = NO_THREAD;
  /** Its PyThreadState, 0 while the event loop has the processor. */
  runningState = 0;

  private readonly python: CPython;
  private readonly layout: NativeLayout;
  private readonly handlers: NativeHandlers;

  constructor(
    python: CPython,
    memory: WebAssembly.Memory,
    layout: NativeLayout,
    handlers: NativeHandlers,
  ) {
    this.python = python;
    this.layout = layout;
    this.handlers = handlers;
    this.leased = new LeasedLocks(memory, leasedLocksBytes);
    const { imports: leased } = this.leased;
    const imports = { py: this.pythonImports(memory), js: this.scriptImports(), leased };
    const module = new WebAssembly.Module(nativeBytes);
    this.exports = new WebAssembly.Instance(module, imports as WebAssembly.Imports).exports;
    for (const name of ENTRIES) this.entries.set(name, jspi.promising(this.exported(name)));
    this.traverseNative = this.exported('traverse') as typeof this.traverseNative;
  }

  /** What Python sees as the thread's `get_ident()`; 0 for none. */
  identOf(thread: ThreadId): number {
    return this.idents[thread] ?? 0;
  }

  /** The thread's PyThreadState; 0 if it has none (any more). */
  stateOf(thread: ThreadId): number {
    return this.states[thread] ?? 0;
  }

  /**
   * Runs `use` as `thread`, on the event loop's own stacks while the thread's are suspended. What
   * it calls must never suspend.
   */
  lend<T>(thread: ThreadId, use: () => T): T {
    const { python, layout } = this;
    const state = this.stateOf(thread);
    const stack = this.stacks[thread];
    const top = python._emscripten_stack_get_current();
    this.running = thread;
    this.runningState = state;
    python._PyThreadState_Swap(state);
    this.protect(state, { low: top - LENT_STACK, size: LENT_STACK });
    try {
      return use();
    } finally {
      python.__emscripten_stack_restore(top);
      if (stack) this.protect(state, { low: lowest(stack.region), size: stack.size });
      python._PyThreadState_Swap(layout.loopState);
      this.running = NO_THREAD;
      this.runningState = 0;
    }
  }

  private protect(state: number, stack: { readonly low: number; readonly size: number }): void {
    this.python._PyUnstable_ThreadState_SetStackProtection(state, stack.low, stack.size);
  }

  /** The running thread's Python code is over: no frames can be read any more. */
  leaveState(): void {
    this.states[this.running] = 0;
    this.runningState = 0;
  }

  /** What the thread was started with; undefined for the main thread. */
  startOf(thread: ThreadId): NewStack | undefined {
    return this.starts[thread];
  }

  /**
   * Calls `visitor` with each object that `object` refers to. `slot` is its type's tp_traverse,
   * `visit` the entry of native.wat's function of that name.
   */
  traverse(object: Pointer, slot: number, visit: number): void {
    this.traverseNative(object, slot, visit);
  }

  /** Drops every stack as it stands; none of them ever runs again. */
  reset(): void {
    this.resumers.length = 0;
    this.stacks.length = 0;
    this.freeRegions.clear();
    this.states.length = 0;
    this.idents.length = 0;
    this.starts.length = 0;
    this.running = NO_THREAD;
    this.runningState = 0;
    this.leased.end();
    this.setGlobal('checks_per_tick', 0);
    const { reserve, reserveSize } = this.layout;
    this.setGlobal('reserve_next', reserve + SCRATCH.size + FILTER_SIZE);
    this.setGlobal('reserve_end', reserve + reserveSize);
    this.python.__emscripten_stack_restore(this.layout.loopStack);
  }

  /** Sets a variable of native.wat. */
  setGlobal(name: string, value: number): void {
    (this.exported(name) as WebAssembly.Global).value = value;
  }

  /** A function of native.wat. @throws Error if there is none of that name. */
  exported(name: string): unknown {
    const value = this.exports[name];
    if (value === undefined) throw new Error(`internal error: native.wat has no ${name}`);
    return value;
  }

  /** Turns the periodic check on; 0 turns it off. */
  setChecksPerTick(checks: number): void {
    this.setGlobal('checks_per_tick', checks);
    this.python.HEAP32[this.python.__Py_emscripten_signal_clock >> 2] = checks;
    this.python.HEAPU8[this.python._Py_EMSCRIPTEN_SIGNAL_HANDLING] = checks ? 1 : 0;
  }

  /** The interpreter's own first thread, while it runs without a stack of ours. */
  adoptMain(thread: ThreadId): void {
    this.running = thread;
    this.idents[thread] = this.layout.mainIdent;
    this.states[thread] = this.layout.mainState;
    this.runningState = this.layout.mainState;
  }

  /** Makes a stack for `thread` that calls `start.function` when it is first resumed. */
  create(thread: ThreadId, start: NewStack): void {
    const python = this.python;
    const state = python._PyThreadState_New(python._PyInterpreterState_Get());
    const top = this.prepareState(thread, state, start);
    this.starts[thread] = start;
    this.resumers[thread] = () => {
      this.launch('thread_body', [state, top, start.function, start.args, start.kwargs]);
    };
  }

  /** Makes the main thread's stack: prepare, the program, finish (see native.wat). */
  createMain(thread: ThreadId, prepare: Pointer, finish: Pointer, stackSize: number): void {
    const state = this.layout.mainState;
    const start = { ident: this.layout.mainIdent, stackSize };
    const top = this.prepareState(thread, state, start, true);
    this.resumers[thread] = () => this.launch('main_body', [state, top, prepare, finish]);
  }

  /** The main thread's, which stays where it is. */
  get mainStack(): ThreadStack | undefined {
    return this.stacks[MAIN_THREAD];
  }

  /** Makes the main thread's stack in memory where `prepare` has answered `code`: it goes on. */
  createPreparedMain(stack: ThreadStack, code: Pointer, finish: Pointer): void {
    const top = lowest(stack.region) + stack.size;
    this.stacks[MAIN_THREAD] = stack;
    this.states[MAIN_THREAD] = this.layout.mainState;
    this.idents[MAIN_THREAD] = this.layout.mainIdent;
    this.resumers[MAIN_THREAD] = () => this.launch('prepared_body', [top, code, finish]);
  }

  /** Gives the processor to a suspended or new stack, as soon as the caller has returned. */
  resume(thread: ThreadId): void {
    const resume = this.resumers[thread];
    if (!resume) throw new Error(`internal error: thread ${thread} is not suspended`);
    this.resumers[thread] = undefined;
    this.running = thread;
    this.runningState = this.stateOf(thread);
    resume();
  }

  /** Forgets a stack that was created but is not to be started. */
  discard(thread: ThreadId): void {
    if (this.resumers[thread] === undefined) return;
    this.resumers[thread] = undefined;
    const state = this.stateOf(thread);
    this.python._PyThreadState_Clear(state);
    this.python._PyThreadState_Delete(state);
    this.release(thread);
  }

  /** Frees the thread's C stack for the next thread. */
  private release(thread: ThreadId): void {
    const stack = this.stacks[thread];
    this.stacks[thread] = undefined;
    this.starts[thread] = undefined;
    if (!stack || stack.isMain) return;
    const free = this.freeRegions.get(stack.size) ?? [];
    free.push(stack.region);
    this.freeRegions.set(stack.size, free);
  }

  private prepareState(
    thread: ThreadId,
    state: number,
    start: Pick<NewStack, 'ident' | 'stackSize'>,
    isMain = false,
  ): number {
    const { python, layout } = this;
    const size = start.stackSize;
    const region = this.freeRegions.get(size)?.pop() ?? python._malloc(size + 16);
    if (region === 0) throw new RangeError('out of memory');
    this.stacks[thread] = { region, size, isMain };
    this.states[thread] = state;
    this.idents[thread] = start.ident;
    const low = lowest(region);
    const word = (state >>> 2) + layout.threadIdWord;
    python.HEAPU32[word] = start.ident;
    python.HEAPU32[word + 1] = start.ident;
    this.protect(state, { low, size });
    return low + size;
  }

  // Not nested in the call that suspended the previous stack: that would overflow V8's stack.
  private launch(body: Entry, args: number[]): void {
    const thread = this.running;
    const over = (): void => {
      this.release(thread);
      this.handlers.released();
    };
    const died = (error: unknown): void => this.handlers.died(error);
    const begin = (): void =>
      void this.entries
        .get(body)?.(...args)
        .then(over, died);
    void Promise.resolve().then(begin).catch(died);
  }

  private readonly suspend = (): Promise<void> =>
    new Promise((resolve) => {
      this.resumers[this.running] = resolve;
      this.running = NO_THREAD;
      this.runningState = 0;
      this.handlers.released();
    });

  private pythonImports(memory: WebAssembly.Memory): Record<string, unknown> {
    const { python, layout } = this;
    const imports: Record<string, unknown> = {
      memory,
      table: python.wasmTable,
      stack_get: python._emscripten_stack_get_current,
      stack_set: python.__emscripten_stack_restore,
      loop_state: layout.loopState,
      loop_stack: layout.loopStack,
      none: python._Py_GetConstantBorrowed(0),
      true: python._Py_GetConstantBorrowed(2),
      system_exit: python.HEAPU32[(python.all['_PyExc_SystemExit'] as number) >>> 2],
      signal_clock: python.__Py_emscripten_signal_clock,
      unraisable_format: layout.unraisableFormat,
      local_new: python.wasmTable.get(layout.localNew),
      local_dealloc: python.wasmTable.get(layout.localDealloc),
    };
    for (const name of API_FUNCTIONS) imports[name] = python.all[`_${name}`];
    return imports;
  }

  private scriptImports(): Record<string, unknown> {
    const handlers = this.handlers;
    return {
      suspend: new jspi.Suspending(this.suspend),
      operation: (code: number, self: number, args: number, n: number, kw: number) =>
        handlers.operation(code, self, args, n, kw),
      resumed: () => handlers.resumed(),
      tick: () => handlers.tick(),
      ended: () => handlers.ended(),
      main_globals: (code: number) => handlers.mainGlobals(code),
      executed: (code: number) => handlers.executed(code),
      line: () => handlers.line(),
      raised: (exception: number) => handlers.raised(exception),
      access: () => handlers.access(),
      freed: (address: number) => handlers.freed(address),
      exited: (code: number) => handlers.exited(code),
      visit: (object: number) => this.visitor(object),
    };
  }
}
