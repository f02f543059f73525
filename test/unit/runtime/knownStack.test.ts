import assert from 'node:assert/strict';
import type { StackId } from '../../../src/core/base/ids.ts';
import { CURRENT_FRAME, INSTRUCTION, PREVIOUS } from '../../../src/runtime/python/frameLayout.ts';
import { fromSameCallers, newKnownStack } from '../../../src/runtime/python/knownStack.ts';

const THREAD_STATE = 64;
const [MAIN, CALL, OTHER_CALL, ELSEWHERE] = [8, 12, 14, 16] as const;
const [FIRST, SECOND, NEVER_SEEN] = [20, 24, 28] as const;

describe('the stack of a thread whose callers are known', () => {
  it('is told from the innermost instruction', () => {
    assert.equal(stackOf([MAIN, CALL, FIRST]), 1);
    assert.equal(stackOf([MAIN, CALL, SECOND]), 2);
  });

  it('is told from where it was called, too', () => {
    assert.equal(stackOf([MAIN, OTHER_CALL, FIRST]), 3);
    assert.equal(stackOf([MAIN, OTHER_CALL, SECOND]), undefined);
  });

  it('is unknown at an instruction that was not seen there', () => {
    assert.equal(stackOf([MAIN, CALL, NEVER_SEEN]), undefined);
  });

  it('is unknown if a caller is elsewhere', () => {
    assert.equal(stackOf([MAIN, ELSEWHERE, FIRST]), undefined);
    assert.equal(stackOf([ELSEWHERE, CALL, FIRST]), undefined);
  });

  it('is unknown with more or fewer frames', () => {
    assert.equal(stackOf([NEVER_SEEN, MAIN, CALL, FIRST]), undefined);
    assert.equal(stackOf([MAIN, CALL, CALL, FIRST]), undefined);
    assert.equal(stackOf([CALL, FIRST]), undefined);
    assert.equal(stackOf([]), undefined);
  });
});

/** @param instructions of the thread's frames, outer ones first */
function stackOf(instructions: readonly number[]): StackId | undefined {
  const callees = new Map([FIRST, SECOND].map((at, index) => [at, (index + 1) as StackId]));
  const known = newKnownStack();
  known.ways.set(CALL, { callers: [CALL, MAIN], callees });
  known.ways.set(OTHER_CALL, {
    callers: [OTHER_CALL, MAIN],
    callees: new Map([[FIRST, 3 as StackId]]),
  });
  return fromSameCallers(heapWith(instructions), THREAD_STATE, known);
}

function heapWith(instructions: readonly number[]): Uint32Array {
  const heap = new Uint32Array(1024);
  let frame = 0;
  for (const [index, instruction] of instructions.entries()) {
    const word = 128 + index * 32;
    heap[word + PREVIOUS] = frame;
    heap[word + INSTRUCTION] = instruction;
    frame = word * 4;
  }
  heap[THREAD_STATE / 4 + CURRENT_FRAME] = frame;
  return heap;
}
