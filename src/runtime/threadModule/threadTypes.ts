// `_thread._ThreadHandle` and the functions that start, name and join threads
// (Modules/_threadmodule.c, 3.14).

import type { ThreadId } from '../../core/base/ids.ts';
import { MAIN_THREAD, NO_THREAD } from '../../core/base/ids.ts';
import type { Wait } from '../../core/trace/events.ts';
import { INTERRUPTED, ThreadLimitError } from '../kernel/outcomes.ts';
import type { Pointer } from '../python/cpython.ts';
import type { Call } from './arguments.ts';
import type { Context } from './context.ts';
import { recordHere } from './context.ts';
import type { LibraryCode } from './libraryCode.ts';
import type { Settlement } from './settle.ts';

/** Where our objects keep their number, in words. */
const NUMBER = 2;
/** `im_func` and `im_self` of a bound method, in words. */
const METHOD_SELF = 3;
/** CPython hands out addresses of pthread structures; ours are as far apart. */
const IDENT_STEP = 64;

interface Handle {
  thread: ThreadId;
  state: 'new' | 'started' | 'done';
  isDaemon: boolean;
  name: string;
  /** Threads parked in `join`. */
  readonly joiners: ThreadId[];
}

export class ThreadTypes {
  private readonly handles: (Handle | undefined)[] = [];
  private readonly handleOfThread: (Handle | undefined)[] = [];
  private readonly threadOfObject = new Map<Pointer, ThreadId>();
  private readonly context: Context;
  private readonly code: LibraryCode;
  private readonly settlement: Settlement;
  private readonly handleType: Pointer;
  private created: number = MAIN_THREAD;
  private started = 0;
  private stackSize = 0;

  constructor(context: Context, code: LibraryCode, settlement: Settlement, handleType: Pointer) {
    this.context = context;
    this.code = code;
    this.settlement = settlement;
    this.handleType = handleType;
  }

  /** Handles in the snapshot are all the main thread's. */
  restore(numbers: readonly number[]): void {
    for (const number of numbers) this.handles[number] = this.mainHandle();
  }

  numbers(): number[] {
    return [...this.handles.keys()].filter((number) => this.handles[number] !== undefined);
  }

  private mainHandle(): Handle {
    const handle: Handle = {
      thread: MAIN_THREAD,
      state: 'started',
      isDaemon: false,
      name: 'MainThread',
      joiners: [],
    };
    this.handleOfThread[MAIN_THREAD] = handle;
    return handle;
  }

  /** The thread that a Thread object stands for, 0 if it is unknown. */
  readonly threadOf = (thread: Pointer): ThreadId => this.threadOfObject.get(thread) ?? NO_THREAD;

  private get mainIdent(): number {
    return this.context.native.identOf(MAIN_THREAD);
  }

  private identOf(thread: ThreadId): number {
    return this.mainIdent + (thread - MAIN_THREAD) * IDENT_STEP;
  }

  // ── _ThreadHandle ──

  newHandle(type: Pointer): Pointer {
    const { python, native, frames } = this.context;
    const object = python._PyType_GenericAlloc(type, 0);
    if (object === 0) return 0;
    const number = this.handles.length;
    python.HEAPU32[(object >>> 2) + NUMBER] = number;
    const handle: Handle = {
      thread: NO_THREAD,
      state: 'new',
      isDaemon: false,
      name: '',
      joiners: [],
    };
    this.handles[number] = handle;
    const [top] = frames.innermost(native.runningState, 1);
    if (top?.code === this.code.threadInit) this.threadMade(handle, frames.local(top, 0));
    return object;
  }

  dealloc(object: Pointer): void {
    const number = this.context.python.HEAPU32[(object >>> 2) + NUMBER] ?? 0;
    this.handles[number] = undefined;
  }

  private handleOf(object: Pointer): Handle {
    const handle = this.handles[this.context.python.HEAPU32[(object >>> 2) + NUMBER] ?? 0];
    if (!handle) throw new Error('internal error: a thread handle without a thread');
    return handle;
  }

  /** `Thread.__init__` has set name and daemon; `start` looks at them again. */
  private threadMade(handle: Handle, thread: Pointer): void {
    const { objects } = this.context;
    const name = objects.textAttribute(thread, '_name') ?? '';
    const isDaemon = objects.boolAttribute(thread, '_daemonic') ?? false;
    this.announce(handle, name, isDaemon);
    this.threadOfObject.set(thread, handle.thread);
  }

  private announce(handle: Handle, name: string, isDaemon: boolean): void {
    const ident = this.identOf((this.created + 1) as ThreadId);
    handle.thread = this.context.kernel.createThread({
      name,
      daemon: isDaemon,
      ident,
      isLibrary: false,
    });
    this.created = handle.thread;
    handle.name = name;
    handle.isDaemon = isDaemon;
    this.handleOfThread[handle.thread] = handle;
  }

  repr(object: Pointer): Pointer {
    const { objects } = this.context;
    return objects.str(
      `<_ThreadHandle object: ident=${this.identOfHandle(this.handleOf(object))}>`,
    );
  }

  ident(object: Pointer): Pointer {
    return this.context.objects.int(this.identOfHandle(this.handleOf(object)));
  }

  private identOfHandle(handle: Handle): number {
    return handle.state === 'new' ? 0 : this.identOf(handle.thread);
  }

  isDone(call: Call): Pointer {
    return this.context.objects.bool(this.handleOf(call.self).state === 'done');
  }

  setDone(call: Call): Pointer {
    const { objects } = this.context;
    const handle = this.handleOf(call.self);
    if (handle.state === 'new') return objects.raise('RuntimeError', 'thread not started');
    this.markDone(handle);
    return objects.none;
  }

  private markDone(handle: Handle): void {
    handle.state = 'done';
    for (const joiner of handle.joiners.splice(0)) this.context.kernel.unpark(joiner, 'granted');
  }

  join(call: Call): Pointer {
    const { objects, kernel } = this.context;
    const timeout = this.joinTimeout(call);
    if (timeout === 'invalid') return 0;
    const handle = this.handleOf(call.self);
    if (handle.state === 'new') return objects.raise('RuntimeError', 'thread not started');
    if (handle.state !== 'done' && handle.thread === kernel.current) {
      return objects.raise('RuntimeError', 'Cannot join current thread');
    }
    const wait: Wait = { kind: 'join', thread: handle.thread };
    return this.awaitEnd(handle, timeout, wait, () => objects.none);
  }

  /** None and negative numbers wait for ever. */
  private joinTimeout(call: Call): number | undefined | 'invalid' {
    const reader = this.context.arguments;
    const bound = reader.bind('join', ['timeout'], call);
    if (!bound) return 'invalid';
    const given = bound[0] ?? 0;
    if (given === 0 || given === this.context.objects.none) return undefined;
    const seconds = reader.seconds(given);
    if (seconds === undefined) return 'invalid';
    return seconds < 0 ? undefined : reader.nanoseconds(seconds);
  }

  private awaitEnd(
    handle: Handle,
    timeout: number | undefined,
    wait: Wait,
    complete: () => Pointer,
  ): Pointer {
    const { kernel } = this.context;
    const by = kernel.current;
    if (handle.state === 'done' || timeout === 0) {
      return this.settlement.settle(by, kernel.point('operation', 0), complete);
    }
    handle.joiners.push(by);
    const result = kernel.park({
      wait,
      until: timeout === undefined ? undefined : kernel.clock.now + timeout,
      finish: (reason) => {
        const at = handle.joiners.indexOf(by);
        if (at >= 0) handle.joiners.splice(at, 1);
        return reason === 'interrupt' ? INTERRUPTED : 0;
      },
    });
    return this.settlement.settle(by, result, complete);
  }

  makeHandle(call: Call): Pointer {
    const { python, objects } = this.context;
    const bound = this.context.arguments.bind('_make_thread_handle', ['ident'], call);
    const ident = bound?.[0] ? objects.number(bound[0]) : undefined;
    if (ident === undefined) return objects.raise('TypeError', 'ident must be an integer');
    const object = python._PyType_GenericAlloc(this.handleType, 0);
    if (object === 0) return 0;
    python.HEAPU32[(object >>> 2) + NUMBER] = this.handles.length;
    const thread = ((ident - this.mainIdent) / IDENT_STEP + MAIN_THREAD) as ThreadId;
    const known = this.handleOfThread[thread];
    this.handles.push(known ?? { ...this.mainHandle(), thread, name: '' });
    return object;
  }

  // ── starting ──

  startJoinable(call: Call): Pointer {
    const { objects } = this.context;
    const names = ['function', 'handle', 'daemon'];
    const bound = this.context.arguments.bind('start_joinable_thread', names, call);
    if (!bound) return 0;
    const [callable = 0, handleObject = 0, daemon = 0] = bound;
    if (callable === 0 || !objects.isCallable(callable)) {
      return objects.raise('TypeError', 'thread function must be callable');
    }
    const isDaemon = this.context.arguments.truth(daemon, true);
    if (isDaemon === undefined) return 0;
    const given = handleObject === 0 || handleObject === objects.none ? 0 : handleObject;
    if (given !== 0 && objects.typeOf(given) !== this.handleType) {
      return objects.raise('TypeError', "'handle' must be a _ThreadHandle");
    }
    const handle = given === 0 ? this.newHandle(this.handleType) : objects.retain(given);
    if (handle === 0) return 0;
    return this.start(this.handleOf(handle), { callable, args: 0, kwargs: 0, isDaemon }, handle);
  }

  startNew(call: Call): Pointer {
    const { objects, python } = this.context;
    const names = ['function', 'args', 'kwargs'];
    const bound = this.context.arguments.bind('start_new_thread', names, call);
    if (!bound) return 0;
    const [callable = 0, args = 0, kwargs = 0] = bound;
    if (callable === 0 || !objects.isCallable(callable)) {
      return objects.raise('TypeError', 'first arg must be callable');
    }
    if (args === 0 || objects.typeName(args) !== 'tuple') {
      return objects.raise('TypeError', '2nd arg must be a tuple');
    }
    if (kwargs !== 0 && objects.typeName(kwargs) !== 'dict') {
      return objects.raise('TypeError', 'optional 3rd arg must be a dictionary');
    }
    const handleObject = this.newHandle(this.handleType);
    const handle = this.handleOf(handleObject);
    const start = { callable, args, kwargs, isDaemon: true };
    const ident = (): Pointer => objects.int(this.identOf(handle.thread));
    const result = this.start(handle, start, undefined, ident);
    // Nobody but the thread itself needs the handle.
    python._Py_DecRef(handleObject);
    return result;
  }

  private start(
    handle: Handle,
    start: { callable: Pointer; args: Pointer; kwargs: Pointer; isDaemon: boolean },
    answer: Pointer | undefined,
    complete: () => Pointer = () => answer ?? 0,
  ): Pointer {
    const { kernel, objects, native } = this.context;
    const drop = (): void => objects.release(answer ?? 0);
    if (handle.state !== 'new') {
      drop();
      return objects.raise('RuntimeError', 'thread already started');
    }
    this.refreshFacts(handle, start.callable, start.isDaemon);
    const by = kernel.current;
    try {
      native.create(handle.thread, {
        function: objects.retain(start.callable),
        args: start.args && objects.retain(start.args),
        kwargs: start.kwargs && objects.retain(start.kwargs),
        ident: this.identOf(handle.thread),
        stackSize: this.stackSizeFor(this.started),
      });
      handle.state = 'started';
      this.started++;
      return this.settlement.settle(by, kernel.startThread(handle.thread), complete);
    } catch (error) {
      if (!(error instanceof ThreadLimitError || error instanceof RangeError)) throw error;
      native.discard(handle.thread);
      if (handle.state === 'started') this.started--;
      handle.state = 'new';
      drop();
      return objects.raise('RuntimeError', "can't start new thread");
    }
  }

  /** Name and daemon flag may have been changed since the Thread was made. */
  private refreshFacts(handle: Handle, callable: Pointer, isDaemon: boolean): void {
    const { objects, python } = this.context;
    const isMethod = objects.typeOf(callable) === python._PyMethod_Type;
    const self = isMethod ? (python.HEAPU32[(callable >>> 2) + METHOD_SELF] ?? 0) : 0;
    const threadName = self === 0 ? undefined : objects.textAttribute(self, '_name');
    const name = threadName ?? objects.textAttribute(callable, '__name__') ?? 'thread';
    if (handle.thread === NO_THREAD) return this.announce(handle, name, isDaemon);
    if (name === handle.name && isDaemon === handle.isDaemon) return;
    const ident = this.identOf(handle.thread);
    handle.name = name;
    handle.isDaemon = isDaemon;
    const { thread } = handle;
    recordHere(this.context, {
      kind: 'threadNew',
      thread,
      name,
      daemon: isDaemon,
      ident,
      isLibrary: false,
    });
  }

  /** The running thread's function has returned and its thread state is cleared. */
  ended(): void {
    const { kernel, native } = this.context;
    const handle = this.handleOfThread[kernel.current];
    native.leaveState();
    this.started--;
    if (handle) this.markDone(handle);
    kernel.endCurrent();
  }

  /** Waits for all non-daemon threads but the current one. */
  shutdown(): Pointer {
    const { kernel, objects } = this.context;
    const handle = this.handleOfThread.findLast(
      (each) =>
        each?.state === 'started' &&
        !each.isDaemon &&
        each.thread !== kernel.current &&
        each.thread !== MAIN_THREAD,
    );
    if (!handle) return objects.none;
    const wait: Wait = { kind: 'shutdown', thread: handle.thread };
    return this.awaitEnd(handle, undefined, wait, () => this.shutdown());
  }

  // ── facts ──

  /** `_thread._count()`: running threads other than the main thread. */
  count(): Pointer {
    return this.context.objects.int(this.started);
  }

  getIdent(): Pointer {
    return this.context.objects.int(this.identOf(this.context.kernel.current));
  }

  mainThreadIdent(): Pointer {
    return this.context.objects.int(this.mainIdent);
  }

  setName(call: Call): Pointer {
    const { kernel, objects } = this.context;
    const bound = this.context.arguments.bind('set_name', ['name'], call);
    const name = bound?.[0] ? objects.text(bound[0]) : undefined;
    if (name === undefined) return objects.raise('TypeError', 'name must be str');
    const handle = this.handleOfThread[kernel.current];
    if (handle && handle.name !== name) {
      handle.name = name;
      kernel.renameThread(kernel.current, name);
    }
    return objects.none;
  }

  setStackSize(call: Call): Pointer {
    const { objects } = this.context;
    const bound = this.context.arguments.bind('stack_size', ['size'], call);
    if (!bound) return 0;
    const size = bound[0] ? objects.number(bound[0]) : 0;
    if (size === undefined) return objects.raise('TypeError', 'size must be an integer');
    if (size < 0) return objects.raise('ValueError', 'size must be 0 or a positive value');
    if (size > 0 && size < SMALLEST_STACK) {
      return objects.raise('ValueError', `size not valid: ${size} bytes`);
    }
    const previous = this.stackSize;
    this.stackSize = size;
    return objects.int(previous);
  }

  /** C stack of a new thread, in bytes: smaller when there are many, so that memory suffices. */
  private stackSizeFor(alive: number): number {
    if (this.stackSize > 0) return (this.stackSize + 15) & ~15;
    return STACK_SIZES.find(([most]) => alive < most)?.[1] ?? SMALLEST_STACK;
  }
}

/** THREAD_STACK_MIN of CPython. */
const SMALLEST_STACK = 32_768;
/** Up to how many threads, how much C stack for each. */
const STACK_SIZES: readonly (readonly [number, number])[] = [
  [256, 256 * 1024],
  [4096, 64 * 1024],
];
