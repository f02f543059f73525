// `_thread._ThreadHandle`, and the functions that say who a thread is and wait for its end
// (Modules/_threadmodule.c, 3.14).

import type { ThreadId } from '../../core/base/ids.ts';
import { MAIN_THREAD, NO_THREAD } from '../../core/base/ids.ts';
import type { Wait } from '../../core/trace/events.ts';
import { INTERRUPTED } from '../kernel/outcomes.ts';
import type { Pointer } from '../python/cpython.ts';
import type { Call } from './arguments.ts';
import { recordHere, type Context } from './context.ts';
import { keepList, keepMap } from '../python/keep.ts';
import type { LibraryCode } from './libraryCode.ts';
import type { Settlement } from './settle.ts';

/** Where our objects keep their number, in words. */
const NUMBER = 2;
/** CPython hands out addresses of pthread structures; ours are as far apart. */
const IDENT_STEP = 64;

export interface Handle {
  thread: ThreadId;
  state: 'new' | 'started' | 'done';
  isDaemon: boolean;
  name: string;
  /** Threads parked in `join`. */
  readonly joiners: ThreadId[];
}

export class ThreadHandles {
  private readonly handles: (Handle | undefined)[] = [];
  private readonly handleOfThread: (Handle | undefined)[] = [];
  private readonly threadOfObject = new Map<Pointer, ThreadId>();
  private readonly context: Context;
  private readonly code: LibraryCode;
  private readonly settlement: Settlement;
  readonly handleType: Pointer;
  private created: number = MAIN_THREAD;

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

  /** What undoes the making of handles from now on. */
  save(): () => void {
    const undo = [keepList(this.handles), keepMap(this.threadOfObject)];
    return () => undo.forEach((each) => each());
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

  /** As threading shows it. */
  nameOf(thread: ThreadId): string {
    return this.handleOfThread[thread]?.name ?? `Thread-${thread}`;
  }

  identOf(thread: ThreadId): number {
    return this.mainIdent + (thread - MAIN_THREAD) * IDENT_STEP;
  }

  // ── _ThreadHandle ──

  newHandle(type: Pointer): Pointer {
    const { python, native, frames, quiet } = this.context;
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
    // Somebody who looks made it: the thread is announced when it is started.
    if (quiet.isOn) return object;
    const [top] = frames.innermost(native.runningState, 1);
    if (top?.code === this.code.threadInit) this.threadMade(handle, frames.local(top, 0));
    return object;
  }

  dealloc(object: Pointer): void {
    const number = this.context.python.HEAPU32[(object >>> 2) + NUMBER] ?? 0;
    this.handles[number] = undefined;
  }

  handleOf(object: Pointer): Handle {
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

  announce(handle: Handle, name: string, isDaemon: boolean): void {
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
    const { kernel, objects } = this.context;
    const handle = this.handleOf(call.self);
    const isOver = (): Pointer => objects.bool(handle.state === 'done');
    // Nothing to see before it runs, and nothing that could still change.
    if (handle.state !== 'started' || handle.thread === kernel.current) return isOver();
    return this.settlement.settle(kernel.current, this.lookAtEnd(handle), isOver);
  }

  private lookAtEnd({ thread }: Handle): number {
    const { kernel } = this.context;
    return kernel.announce({ kind: 'read', object: kernel.endOf(thread) });
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
    if (handle.state === 'done') {
      recordHere(this.context, { kind: 'joined', thread: handle.thread });
    } else if (kernel.isFinalizing) {
      const message = 'cannot join thread at interpreter shutdown';
      return objects.raise('PythonFinalizationError', message);
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
    if (handle.state === 'done') kernel.joined(handle.thread);
    else if (timeout === 0 && kernel.isExploring) {
      return this.settlement.settle(by, this.lookAtEnd(handle), complete);
    }
    if (handle.state === 'done' || timeout === 0) {
      return this.settlement.settle(by, kernel.point('operation', 0), complete);
    }
    kernel.refuseIfPinned();
    handle.joiners.push(by);
    const result = kernel.park({
      wait,
      until: timeout === undefined ? undefined : kernel.clock.now + timeout,
      finish: (reason) => {
        const at = handle.joiners.indexOf(by);
        if (at >= 0) handle.joiners.splice(at, 1);
        return reason === 'interrupt' ? INTERRUPTED : 0;
      },
      location: kernel.endOf(handle.thread),
    });
    return this.settlement.settle(by, result, complete);
  }

  makeHandle(call: Call): Pointer {
    const { python, objects } = this.context;
    const bound = this.context.arguments.bind('_make_thread_handle', ['ident'], call);
    const ident = bound?.[0] ? objects.number(bound[0]) : undefined;
    if (ident === undefined) return objects.raise('TypeError', 'ident must be an integer');
    const thread = ((ident - this.mainIdent) / IDENT_STEP + MAIN_THREAD) as ThreadId;
    const known =
      this.handleOfThread[thread] ?? (thread === MAIN_THREAD ? this.mainHandle() : undefined);
    if (!known) return objects.raise('ValueError', `there is no thread ${ident}`);
    const object = python._PyType_GenericAlloc(this.handleType, 0);
    if (object === 0) return 0;
    python.HEAPU32[(object >>> 2) + NUMBER] = this.handles.length;
    this.handles.push(known);
    return object;
  }

  /** The running thread's function has returned and its thread state is cleared. */
  ended(): void {
    const { kernel } = this.context;
    const handle = this.handleOfThread[kernel.current];
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

  getIdent(): Pointer {
    return this.context.objects.int(this.identOf(this.context.kernel.current));
  }

  mainThreadIdent(): Pointer {
    return this.context.objects.int(this.mainIdent);
  }

  setName(call: Call): Pointer {
    const { kernel, objects } = this.context;
    const bound = this.context.arguments.bind('set_name', ['name'], call);
    const handle = this.handleOfThread[kernel.current];
    if (bound?.[0] && handle && objects.isText(bound[0], handle.name)) return objects.none;
    const name = bound?.[0] ? objects.text(bound[0]) : undefined;
    if (name === undefined) return objects.raise('TypeError', 'name must be str');
    if (handle && handle.name !== name) {
      handle.name = name;
      kernel.renameThread(kernel.current, name);
    }
    return objects.none;
  }
}
