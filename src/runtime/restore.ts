// From a snapshot to an interpreter that waits for a program.

import { Machine } from './machine.ts';
import type { InterpreterAssets } from './python/interpreter.ts';
import type { RuntimeLayout } from './python/layout.ts';
import type { NativeThreads } from './python/native.ts';
import { decodeSnapshot } from './python/snapshot.ts';
import { fillTable } from './python/typeBuilder.ts';

export interface RestoredMachine {
  readonly machine: Machine;
  readonly native: NativeThreads;
  readonly layout: RuntimeLayout;
}

export async function restoreMachine(
  assets: InterpreterAssets,
  snapshotBytes: Uint8Array,
): Promise<RestoredMachine> {
  const { layout, memory } = decodeSnapshot(snapshotBytes);
  const machine = await Machine.load(assets, memory);
  const native = machine.createNative(layout);
  fillTable(machine.python, native, layout);
  machine.python.__emscripten_stack_restore(layout.loopStack);
  return { machine, native, layout };
}
