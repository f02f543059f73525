// From a snapshot to an interpreter that waits for a program, and back to it after a run. A run on a
// reset interpreter finds the same bytes as on a new one, so ids, addresses and hash order are the
// same too.

import { Machine } from './machine.ts';
import type { CPython } from './python/cpython.ts';
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
}

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
  const reset = (): boolean => {
    // Only native code that a script has made itself (a callback of ctypes) lets the table grow.
    if (python.wasmTable.length !== tableLength) return false;
    if (python.HEAPU8.length > REUSABLE_MEMORY) return false;
    restoreMemory(python, image);
    machine.vacate();
    native.reset();
    files.restore();
    return true;
  };
  return { machine, native, layout, reset };
}

function restoreMemory(python: CPython, image: Uint8Array): void {
  python.HEAPU8.set(image);
  python.HEAPU8.fill(0, image.length);
}
