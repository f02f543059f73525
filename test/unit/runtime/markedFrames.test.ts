// The frame of a call that takes locks in a loop gets a mark, which stands for all its callers.

import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { compileWat } from '../../../scripts/watPlugin.mjs';
import type { ObjectId, StackId, ThreadId } from '../../../src/core/base/ids.ts';
import { stackOf } from '../../../src/core/trace/lentEvents.ts';
import { KernelLock } from '../../../src/runtime/kernel/kernelLock.ts';
import { Lease } from '../../../src/runtime/kernel/lease.ts';
import { NOWHERE } from '../../../src/core/schedule/operation.ts';
import {
  CURRENT_FRAME,
  EXECUTABLE,
  INSTRUCTION,
  OWNER_BYTE,
  PREVIOUS,
  RETURN_OFFSET,
} from '../../../src/runtime/python/frameLayout.ts';
import { LeasedLocks, NUMBER } from '../../../src/runtime/python/leasedLocks.ts';

const module = fileURLToPath(
  new URL('../../../src/runtime/python/leasedLocks.wat', import.meta.url),
);
const [STATE, LOCK, CODE, LONG_CODE, INNER, OUTER] = [64, 256, 320, 384, 512, 1024] as const;
const [CALL, OTHER_CALL, FIRST, SECOND] = [12, 14, 20, 24] as const;
/** Of the marked frames' stacks it has the same place as the first. */
const SAME_PLACE = FIRST + 2_048;
const GENERATOR = 1;
const MARKS = 0x8000;

describe('the mark of a frame', () => {
  it('tells the stack without a look at the callers', async () => {
    const frames = await framesOf();
    frames.call(CALL);
    assert.deepEqual(frames.stacksAt(FIRST, SECOND), [1, 2]);
    frames.hideCallers();
    assert.deepEqual(frames.stacksAt(FIRST, SECOND, FIRST), [1, 2, 1]);
  });

  it('is another one for another call at the same address', async () => {
    const frames = await framesOf();
    for (let turn = 0; turn < 3; turn++) {
      frames.call(CALL);
      assert.deepEqual(frames.stacksAt(FIRST, SECOND), [1, 2]);
      frames.call(OTHER_CALL);
      assert.deepEqual(frames.stacksAt(FIRST, SECOND), [3, 4]);
    }
  });

  it('is another one although all were given meanwhile', async () => {
    const frames = await framesOf();
    frames.call(CALL);
    assert.deepEqual(frames.stacksAt(FIRST), [1]);
    const mark = frames.returnOffset;
    let isGivenAgain = false;
    for (let calls = 0; calls < MARKS && !isGivenAgain; calls++) {
      frames.call(OTHER_CALL);
      assert.deepEqual(frames.stacksAt(SECOND), [4]);
      isGivenAgain = frames.returnOffset === mark;
    }
    assert.ok(isGivenAgain);
    assert.deepEqual(frames.stacksAt(FIRST), [3]);
  });

  it('is not taken for valid if it was given before all were given again', async () => {
    const frames = await framesOf();
    frames.call(CALL);
    frames.returnOffset = MARKS + 1_000;
    assert.deepEqual(frames.stacksAt(FIRST), [1]);
    assert.equal(frames.returnOffset, MARKS + 1_000);
    frames.hideCallers();
    assert.deepEqual(frames.stacksAt(FIRST), [undefined]);
  });

  it('stands for one instruction, and for one address', async () => {
    const frames = await framesOf();
    frames.call(CALL);
    assert.deepEqual(frames.stacksAt(FIRST, SAME_PLACE), [1, 5]);
    assert.deepEqual(frames.stacksAt(FIRST), [1]);
    const mark = frames.returnOffset;
    // Whoever has not looked for long may have one that was given again.
    frames.call(OTHER_CALL, { at: INNER + 65_536 });
    frames.returnOffset = mark;
    assert.deepEqual(frames.stacksAt(FIRST), [3]);
  });

  it('is not written where CPython has a number of its own', async () => {
    const frames = await framesOf();
    frames.call(CALL);
    frames.returnOffset = 4;
    assert.deepEqual(frames.stacksAt(FIRST, FIRST), [1, 1]);
    assert.equal(frames.returnOffset, 4);
    frames.hideCallers();
    assert.deepEqual(frames.stacksAt(FIRST), [undefined]);
  });

  it('is gone when the frame has called a function', async () => {
    const frames = await framesOf();
    frames.call(CALL);
    assert.deepEqual(frames.stacksAt(FIRST), [1]);
    frames.returnOffset = 4;
    frames.hideCallers();
    assert.deepEqual(frames.stacksAt(FIRST), [undefined]);
  });

  it('is not for generators, which others resume', async () => {
    const frames = await framesOf();
    frames.call(CALL, { owner: GENERATOR });
    assert.deepEqual(frames.stacksAt(FIRST, FIRST), [1, 1]);
    assert.equal(frames.returnOffset, 0);
  });

  it('is not for code in which CPython can write as high a number', async () => {
    const frames = await framesOf();
    frames.call(CALL, { code: LONG_CODE });
    assert.deepEqual(frames.stacksAt(FIRST, FIRST), [1, 1]);
    assert.equal(frames.returnOffset, 0);
  });

  it('is of no use where the place is not known', async () => {
    const frames = await framesOf();
    frames.call(FIRST);
    assert.deepEqual(frames.stacksAt(FIRST), [undefined]);
    assert.equal(frames.returnOffset, 0);
  });

  it('is unknown in another run', async () => {
    const frames = await framesOf();
    frames.call(CALL);
    assert.deepEqual(frames.stacksAt(FIRST), [1]);
    frames.forget();
    assert.deepEqual(frames.stacksAt(FIRST), [undefined]);
  });
});

interface Called {
  readonly at?: number;
  readonly owner?: number;
  readonly code?: number;
}

interface CalledFrames {
  returnOffset: number;
  /** A frame is put where the last one was. @param from the caller's instruction */
  call(from: number, called?: Called): void;
  /** Where a lock that is lent is taken, as the trace knows it; undefined: it is not lent there. */
  stacksAt(...instructions: readonly number[]): (number | undefined)[];
  hideCallers(): void;
  forget(): void;
}

/** The inner of two frames, at one of two known places in a function that has two callers. */
async function framesOf(): Promise<CalledFrames> {
  const memory = new WebAssembly.Memory({ initial: 2 });
  const [heap, bytes] = [new Uint32Array(memory.buffer), new Uint8Array(memory.buffer)];
  const offsets = new Uint16Array(memory.buffer);
  const leased = new LeasedLocks(memory, await compileWat(module));
  const lease = new Lease(leased.cleared());
  const { stacks } = leased;
  stacks.forget();
  let stack = 0;
  for (const caller of [CALL, OTHER_CALL]) {
    for (const instruction of [FIRST, SECOND]) {
      stacks.add({ instruction, callers: [caller], stack: ++stack as StackId });
    }
  }
  stacks.add({ instruction: SAME_PLACE, callers: [CALL], stack: (stack + 1) as StackId });
  heap[LOCK / 4 + NUMBER] = 1;
  const [lengthWord, outer] = [2, OUTER / 4];
  let address: number = INNER;
  [heap[CODE / 4 + lengthWord], heap[LONG_CODE / 4 + lengthWord]] = [MARKS - 1, MARKS];
  const cell = lease.cellOf(1);
  assert.ok(cell);
  const lock = new KernelLock(7 as ObjectId, NOWHERE, false, cell);
  const take = leased.imports['take'] as (lock: number) => number;
  const stackAt = (instruction: number): number | undefined => {
    heap[address / 4 + INSTRUCTION] = instruction;
    lease.give({ now: 0, by: 1 as ThreadId, until: Infinity, operations: Infinity });
    leased.lentTo(STATE);
    take(LOCK);
    lock.count = 0;
    const lent = lease.takeBack();
    return lent && stackOf(lent.words[lent.from] ?? 0);
  };
  const frames: CalledFrames = {
    get returnOffset() {
      return offsets[(address + RETURN_OFFSET) / 2] ?? 0;
    },
    set returnOffset(offset) {
      offsets[(address + RETURN_OFFSET) / 2] = offset;
    },
    call(from, { at = INNER, owner = 0, code = CODE } = {}) {
      address = at;
      const word = address / 4;
      heap[STATE / 4 + CURRENT_FRAME] = address;
      heap[outer + INSTRUCTION] = from;
      heap[word + PREVIOUS] = OUTER;
      // A reference to the code has a flag in its lowest bits.
      heap[word + EXECUTABLE] = code | 1;
      frames.returnOffset = 0;
      bytes[address + OWNER_BYTE] = owner;
    },
    stacksAt: (...instructions) => instructions.map(stackAt),
    hideCallers: () => (heap[outer + INSTRUCTION] = 0),
    forget: () => stacks.forget(),
  };
  return frames;
}
