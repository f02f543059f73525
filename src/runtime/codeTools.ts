// What looks into the user's code while it runs: for the debugger, and in some runs for whoever
// watches what threads share.

import type { BatchWriter } from '../core/trace/encode.ts';
import type { Kernel } from './kernel/kernel.ts';
import type { Machine } from './machine.ts';
import { CodeObjects } from './python/codeObjects.ts';
import type { Frames } from './python/frames.ts';
import { Instructions } from './python/instructions.ts';
import type { RuntimeLayout } from './python/layout.ts';
import { Lifetimes } from './python/lifetimes.ts';
import { LineTraps } from './python/lineTraps.ts';
import type { NativeThreads } from './python/native.ts';
import { SCRATCH } from './python/native.ts';
import { AccessWatch } from './races/accessWatch.ts';

export interface CodeTools {
  readonly frames: Frames;
  readonly codes: CodeObjects;
  readonly instructions: Instructions;
  readonly traps: LineTraps;
}

interface CodeParts {
  readonly machine: Machine;
  readonly native: NativeThreads;
  readonly layout: RuntimeLayout;
}

/** @param withAccesses single instructions are watched too, not only lines */
export function createCodeTools(
  { machine, layout }: CodeParts,
  frames: Frames,
  withAccesses: boolean,
): CodeTools {
  const { python, objects } = machine;
  const { monitoring, reserve } = layout;
  const codes = new CodeObjects(python, objects, reserve + SCRATCH.location);
  const instructions = new Instructions(python, codes, monitoring);
  const traps = new LineTraps({
    python,
    codes,
    instructions,
    layout: monitoring,
    scratch: reserve + SCRATCH.allocator,
    withAccesses,
  });
  return { frames, codes, instructions, traps };
}

export function createAccessWatch(
  { machine, native, layout }: CodeParts,
  { frames, codes, instructions, traps: lines }: CodeTools,
  run: { readonly kernel: Kernel; readonly writer: BatchWriter },
): AccessWatch {
  const { python, objects } = machine;
  const { monitoring, reserve } = layout;
  const lifetimes = new Lifetimes({
    python,
    native,
    functions: monitoring.freeFunctions,
    scratch: reserve + SCRATCH.objectAllocator,
    filter: reserve + SCRATCH.size,
  });
  const scratch = reserve + SCRATCH.entry;
  const code = { python, objects, native, codes, instructions, lines, lifetimes };
  return new AccessWatch({ ...code, frames, ...run, scratch });
}
