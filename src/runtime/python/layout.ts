// Everything that TypeScript must know about the interpreter's memory: found when the snapshot is
// made, stored beside it as JSON, and the same in every copy.

import type { NativeLayout } from './native.ts';
import type { Pointer } from './cpython.ts';

/** What a debugger must know of CPython's bytecode and of `sys.monitoring`. */
export interface MonitoringLayout {
  /** Numbers of base instructions, and of INSTRUMENTED_LINE. */
  readonly opcodes: Readonly<Record<string, number>>;
  /** By number: the base instruction of a specialised one. */
  readonly baseOf: Readonly<Record<number, number>>;
  /** By number of a base instruction: code units that follow it. */
  readonly caches: Readonly<Record<number, number>>;
  /** `sys.monitoring.set_local_events`, and arguments for it: our tool, None, LINE. */
  readonly setLocalEvents: Pointer;
  readonly localEventsArguments: Pointer;
  /** The same with INSTRUCTION beside LINE. */
  readonly accessEventsArguments: Pointer;
  readonly tool: number;
  /** Address of the tools that get RAISE. */
  readonly raiseTools: number;
  /** The function of native.wat that hands out the reserve, in the table of functions. */
  readonly reserveFunction: number;
  /** Its functions that tell of freed memory: any object's, a list's, a dict's. */
  readonly freeFunctions: {
    readonly object: number;
    readonly list: number;
    readonly dict: number;
  };
}

/** For reading the graph of objects (see heap.ts). */
export interface HeapLayout {
  /** The entry of native.wat's `visit` in the table of functions. */
  readonly visit: number;
  /** Heads of the collector's lists: young, old, old, permanent. */
  readonly gcLists: readonly number[];
  /** Where threading.py lists the threads that run: `_active` and `_limbo`. */
  readonly threadLists: readonly Pointer[];
  /** Types whose objects refer for ever to what they were made with (a class has its dictionary). */
  readonly fixedTypes: readonly Pointer[];
}

export interface RuntimeLayout extends NativeLayout {
  readonly exportNames: readonly string[];
  /** In the order of `TYPES`. */
  readonly types: readonly Pointer[];
  /** By qualified name (see threadModule/libraryCode.ts). */
  readonly code: Readonly<Record<string, Pointer>>;
  /** Strings of `KNOWN_NAMES`. */
  readonly names: Readonly<Record<string, Pointer>>;
  readonly emptyError: Pointer;
  readonly genericAlias: Pointer;
  readonly lifoQueue: Pointer;
  readonly priorityQueue: Pointer;
  /** Functions of program.py. */
  readonly prepare: Pointer;
  readonly finish: Pointer;
  /** `answer` and `evaluate_here` of inspect.py, and the exception that ends what takes too long. */
  readonly inspect: Pointer;
  readonly evaluateHere: Pointer;
  readonly stopError: Pointer;
  /** The dictionary of `_weft`, where `request` is put. */
  readonly moduleDict: Pointer;
  readonly timeoutMax: number;
  /** Numbers of the locks and thread handles that exist in the snapshot. */
  readonly locks: readonly number[];
  readonly handles: readonly number[];
  readonly pythonVersion: string;
  readonly heap: HeapLayout;
  readonly monitoring: MonitoringLayout;
}
