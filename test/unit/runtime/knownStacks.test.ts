import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { compileWat } from '../../../scripts/watPlugin.mjs';
import { NO_STACK, type StackId } from '../../../src/core/base/ids.ts';
import { CURRENT_FRAME, INSTRUCTION, PREVIOUS } from '../../../src/runtime/python/frameLayout.ts';
import type { KnownStacks } from '../../../src/runtime/python/knownStacks.ts';
import { LeasedLocks } from '../../../src/runtime/python/leasedLocks.ts';

const module = fileURLToPath(
  new URL('../../../src/runtime/python/leasedLocks.wat', import.meta.url),
);
const THREAD_STATE = 64;
const [MAIN, CALL, OTHER_CALL, ELSEWHERE] = [8, 12, 14, 16] as const;
const [FIRST, SECOND, NEVER_SEEN] = [20, 24, 28] as const;

describe('the stack of a thread whose frames are known', () => {
  it('is told from the innermost instruction', async () => {
    const { stackOf } = await known();
    assert.equal(stackOf([MAIN, CALL, FIRST]), 1);
    assert.equal(stackOf([MAIN, CALL, SECOND]), 2);
  });

  it('is told from where it was called, too', async () => {
    const { stackOf } = await known();
    assert.equal(stackOf([MAIN, OTHER_CALL, FIRST]), 3);
    assert.equal(stackOf([MAIN, OTHER_CALL, SECOND]), NO_STACK);
  });

  it('is told without callers, and with many', async () => {
    const { stackOf, add } = await known();
    const deep = Array.from({ length: 61 }, (_, level) => 100 + 2 * level);
    add([FIRST], 4);
    add(deep, 5);
    assert.equal(stackOf([FIRST]), 4);
    assert.equal(stackOf(deep), 5);
    assert.equal(stackOf([MAIN, ...deep]), NO_STACK);
    add([MAIN, ...deep], 6);
    assert.equal(stackOf([MAIN, ...deep]), NO_STACK, 'that is too deep');
    assert.equal(stackOf(deep), 5);
  });

  it('is unknown at an instruction that was not seen there', async () => {
    const { stackOf } = await known();
    assert.equal(stackOf([MAIN, CALL, NEVER_SEEN]), NO_STACK);
  });

  it('is unknown if a caller is elsewhere', async () => {
    const { stackOf } = await known();
    assert.equal(stackOf([MAIN, ELSEWHERE, FIRST]), NO_STACK);
    assert.equal(stackOf([ELSEWHERE, CALL, FIRST]), NO_STACK);
  });

  it('is unknown with more or fewer frames', async () => {
    const { stackOf } = await known();
    assert.equal(stackOf([NEVER_SEEN, MAIN, CALL, FIRST]), NO_STACK);
    assert.equal(stackOf([MAIN, CALL, CALL, FIRST]), NO_STACK);
    assert.equal(stackOf([CALL, FIRST]), NO_STACK);
    assert.equal(stackOf([]), NO_STACK);
  });

  it('is told whatever else is known, up to many', async () => {
    const { stackOf, add } = await known();
    const ways = Array.from({ length: 400 }, (_, index) => [
      MAIN,
      2_000 + (index % 20) * 2,
      4_000 + index,
    ]);
    for (const [index, way] of ways.entries()) add(way, 10 + index);
    const forgotten = ways.filter((way, index) => stackOf(way) !== 10 + index);
    assert.ok(forgotten.length < 40, `${forgotten.length} are forgotten`);
    assert.ok(forgotten.every((way) => stackOf(way) === NO_STACK));
  });

  it('is unknown in another run', async () => {
    const { stackOf, stacks } = await known();
    stacks.forget();
    assert.equal(stackOf([MAIN, CALL, FIRST]), NO_STACK);
  });
});

interface Known {
  readonly stacks: KnownStacks;
  /** @param instructions of the thread's frames, outer ones first; so in `add` */
  readonly stackOf: (instructions: readonly number[]) => StackId;
  readonly add: (instructions: readonly number[], stack: number) => void;
}

async function known(): Promise<Known> {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { stacks } = new LeasedLocks(memory, await compileWat(module));
  const add = (instructions: readonly number[], stack: number): void => {
    const [instruction = 0, ...callers] = instructions.toReversed();
    stacks.add({ instruction, callers, stack: stack as StackId });
  };
  stacks.forget();
  add([MAIN, CALL, FIRST], 1);
  add([MAIN, CALL, SECOND], 2);
  add([MAIN, OTHER_CALL, FIRST], 3);
  const stackOf = (instructions: readonly number[]): StackId => {
    putFrames(new Uint32Array(memory.buffer), instructions);
    return stacks.of(THREAD_STATE);
  };
  return { stacks, stackOf, add };
}

function putFrames(heap: Uint32Array, instructions: readonly number[]): void {
  let frame = 0;
  for (const [index, instruction] of instructions.entries()) {
    const word = 128 + index * 32;
    heap[word + PREVIOUS] = frame;
    heap[word + INSTRUCTION] = instruction;
    frame = word * 4;
  }
  heap[THREAD_STATE / 4 + CURRENT_FRAME] = frame;
}
