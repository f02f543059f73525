// A state of an interpreter that it is put back to, whatever programs did to it since. Nothing of a
// running stack is kept, so the state must be one that needs none: nobody runs, or a new stack can go
// on from there (`NativeThreads.createPreparedMain`).

import type { Machine } from './machine.ts';
import { MemoryReset } from './memoryReset.ts';
import { FileSystemImage } from './python/fileSystemImage.ts';
import type { NativeThreads } from './python/native.ts';

/**
 * Bytes of memory that an interpreter may have and still be reset: WebAssembly memory can't shrink,
 * and a later run may have no less than this as its limit (the least that `weft.memoryLimit` allows).
 */
const REUSABLE_MEMORY = 64 * 2 ** 20;

export type QuickReset =
  | 'done'
  /** It is now; but one of the last executions had left something that the next ones may have seen. */
  | 'late'
  | 'impossible';

export class ResetPoint {
  private readonly machine: Machine;
  private readonly native: NativeThreads;
  private readonly memory: MemoryReset;
  private readonly files: FileSystemImage;
  private readonly restoreNames: () => void;
  private readonly tableLength: number;

  /** The state is the present one; `image` is its memory, and is kept. */
  constructor(machine: Machine, native: NativeThreads, image: Uint8Array) {
    const { python, objects } = machine;
    this.machine = machine;
    this.native = native;
    this.memory = new MemoryReset(machine.loaded.memory, image);
    this.files = new FileSystemImage(python);
    this.restoreNames = objects.save();
    this.tableLength = python.wasmTable.length;
  }

  /**
   * Puts the interpreter back, whatever the last run left behind; its stacks must all be suspended
   * or over. Some 3 ms.
   * @returns false if that can't be done: the interpreter is not to be used again
   */
  reset(): boolean {
    if (!this.isPossible) return false;
    this.memory.full();
    this.resetRest();
    return true;
  }

  /**
   * The same after an execution of a program that is executed again and again: much faster, but what
   * was changed for the first time may be found only later. At first, or if `isThorough`, it looks at
   * all, and learns.
   */
  quickReset(isThorough: boolean): QuickReset {
    if (!this.isPossible) return 'impossible';
    const looksAtAll = isThorough || this.memory.isLearning;
    const isLate = !looksAtAll && this.memory.quick();
    if (looksAtAll || isLate) this.memory.compareAll();
    this.resetRest();
    return isLate ? 'late' : 'done';
  }

  /** What was learned does not suffice: the next quick resets look at all again. */
  distrust(): void {
    this.memory.learnAgain();
  }

  /** After quick resets: true if one of them did not find all, which is put back now. */
  hasLeftovers(): boolean {
    return this.memory.compareAll();
  }

  /** Only native code that a script has made itself (a callback of ctypes) lets the table grow. */
  private get isPossible(): boolean {
    const { python } = this.machine;
    return python.wasmTable.length === this.tableLength && python.HEAPU8.length <= REUSABLE_MEMORY;
  }

  private resetRest(): void {
    this.machine.vacate();
    this.native.reset();
    this.files.restore();
    this.restoreNames();
  }
}
