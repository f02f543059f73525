// The table of operations: which method of which type has which code in native.wat. A type's first
// code is its constructor, then come repr and dealloc, then its methods.

import type { Pointer } from '../python/cpython.ts';
import type { Call } from './arguments.ts';
import type { FunctionSpec, TypeSpec } from '../python/typeBuilder.ts';
import type { Functions } from './functions.ts';
import type { LocalType } from './localType.ts';
import type { LockTypes } from './lockTypes.ts';
import type { Context } from './context.ts';
import type { QueueType } from './queueType.ts';
import type { ThreadHandles } from './threadHandles.ts';
import type { ThreadStarter } from './threadStarter.ts';

/** Include/typeslots.h */
const TP_FREE = 74;

export const TYPES: readonly TypeSpec[] = [
  {
    name: '_thread.lock',
    first: 0,
    isBaseType: false,
    methods: [
      ['acquire', 3],
      ['acquire_lock', 3],
      ['release', 4],
      ['release_lock', 4],
      ['locked', 5],
      ['locked_lock', 5],
      ['__enter__', 6],
      ['__exit__', 7],
      ['_at_fork_reinit', 8],
    ],
    doc: 'A lock object is a synchronization primitive.',
  },
  {
    name: '_thread.RLock',
    first: 20,
    isBaseType: true,
    methods: [
      ['acquire', 23],
      ['release', 24],
      ['__enter__', 25],
      ['__exit__', 26],
      ['locked', 27],
      ['_is_owned', 28],
      ['_recursion_count', 29],
      ['_release_save', 30],
      ['_acquire_restore', 31],
      ['_at_fork_reinit', 32],
    ],
    doc: 'A reentrant lock: its owner may acquire it again.',
  },
  {
    name: '_thread._ThreadHandle',
    first: 40,
    isBaseType: false,
    methods: [
      ['join', 43],
      ['is_done', 44],
      ['_set_done', 45],
    ],
    getters: [['ident', 46]],
    doc: 'A handle of a thread.',
  },
  {
    name: '_queue.SimpleQueue',
    first: 60,
    isBaseType: true,
    methods: [
      ['put', 63],
      ['put_nowait', 63],
      ['get', 64],
      ['get_nowait', 65],
      ['empty', 66],
      ['qsize', 67],
    ],
    classMethods: [['__class_getitem__', 68]],
    doc: 'Simple, unbounded, reentrant FIFO queue.',
  },
];

/** Functions: name, code, and the module that they say they are from. */
export const FUNCTIONS: readonly FunctionSpec[] = [
  ['start_joinable_thread', 80, '_thread'],
  ['start_new_thread', 81, '_thread'],
  ['get_ident', 82, '_thread'],
  ['get_native_id', 82, '_thread'],
  ['_get_main_thread_ident', 83, '_thread'],
  ['_make_thread_handle', 84, '_thread'],
  ['_shutdown', 85, '_thread'],
  ['_count', 86, '_thread'],
  ['stack_size', 87, '_thread'],
  ['set_name', 88, '_thread'],
  ['daemon_threads_allowed', 89, '_thread'],
  ['allocate_lock', 90, '_thread'],
  ['sleep', 91, 'time'],
  ['read_line', 92, '_weft'],
  ['_exit', 93, 'posix'],
  ['monitored', 94, '_weft'],
  ['uncaught', 95, '_weft'],
  ['set_switch_interval', 96, '_weft'],
  ['wake_main', 97, '_weft'],
  ['tear_down', 98, '_weft'],
  ['look_limit', 107, '_weft'],
  ['look_at', 108, '_weft'],
  ['look_subject', 109, '_weft'],
  // Callbacks of sys.monitoring that are no operations (see native.wat).
  ['line', 112, '_weft'],
  ['raised', 113, '_weft'],
  ['access', 114, '_weft'],
];

/** The parts that operations belong to. */
export interface Parts {
  readonly context: Context;
  readonly locks: LockTypes;
  readonly handles: ThreadHandles;
  readonly starter: ThreadStarter;
  readonly queues: QueueType;
  readonly locals: LocalType;
  readonly functions: Functions;
  readonly lockType: Pointer;
  /** `types.GenericAlias`, for `SimpleQueue[int]`. */
  readonly genericAlias: (origin: Pointer, item: Pointer) => Pointer;
}

/** A new reference, 0 (exception set) or SUSPENDED. Constructors get the type as `self`. */
export type PartsOperation = (call: Call, parts: Parts) => Pointer;

/** By code; the same for every run. */
export function operationTable(): readonly (PartsOperation | undefined)[] {
  const table: (PartsOperation | undefined)[] = [];
  const add: Add = (first, operations) => {
    operations.forEach((operation, index) => (table[first + index] = operation));
  };
  addLocks(add);
  addThreadsAndQueues(add);
  addFunctions(add);
  add(110, [
    (call, { locals }) => locals.created(call.self),
    (call, { locals }) => localGone(locals, call.self),
  ]);
  return table;
}

type Free = (object: Pointer) => void;

/** A destructor as an operation: `tp_dealloc` of a heap type also frees, and drops its type. */
function destructor(destroy: (self: Pointer, parts: Parts) => void): PartsOperation {
  // The table of functions makes a new JavaScript function for each look-up.
  const known = new Map<number, Free>();
  return ({ self }, parts) => {
    const { python, objects } = parts.context;
    const type = objects.typeOf(self);
    destroy(self, parts);
    const slot = python._PyType_GetSlot(type, TP_FREE);
    let free = known.get(slot);
    if (free === undefined) {
      free = python.wasmTable.get(slot) as Free;
      known.set(slot, free);
    }
    free(self);
    python._Py_DecRef(type);
    return 0;
  };
}

/** CPython's own destructor frees a `_local`. */
function localGone(locals: LocalType, self: Pointer): Pointer {
  locals.dealloc(self);
  return 0;
}

type Add = (first: number, operations: readonly PartsOperation[]) => void;

function addLocks(add: Add): void {
  const dealloc = destructor((self, { locks }) => locks.dealloc(self));
  add(0, [
    (call, { locks }) => locks.newLockOf(call),
    (call, { locks }) => locks.repr(call.self),
    dealloc,
    (call, { locks }) => locks.acquire(call),
    (call, { locks }) => locks.release(call),
    (call, { locks }) => locks.locked(call),
    (call, { locks }) => locks.enter(call),
    (call, { locks }) => locks.exit(call),
    (call, { locks }) => locks.reinit(call),
  ]);
  add(20, [
    (call, { locks }) => locks.newRLock(call.self),
    (call, { locks }) => locks.reprRecursive(call.self),
    dealloc,
    (call, { locks }) => locks.acquireRecursive(call),
    (call, { locks }) => locks.releaseRecursive(call),
    (call, { locks }) => locks.enterRecursive(call),
    (call, { locks }) => locks.releaseRecursive(call),
    (call, { locks }) => locks.locked(call),
    (call, { locks }) => locks.isOwned(call),
    (call, { locks }) => locks.recursionCount(call),
    (call, { locks }) => locks.releaseSave(call),
    (call, { locks }) => locks.acquireRestore(call),
    (call, { locks }) => locks.reinit(call),
  ]);
}

function addThreadsAndQueues(add: Add): void {
  add(40, [
    (call, { handles }) => handles.newHandle(call.self),
    (call, { handles }) => handles.repr(call.self),
    destructor((self, { handles }) => handles.dealloc(self)),
    (call, { handles }) => handles.join(call),
    (call, { handles }) => handles.isDone(call),
    (call, { handles }) => handles.setDone(call),
    (call, { handles }) => handles.ident(call.self),
  ]);
  add(60, [
    (call, { queues }) => queues.newQueue(call.self),
    (call, { queues }) => queues.repr(call.self),
    destructor((self, { queues }) => queues.dealloc(self)),
    (call, { queues }) => queues.put(call),
    (call, { queues }) => queues.get(call),
    (call, { queues }) => queues.getNowait(call),
    (call, { queues }) => queues.empty(call),
    (call, { queues }) => queues.size(call),
    (call, { context, genericAlias }) =>
      genericAlias(call.self, context.python.HEAPU32[call.args >>> 2] ?? 0),
  ]);
}

function addFunctions(add: Add): void {
  add(80, [
    (call, { starter }) => starter.startJoinable(call),
    (call, { starter }) => starter.startNew(call),
    (_call, { handles }) => handles.getIdent(),
    (_call, { handles }) => handles.mainThreadIdent(),
    (call, { handles }) => handles.makeHandle(call),
    (_call, { handles }) => handles.shutdown(),
    (_call, { starter }) => starter.count(),
    (call, { starter }) => starter.setStackSize(call),
    (call, { handles }) => handles.setName(call),
    (_call, { context }) => context.objects.bool(true),
    (_call, { locks, lockType }) => locks.newLock(lockType),
    (call, { functions }) => functions.sleep(call),
    (_call, { functions }) => functions.readLine(),
    (call, { functions }) => functions.exitNow(call),
    (call, { functions }) => functions.monitored(call),
    (call, { functions }) => functions.uncaught(call),
    (call, { functions }) => functions.setSwitchInterval(call),
    (_call, { functions }) => functions.wakeMain(),
    (_call, { functions }) => functions.tearDown(),
  ]);
  add(107, [
    (call, { functions }) => functions.lookLimit(call),
    (call, { functions }) => functions.lookAt(call),
    (_call, { functions }) => functions.lookSubject(),
  ]);
}
