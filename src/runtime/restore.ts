// From a snapshot to an interpreter that waits for a program, and back to it after a run. A run on a
// reset interpreter finds the same bytes as on a new one, so ids, addresses and hash order are the
// same too.

import { Machine } from './machine.ts';
import { MemoryReset } from './memoryReset.ts';
import { FileSystemImage } from './python/fileSystemImage.ts';
import type { InterpreterAssets } from './python/interpreter.ts';
import type { RuntimeLayout } from './python/layout.ts';
import type { NativeThreads } from './python/native.ts';
import { decodeSnapshot } from './python/snapshot.ts';
import { fillTable } from './python/typeBuilder.ts';

/**
 * Bytes of memory that an interpreter may have and still be reset: WebAssembly memory can't shrink,
 * and a later run may have no less than this as its limit (the least that `weft.memoryLimit` allows).
 */
const REUSABLE_MEMORY = 64 * 2 ** 20;

export interface RestoredMachine {
  readonly machine: Machine;
  readonly native: NativeThreads;
  readonly layout: RuntimeLayout;
  /**
   * Puts the interpreter back to the snapshot, whatever the last run left behind; its stacks must
   * all be suspended or over. Some 3 ms.
   * @returns false if that can't be done: the interpreter is not to be used again
   */
  reset(): boolean;
  /**
   * The same after an execution of a program that is executed again and again: much faster, but what
   * was changed for the first time may be found only later. `isThorough` looks at all, and learns.
   */
  quickReset(isThorough: boolean): QuickReset;
  /** After quick resets: true if one of them did not find all, which is put back now. */
  hasLeftovers(): boolean;
}

export type QuickReset =
  | 'done'
  /** It is now; but one of the last executions had left something that the next ones may have seen. */
  | 'late'
  | 'impossible';

export async function restoreMachine(
  assets: InterpreterAssets,
  snapshotBytes: Uint8Array,
): Promise<RestoredMachine> {
  const { layout, memory: image } = decodeSnapshot(snapshotBytes);
  const machine = await Machine.load(assets, image);
  const { python } = machine;
  const native = machine.createNative(layout);
  fillTable(python, native, layout);
  native.reset();
  const files = new FileSystemImage(python);
  const tableLength = python.wasmTable.length;
  const memory = new MemoryReset(() => python.HEAPU8, image);
  // Only native code that a script has made itself (a callback of ctypes) lets the table grow.
  const canReset = (): boolean =>
    python.wasmTable.length === tableLength && python.HEAPU8.length <= REUSABLE_MEMORY;
  const resetRest = (): void => {
    machine.vacate();
    native.reset();
    files.restore();
  };
  const reset = (): boolean => {
    if (!canReset()) return false;
    memory.full();
    resetRest();
    return true;
  };
  const quickReset = (isThorough: boolean): QuickReset => {
    if (!canReset()) return 'impossible';
    const isLate = !isThorough && memory.quick();
    if (isThorough || isLate) memory.compareAll();
    resetRest();
    return isLate ? 'late' : 'done';
  };
  const hasLeftovers = (): boolean => memory.compareAll();
  return { machine, native, layout, reset, quickReset, hasLeftovers };
}
