// Everything that TypeScript must know about the interpreter's memory: found when the snapshot is
// made, stored beside it as JSON, and the same in every copy.

import type { NativeLayout } from './native.ts';
import type { Pointer } from './cpython.ts';

export interface RuntimeLayout extends NativeLayout {
  readonly exportNames: readonly string[];
  /** In the order of `TYPES`. */
  readonly types: readonly Pointer[];
  /** By qualified name (see threadModule/libraryCode.ts). */
  readonly code: Readonly<Record<string, Pointer>>;
  readonly emptyError: Pointer;
  readonly genericAlias: Pointer;
  readonly lifoQueue: Pointer;
  readonly priorityQueue: Pointer;
  /** Functions of program.py. */
  readonly prepare: Pointer;
  readonly finish: Pointer;
  /** `answer` of inspect.py, and the exception that ends what takes too long. */
  readonly inspect: Pointer;
  readonly stopError: Pointer;
  /** The dictionary of `_weft`, where `request` is put. */
  readonly moduleDict: Pointer;
  readonly timeoutMax: number;
  /** Numbers of the locks and thread handles that exist in the snapshot. */
  readonly locks: readonly number[];
  readonly handles: readonly number[];
  readonly pythonVersion: string;
}
