// What can happen in a run. A trace is a list of these; everything shown is a function of it.
// Runtime-neutral: nothing here knows how Python is executed.

import type {
  VariableId,
  Nanoseconds,
  ObjectId,
  SiteId,
  StackId,
  Step,
  ThreadId,
} from '../base/ids.ts';

/**
 * A position in a source file. Lines and columns are 1-based; end is exclusive. Columns count
 * bytes of UTF-8, as CPython does: see `textColumn` in analysis/pythonSource.
 */
export interface Site {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** Qualified name as in CPython's `co_qualname`; `<module>` at top level. */
  readonly function: string;
  /** True for the standard library and Weft's own glue: hidden by default. */
  readonly isLibrary: boolean;
}

/** A call stack as a linked list, innermost frame first; `caller` 0 ends it. */
export interface Stack {
  readonly site: SiteId;
  readonly caller: StackId;
}

export type ObjectKind =
  | 'Lock'
  | 'RLock'
  | 'Condition'
  | 'Event'
  | 'Semaphore'
  | 'BoundedSemaphore'
  | 'Barrier'
  | 'Timer'
  | 'Queue'
  | 'LifoQueue'
  | 'PriorityQueue'
  | 'SimpleQueue'
  | 'Future'
  | 'local';

/** The part of an object that changes, other than owner and waiters (those follow from events). */
export type ObjectState =
  | { readonly kind: 'none' } // Lock, RLock, Condition
  | { readonly kind: 'event'; readonly flag: boolean }
  | { readonly kind: 'semaphore'; readonly value: number; readonly initial: number }
  | {
      readonly kind: 'barrier';
      readonly parties: number;
      readonly waiting: number;
      readonly phase: 'filling' | 'draining' | 'resetting' | 'broken';
    }
  | {
      readonly kind: 'timer';
      /** Seconds from start to firing. */
      readonly interval: number;
      readonly function: string;
      readonly thread: ThreadId;
      readonly phase: 'new' | 'counting' | 'fired' | 'cancelled';
      /** Virtual time at which it fires, while counting. */
      readonly due: Nanoseconds | undefined;
    }
  | {
      readonly kind: 'queue';
      readonly size: number;
      /** 0 means unbounded. */
      readonly maxsize: number;
      readonly unfinished: number;
      readonly isShutdown: boolean;
    }
  | { readonly kind: 'future'; readonly phase: string }
  /** One row a thread: attribute name and a short repr. */
  | {
      readonly kind: 'local';
      readonly values: readonly {
        readonly thread: ThreadId;
        readonly attributes: readonly (readonly [name: string, repr: string])[];
      }[];
    };

/** What a thread that can't run is waiting for. */
export type Wait =
  /** Wants to own a Lock or RLock. */
  | { readonly kind: 'lock'; readonly object: ObjectId }
  /** `operation` is the method that waits: wait, acquire, get, put, join, result. */
  | { readonly kind: 'object'; readonly object: ObjectId; readonly operation: string }
  | { readonly kind: 'join'; readonly thread: ThreadId }
  /** Inside `Thread.start()`: until the new thread has begun to run. */
  | { readonly kind: 'start'; readonly thread: ThreadId }
  /** The main thread at the end of the program: waits for all non-daemon threads. */
  | { readonly kind: 'shutdown'; readonly thread: ThreadId }
  | { readonly kind: 'sleep' }
  | { readonly kind: 'input'; readonly prompt: string };

/** `items`: which elements a container has, and in which order. */
export type LocationKind = 'attribute' | 'global' | 'closure' | 'element' | 'items';

/** `update`: a read and a write in one step, which nobody can come between (`list.append`). */
export type AccessMode = 'read' | 'write' | 'update';

/**
 * How an access is made: by an instruction of its own; by a call that nobody can come between; by a
 * loop that goes on after it.
 */
export type AccessManner = 'plain' | 'call' | 'loop';

/** One of the accesses that make a race. */
export interface RacingAccess {
  readonly thread: ThreadId;
  readonly at: StackId;
  readonly step: Step;
  readonly mode: AccessMode;
  readonly value: string | undefined;
  /** In hand at that moment. */
  readonly locks: readonly ObjectId[];
}

/**
 * - `unordered`: two accesses, and nothing says which comes first.
 * - `loose`: a thread reads and then writes, and another one can write in between.
 * - `lost`: it did so in this run: read, the other's write, write.
 */
export type RaceForm = 'unordered' | 'loose' | 'lost';

/** How a run ended. */
export type Outcome =
  /** The interpreter ended by itself; 0 to 255. */
  | { readonly kind: 'exited'; readonly exitCode: number }
  | { readonly kind: 'stopped' }
  /** Nobody can ever run again. */
  | { readonly kind: 'deadlocked' }
  /** A limit (steps, output, memory, threads) was reached; the message says which and what to do. */
  | { readonly kind: 'limit'; readonly message: string }
  /** The interpreter itself died: our bug or a resource of the machine. */
  | { readonly kind: 'crashed'; readonly message: string };

/** Common to all events. `by` is the thread that did it; 0 for the scheduler itself. */
interface Stamp {
  readonly time: Nanoseconds;
  readonly by: ThreadId;
  readonly at: StackId;
}

export type EventBody =
  /** `Thread(...)` was constructed; `at` is the creation site. */
  | {
      readonly kind: 'threadNew';
      readonly thread: ThreadId;
      readonly name: string;
      readonly daemon: boolean;
      /** Python's `Thread.ident`; as `native_id`. */
      readonly ident: number;
      readonly isLibrary: boolean;
    }
  | { readonly kind: 'threadStart'; readonly thread: ThreadId }
  | { readonly kind: 'threadName'; readonly thread: ThreadId; readonly name: string }
  | { readonly kind: 'threadEnd'; readonly thread: ThreadId }
  /** An exception that nobody caught ended `by`; `at` is where it was raised. */
  | {
      readonly kind: 'exception';
      readonly typeName: string;
      readonly message: string;
    }
  /** The scheduler gave the processor to `thread`. */
  | { readonly kind: 'run'; readonly thread: ThreadId; readonly isPreemption: boolean }
  | {
      readonly kind: 'objectNew';
      readonly object: ObjectId;
      readonly objectKind: ObjectKind;
      /** The class as written, for subclasses: `BankLock`. */
      readonly typeName: string;
      /** The object that this one implements (the Condition inside an Event). */
      readonly partOf: ObjectId | undefined;
      /** The lock that a Condition uses. */
      readonly lock: ObjectId | undefined;
      readonly isLibrary: boolean;
      readonly state: ObjectState;
    }
  | { readonly kind: 'objectState'; readonly object: ObjectId; readonly state: ObjectState }
  | { readonly kind: 'objectGone'; readonly object: ObjectId }
  /** `by` became owner; `count` is the recursion count after it (1 for a Lock). */
  | { readonly kind: 'acquire'; readonly object: ObjectId; readonly count: number }
  /** `by` released; `count` is what is left; the owner may have been another thread (Lock only). */
  | { readonly kind: 'release'; readonly object: ObjectId; readonly count: number }
  /** A try-lock that failed, or a timeout that ended without the lock. */
  | { readonly kind: 'acquireFailed'; readonly object: ObjectId }
  /** `by` can't go on; `until` is the end of its timeout. */
  | { readonly kind: 'wait'; readonly wait: Wait; readonly until: Nanoseconds | undefined }
  /** `thread` may run again, made so by `by` (0: the clock). */
  | {
      readonly kind: 'wake';
      readonly thread: ThreadId;
      readonly reason: 'granted' | 'timeout' | 'interrupt';
    }
  /** `by` notified a Condition; so many of those who waited were let go, which may be none. */
  | { readonly kind: 'notify'; readonly object: ObjectId; readonly woken: number }
  /** `by` joined a thread that had ended already, so it did not wait. */
  | { readonly kind: 'joined'; readonly thread: ThreadId }
  /** No thread that can still run has a reference to `object`, which `thread` waits for. */
  | { readonly kind: 'unreachable'; readonly thread: ThreadId; readonly object: ObjectId }
  /** A second thread has come to a location; recorded before its first `access`. */
  | {
      readonly kind: 'location';
      readonly location: VariableId;
      readonly locationKind: LocationKind;
      /** As a programmer would write it: `counter.value`, `totals['a']`. */
      readonly name: string;
    }
  /**
   * `by` is about to read or write what threads share. Not every access is recorded: what a thread
   * does again, before another one has come to the location, says nothing new.
   */
  | {
      readonly kind: 'access';
      readonly location: VariableId;
      readonly mode: AccessMode;
      /** What is written, or was written last; undefined if that is not known. */
      readonly value: string | undefined;
    }
  /** Seen while accesses are watched; for each set of places in the code once. */
  | {
      readonly kind: 'race';
      readonly form: RaceForm;
      readonly location: VariableId;
      /** `unordered`: as they came. `loose`: read, write, the other's write. `lost`: as they came. */
      readonly accesses: readonly RacingAccess[];
    }
  /** `by` wrote text to the file descriptor: mostly a line, or what was flushed. */
  | { readonly kind: 'output'; readonly stream: 'stdout' | 'stderr'; readonly text: string }
  /** A line that `input()` or `sys.stdin` got; undefined is end of file. */
  | {
      readonly kind: 'input';
      readonly line: string | undefined;
      /** Virtual time at which the line came: a replay lets it come at the same time. */
      readonly arrived: Nanoseconds;
    }
  /** Something the reader should know: a limit, an ignored setting, a diverged replay. */
  | { readonly kind: 'notice'; readonly code: string; readonly text: string }
  | { readonly kind: 'end'; readonly outcome: Outcome };

export type TraceEvent = Stamp & EventBody;
export type EventKind = EventBody['kind'];
export type EventOf<K extends EventKind> = Extract<TraceEvent, { readonly kind: K }>;
export type BodyOf<K extends EventKind> = Extract<EventBody, { readonly kind: K }>;
