// The functions that start threads (Modules/_threadmodule.c, 3.14).

import { NO_THREAD } from '../../core/base/ids.ts';
import { ThreadLimitError } from '../kernel/outcomes.ts';
import type { Pointer } from '../python/cpython.ts';
import type { Call } from './arguments.ts';
import type { Context } from './context.ts';
import { recordHere } from './context.ts';
import type { Outside } from './functions.ts';
import type { Settlement } from './settle.ts';
import type { Handle, ThreadHandles } from './threadHandles.ts';

/** `im_self` of a bound method, in words. */
const METHOD_SELF = 3;

/** THREAD_STACK_MIN of CPython. */
const SMALLEST_STACK = 32_768;
/** More has no room beside the interpreter. */
const LARGEST_STACK = 2 ** 28;
/** Up to how many threads, how much C stack for each. */
const STACK_SIZES: readonly (readonly [number, number])[] = [
  [256, 256 * 1024],
  [4096, 64 * 1024],
];

/** After so many threads that could not be started the program is taken for a fork bomb. */
const MOST_REFUSALS = 100;

/** What a new thread is to do. */
interface Start {
  readonly callable: Pointer;
  readonly args: Pointer;
  readonly kwargs: Pointer;
  readonly isDaemon: boolean;
}

export class ThreadStarter {
  private readonly context: Context;
  private readonly handles: ThreadHandles;
  private readonly settlement: Settlement;
  private readonly outside: Outside;
  private started = 0;
  private stackSize = 0;
  private refused = 0;

  constructor(context: Context, handles: ThreadHandles, settlement: Settlement, outside: Outside) {
    this.context = context;
    this.handles = handles;
    this.settlement = settlement;
    this.outside = outside;
  }

  /** `_thread._count()`: running threads other than the main thread. */
  count(): Pointer {
    return this.context.objects.int(this.started);
  }

  /** The running thread's function has returned and its thread state is cleared. */
  ended(): void {
    this.started--;
    this.handles.ended();
  }

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
    if (given !== 0 && objects.typeOf(given) !== this.handles.handleType) {
      return objects.raise('TypeError', "'handle' must be a _ThreadHandle");
    }
    const handle =
      given === 0 ? this.handles.newHandle(this.handles.handleType) : objects.retain(given);
    if (handle === 0) return 0;
    return this.start(
      this.handles.handleOf(handle),
      { callable, args: 0, kwargs: 0, isDaemon },
      handle,
    );
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
    const handleObject = this.handles.newHandle(this.handles.handleType);
    const handle = this.handles.handleOf(handleObject);
    const start = { callable, args, kwargs, isDaemon: true };
    const ident = (): Pointer => objects.int(this.handles.identOf(handle.thread));
    const result = this.start(handle, start, undefined, ident);
    // Nobody but the thread itself needs the handle.
    python._Py_DecRef(handleObject);
    return result;
  }

  private start(
    handle: Handle,
    start: Start,
    answer: Pointer | undefined,
    complete: () => Pointer = () => answer ?? 0,
  ): Pointer {
    const { kernel, objects, native } = this.context;
    const drop = (): void => objects.release(answer ?? 0);
    if (handle.state !== 'new') {
      drop();
      return objects.raise('RuntimeError', 'thread already started');
    }
    if (kernel.isFinalizing) {
      drop();
      const message = "can't create new thread at interpreter shutdown";
      return objects.raise('PythonFinalizationError', message);
    }
    this.refreshFacts(handle, start.callable, start.isDaemon);
    const by = kernel.current;
    try {
      native.create(handle.thread, {
        function: objects.retain(start.callable),
        args: start.args && objects.retain(start.args),
        kwargs: start.kwargs && objects.retain(start.kwargs),
        ident: this.handles.identOf(handle.thread),
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
      this.noteLimit();
      return objects.raise('RuntimeError', "can't start new thread");
    }
  }

  /** Says once why CPython's short error came; a program that goes on and on is ended. */
  private noteLimit(): void {
    this.refused++;
    const alive = this.started.toLocaleString('en-US');
    const text =
      `No more threads could be started, as ${alive} are alive. If the program is meant to have ` +
      'more, raise the settings "weft.threadLimit" and "weft.memoryLimit".';
    if (this.refused === 1) recordHere(this.context, { kind: 'notice', code: 'threadLimit', text });
    if (this.refused === MOST_REFUSALS) this.outside.limit(text);
  }

  /** Name and daemon flag may have been changed since the Thread was made. */
  private refreshFacts(handle: Handle, callable: Pointer, isDaemon: boolean): void {
    const { objects, python } = this.context;
    const isMethod = objects.typeOf(callable) === python._PyMethod_Type;
    const self = isMethod ? (python.HEAPU32[(callable >>> 2) + METHOD_SELF] ?? 0) : 0;
    const isSame = (name: Pointer): boolean => objects.isText(name, handle.name);
    const isKnown = handle.thread !== NO_THREAD && isDaemon === handle.isDaemon;
    if (isKnown && self !== 0 && objects.withAttribute(self, '_name', isSame)) return;
    const threadName = self === 0 ? undefined : objects.textAttribute(self, '_name');
    const name = threadName ?? objects.textAttribute(callable, '__name__') ?? 'thread';
    if (handle.thread === NO_THREAD) return this.handles.announce(handle, name, isDaemon);
    if (name === handle.name && isDaemon === handle.isDaemon) return;
    const ident = this.handles.identOf(handle.thread);
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

  setStackSize(call: Call): Pointer {
    const { objects } = this.context;
    const bound = this.context.arguments.bind('stack_size', ['size'], call);
    if (!bound) return 0;
    const size = bound[0] ? objects.number(bound[0]) : 0;
    if (size === undefined) return objects.raise('TypeError', 'size must be an integer');
    if (size < 0) return objects.raise('ValueError', 'size must be 0 or a positive value');
    if ((size > 0 && size < SMALLEST_STACK) || size > LARGEST_STACK) {
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
