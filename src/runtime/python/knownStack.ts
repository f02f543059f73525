// A thread's last stack. Most of it is the same the next time, so that little has to be looked up.

import type { StackId } from '../../core/base/ids.ts';
import { CURRENT_FRAME, INSTRUCTION, PREVIOUS } from './frameLayout.ts';

export interface KnownStack {
  /** How many of the Python frames below, outermost first, are the thread's. */
  depth: number;
  readonly instructions: number[];
  readonly stacks: StackId[];
  /** Instructions of all frames but the innermost, inner ones first, also where no Python code is. */
  callers: readonly number[];
  /** Stacks by the instruction of the innermost frame; undefined if `callers` don't say which. */
  callees: ReadonlyMap<number, StackId> | undefined;
}

export function newKnownStack(): KnownStack {
  return { depth: 0, instructions: [], stacks: [], callers: [], callees: undefined };
}

/**
 * The stack, if only the innermost instruction is another: mostly a function does one operation after
 * the other. An instruction belongs to one code object, so no more of a frame has to be compared.
 */
export function fromSameCallers(
  heap: Uint32Array,
  threadState: number,
  { callers, callees }: KnownStack,
): StackId | undefined {
  const innermost = (heap[(threadState >>> 2) + CURRENT_FRAME] ?? 0) >>> 2;
  let frame = heap[innermost + PREVIOUS] ?? 0;
  for (const instruction of callers) {
    const word = frame >>> 2;
    if (frame === 0 || heap[word + INSTRUCTION] !== instruction) return undefined;
    frame = heap[word + PREVIOUS] ?? 0;
  }
  return frame === 0 ? callees?.get(heap[innermost + INSTRUCTION] ?? 0) : undefined;
}
