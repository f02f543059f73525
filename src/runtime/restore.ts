// From a snapshot to an interpreter that waits for a program, and back to it after a run. A run on a
// reset interpreter finds the same bytes as on a new one, so ids, addresses and hash order are the
// same too.

import { knowledgeOf } from './knowledge.ts';
import { Machine } from './machine.ts';
import type { InterpreterAssets } from './python/interpreter.ts';
import type { RuntimeLayout } from './python/layout.ts';
import type { NativeThreads } from './python/native.ts';
import { decodeSnapshot } from './python/snapshot.ts';
import { fillTable } from './python/typeBuilder.ts';
import { ResetPoint } from './resetPoint.ts';
import type { Knowledge } from './threadModule/assemble.ts';

export interface RestoredMachine {
  readonly machine: Machine;
  readonly native: NativeThreads;
  readonly layout: RuntimeLayout;
  readonly knowledge: Knowledge;
  /** The snapshot: where every run begins. */
  readonly snapshot: ResetPoint;
}

export async function restoreMachine(
  assets: InterpreterAssets,
  snapshotBytes: Uint8Array,
): Promise<RestoredMachine> {
  const { layout, memory: image } = decodeSnapshot(snapshotBytes);
  const machine = await Machine.load(assets, image);
  const { python, objects } = machine;
  objects.know(layout.names);
  const native = machine.createNative(layout);
  fillTable(python, native, layout);
  native.reset();
  const knowledge = knowledgeOf(layout);
  return { machine, native, layout, knowledge, snapshot: new ResetPoint(machine, native, image) };
}
