// A thread's last stacks. Most of one is the same the next time, so that little has to be looked up.

import type { StackId } from '../../core/base/ids.ts';
import { CURRENT_FRAME, INSTRUCTION, PREVIOUS } from './frameLayout.ts';

export interface KnownStack {
  /** How many of the Python frames below, outermost first, are the thread's. */
  depth: number;
  readonly instructions: number[];
  readonly stacks: StackId[];
  /** By the first of their callers, the last that was seen of each. */
  readonly ways: Map<number, KnownCallers>;
}

export interface KnownCallers {
  /** Instructions of all frames but the innermost, inner ones first, also where no Python code is. */
  readonly callers: readonly number[];
  /** Stacks by the instruction of the innermost frame. */
  readonly callees: ReadonlyMap<number, StackId>;
}

/** A stack by the instructions of its frames. */
export interface KnownWay {
  readonly instruction: number;
  /** Inner ones first. */
  readonly callers: readonly number[];
  readonly stack: StackId;
}

export function newKnownStack(): KnownStack {
  return { depth: 0, instructions: [], stacks: [], ways: new Map() };
}

/**
 * The stack, if only the innermost instruction is another than in one that is known: mostly a function
 * does one operation after the other, and is called again from where it was called before. An
 * instruction belongs to one code object, so no more of a frame has to be compared.
 */
export function fromSameCallers(
  heap: Uint32Array,
  threadState: number,
  known: KnownStack,
): StackId | undefined {
  const innermost = (heap[(threadState >>> 2) + CURRENT_FRAME] ?? 0) >>> 2;
  const callers = sameCallers(heap, heap[innermost + PREVIOUS] ?? 0, known);
  return callers?.callees.get(heap[innermost + INSTRUCTION] ?? 0);
}

/** The same with the way to it. */
export function wayOf(
  heap: Uint32Array,
  threadState: number,
  known: KnownStack,
): KnownWay | undefined {
  const innermost = (heap[(threadState >>> 2) + CURRENT_FRAME] ?? 0) >>> 2;
  const found = sameCallers(heap, heap[innermost + PREVIOUS] ?? 0, known);
  const instruction = heap[innermost + INSTRUCTION] ?? 0;
  const stack = found?.callees.get(instruction);
  return found && stack && { instruction, callers: found.callers, stack };
}

function sameCallers(
  heap: Uint32Array,
  caller: number,
  { ways }: KnownStack,
): KnownCallers | undefined {
  let frame = caller;
  const known = ways.get(heap[(frame >>> 2) + INSTRUCTION] ?? 0);
  if (known === undefined) return undefined;
  for (const instruction of known.callers) {
    const word = frame >>> 2;
    if (frame === 0 || heap[word + INSTRUCTION] !== instruction) return undefined;
    frame = heap[word + PREVIOUS] ?? 0;
  }
  return frame === 0 ? known : undefined;
}
