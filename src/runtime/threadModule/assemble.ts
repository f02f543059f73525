// Puts the parts of `_thread` together for one kernel.

import { takeApart } from '../../core/base/takeApart.ts';
import type { CPython, Pointer } from '../python/cpython.ts';
import type { Frames } from '../python/frames.ts';
import type { NativeThreads } from '../python/native.ts';
import type { PythonObjects } from '../python/objects.ts';
import { ArgumentReader } from './arguments.ts';
import type { Context } from './context.ts';
import type { Outside } from './functions.ts';
import { Functions } from './functions.ts';
import type { LibraryCode } from './libraryCode.ts';
import { LocalType } from './localType.ts';
import { LockTypes } from './lockTypes.ts';
import type { QueueKinds } from './observer.ts';
import { Notifies } from './notifies.ts';
import { Observer } from './observer.ts';
import type { Parts } from './operations.ts';
import { QueueType } from './queueType.ts';
import { Settlement } from './settle.ts';
import { ThreadHandles } from './threadHandles.ts';
import { ThreadStarter } from './threadStarter.ts';

/** What is known about the interpreter before a run. */
export interface Interpreter {
  readonly python: CPython;
  readonly objects: PythonObjects;
  readonly native: NativeThreads;
}

/** What the snapshot says, or its maker as far as it knows. */
export interface Knowledge {
  /** In the order of `TYPES`. */
  readonly types: readonly Pointer[];
  readonly code: LibraryCode;
  readonly queueKinds: QueueKinds;
  readonly emptyError: Pointer;
  readonly genericAlias: Pointer;
  /** Memory for three words, outside Python's heap. */
  readonly localEntry: number;
  /** Seconds. */
  readonly timeoutMax: number;
}

export interface Assembly extends Parts {
  readonly observer: Observer;
  readonly settlement: Settlement;
  readonly frames: Frames;
}

export function assemble(
  interpreter: Interpreter,
  knowledge: Knowledge,
  run: Pick<Context, 'kernel' | 'writer' | 'frames' | 'stackOf' | 'lend'>,
  outside: Outside,
): Assembly {
  const { python, objects, native } = interpreter;
  const { types, code } = knowledge;
  const [lockType = 0, rlockType = 0, handleType = 0, queueType = 0] = types;
  const reader = new ArgumentReader(python, objects, knowledge.timeoutMax);
  const quiet = { isOn: false, deferred: [], eyes: undefined };
  const context: Context = { python, objects, native, ...run, arguments: reader, quiet };
  const settlement = new Settlement(
    run.kernel,
    () => interrupted(python, objects),
    (message) => objects.raise('RuntimeError', message),
  );
  const observer = new Observer(context, code, knowledge.queueKinds);
  const locks = new LockTypes(context, observer, settlement, [lockType, rlockType]);
  const handles = new ThreadHandles(context, code, settlement, handleType);
  observer.objectOf = (lock) => locks.objectOf(lock);
  observer.threadOf = handles.threadOf;
  const notifies = new Notifies(context, observer, locks);
  return {
    context,
    settlement,
    observer,
    frames: run.frames,
    locks,
    handles,
    starter: new ThreadStarter(context, handles, settlement, outside),
    locals: new LocalType(context, observer, knowledge.localEntry),
    queues: new QueueType(context, observer, settlement, {
      type: queueType,
      emptyError: knowledge.emptyError,
    }),
    functions: new Functions(context, settlement, { observer, notifies, code }, outside),
    lockType,
    genericAlias: (origin, item) => makeAlias(python, knowledge.genericAlias, origin, item),
  };
}

/** The run is over, and nothing of it is used any more. */
export function takeAssemblyApart(assembly: Assembly): void {
  takeApart(Object.values(assembly));
  takeApart([assembly]);
}

/** A wait was ended by `interrupt_main`: runs the signal's handler, which mostly raises. */
function interrupted(python: CPython, objects: PythonObjects): Pointer {
  return python._PyErr_CheckSignals() < 0 ? 0 : objects.none;
}

function makeAlias(python: CPython, alias: Pointer, origin: Pointer, item: Pointer): Pointer {
  const args = python._PyTuple_New(2);
  python._Py_IncRef(origin);
  python._Py_IncRef(item);
  python._PyTuple_SetItem(args, 0, origin);
  python._PyTuple_SetItem(args, 1, item);
  const result = python._PyObject_Call(alias, args, 0);
  python._Py_DecRef(args);
  return result;
}
