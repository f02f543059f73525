// What looks into the user's code while it runs: for the debugger, and in some runs for whoever
// watches what threads share.

import type { BatchWriter } from '../core/trace/encode.ts';
import type { Kernel } from './kernel/kernel.ts';
import type { Machine } from './machine.ts';
import { CodeObjects } from './python/codeObjects.ts';
import { Frames } from './python/frames.ts';
import { Instructions } from './python/instructions.ts';
import type { RuntimeLayout } from './python/layout.ts';
import { Lifetimes } from './python/lifetimes.ts';
import { LineTraps } from './python/lineTraps.ts';
import type { NativeThreads } from './python/native.ts';
import { SCRATCH } from './python/scratch.ts';
import { Operands } from './python/operands.ts';
import { ShortValues } from './python/shortValue.ts';
import { Accesses } from './races/accesses.ts';
import { AccessPoints } from './races/accessPoints.ts';
import { AccessWatch } from './races/accessWatch.ts';
import { WatchedSites } from './races/watchedSites.ts';

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

type FramesPlace = Pick<CodeParts, 'machine' | 'native'> & {
  readonly layout: Pick<RuntimeLayout, 'reserve'>;
};

export function createFrames(
  { machine, native, layout }: FramesPlace,
  writer: BatchWriter,
): Frames {
  const { python, objects } = machine;
  const locationBuffer = layout.reserve + SCRATCH.location;
  return new Frames({ python, objects, writer, stacks: native.leased.stacks, locationBuffer });
}

export function createCodeTools(
  { machine, layout }: CodeParts,
  frames: Frames,
  { detectRaces, arePoints }: AccessRoles,
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
    withAccesses: detectRaces || arePoints,
  });
  return { frames, codes, instructions, traps };
}

/** What is to be done with the accesses of a run; neither, in most runs. */
export interface AccessRoles {
  /** They are recorded, and races with them. */
  readonly detectRaces: boolean;
  /** They are scheduling points. */
  readonly arePoints: boolean;
}

export function createAccesses(
  { machine, native, layout }: CodeParts,
  { frames, codes, instructions, traps: lines }: CodeTools,
  run: { readonly kernel: Kernel; readonly writer: BatchWriter },
  { detectRaces, arePoints }: AccessRoles,
): Accesses | undefined {
  if (!detectRaces && !arePoints) return undefined;
  const { python, objects } = machine;
  const { monitoring, reserve } = layout;
  const lifetimes = new Lifetimes({
    python,
    native,
    functions: monitoring.freeFunctions,
    scratch: reserve + SCRATCH.objectAllocator,
    filter: reserve + SCRATCH.size,
  });
  const values = new ShortValues(python, objects);
  const operands = new Operands(python, objects, values);
  const code = { python, objects, native, codes, instructions, lines, frames };
  const sites = new WatchedSites(code);
  const scratch = reserve + SCRATCH.entry;
  const watching = { ...code, ...run, sites, operands, values, lifetimes, scratch };
  return new Accesses({
    sites,
    currentFrame: () => frames.currentFrame(native.runningState),
    watch: detectRaces ? new AccessWatch(watching) : undefined,
    points: arePoints ? new AccessPoints(sites, operands, run.kernel) : undefined,
  });
}
