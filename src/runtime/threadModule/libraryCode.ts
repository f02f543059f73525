// Code objects and classes of the standard library that Weft knows by address: that is how it
// tells an Event from a Condition without changing threading.py. Found when the snapshot is made.

import type { ObjectKind } from '../../core/trace/events.ts';
import type { Pointer } from '../python/cpython.ts';

/** Constructors that make an object we show; `self` is local 0. */
export const CONSTRUCTORS = {
  'threading.Condition.__init__': 'Condition',
  'threading.Event.__init__': 'Event',
  'threading.Semaphore.__init__': 'Semaphore',
  'threading.BoundedSemaphore.__init__': 'BoundedSemaphore',
  'threading.Barrier.__init__': 'Barrier',
  'threading.Timer.__init__': 'Timer',
  'queue.Queue.__init__': 'Queue',
  'concurrent.futures._base.Future.__init__': 'Future',
} as const satisfies Record<string, ObjectKind>;

/** Methods that wait inside `Condition.wait`, and the word for it. */
export const WAITING_METHODS = {
  'threading.Condition.wait_for': 'wait_for',
  'threading.Event.wait': 'wait',
  'threading.Semaphore.acquire': 'acquire',
  'threading.Barrier.wait': 'wait',
  'threading.Barrier._wait': 'wait',
  'threading.Barrier._enter': 'wait',
  'queue.Queue.get': 'get',
  'queue.Queue.put': 'put',
  'queue.Queue.join': 'join',
  'concurrent.futures._base.Future.result': 'result',
  'concurrent.futures._base.Future.exception': 'exception',
} as const;

/** Other functions that mean something to us. */
export const OTHER_CODE = [
  'threading.Condition.wait',
  'threading.Thread.__init__',
  'threading.RLock',
  'threading._make_invoke_excepthook.<locals>.invoke_excepthook',
  'threading.Condition.notify',
] as const;
const INVOKE_EXCEPTHOOK = OTHER_CODE[3];
const NOTIFY = OTHER_CODE[4];

export const ALL_CODE: readonly string[] = [
  ...Object.keys(CONSTRUCTORS),
  ...Object.keys(WAITING_METHODS),
  ...OTHER_CODE,
];

/** Code that `sys.monitoring` reports to us: returns of constructors, calls of the rest. */
export const WATCHED_CODE: readonly string[] = [
  ...Object.keys(CONSTRUCTORS),
  INVOKE_EXCEPTHOOK,
  NOTIFY,
];

/** Addresses by qualified name, as in `ALL_CODE`. */
export type CodeAddresses = Readonly<Record<string, Pointer>>;

export class LibraryCode {
  readonly conditionWait: Pointer;
  readonly threadInit: Pointer;
  readonly timerInit: Pointer;
  readonly eventInit: Pointer;
  /** The function `threading.RLock`, which calls the class. */
  readonly rlockFunction: Pointer;
  readonly invokeExcepthook: Pointer;
  /** `notify_all` calls it, too. */
  readonly conditionNotify: Pointer;
  private readonly kinds = new Map<Pointer, ObjectKind>();
  private readonly operations = new Map<Pointer, string>();

  constructor(addresses: CodeAddresses) {
    const address = (name: string): Pointer => {
      const found = addresses[name];
      if (found === undefined) throw new Error(`internal error: no code object for ${name}`);
      return found;
    };
    for (const [name, kind] of Object.entries(CONSTRUCTORS)) this.kinds.set(address(name), kind);
    for (const [name, word] of Object.entries(WAITING_METHODS)) {
      this.operations.set(address(name), word);
    }
    this.conditionWait = address('threading.Condition.wait');
    this.threadInit = address('threading.Thread.__init__');
    this.timerInit = address('threading.Timer.__init__');
    this.eventInit = address('threading.Event.__init__');
    this.rlockFunction = address('threading.RLock');
    this.invokeExcepthook = address(INVOKE_EXCEPTHOOK);
    this.conditionNotify = address(NOTIFY);
  }

  /** What a constructor makes; undefined for any other code. */
  kindOf(code: Pointer): ObjectKind | undefined {
    return this.kinds.get(code);
  }

  /** The word for what a waiting method waits for; undefined for any other code. */
  operationOf(code: Pointer): string | undefined {
    return this.operations.get(code);
  }
}
