// Memory in which the numbers of batches go from one thread to another. Pages that a program has not
// had before cost it more than all that it writes into them, so the writer's thread has the same few
// again and again. A reader that is behind copies what is in them before it comes to the batch, so
// that it is not for want of it that the writer takes new ones.

import type { Step } from '../base/ids.ts';
import type { TraceBatch } from './batch.ts';
import { unpacked } from './lentEvents.ts';

/** Where a writer's numbers are until it hands them out. */
export interface NumberMemory {
  /** Room for at least so many numbers, of which nobody else knows. */
  take(length: number): Float64Array;
  /** Room that was taken and is not wanted any more. */
  giveBack(numbers: Float64Array): void;
  /**
   * Room that was taken is the reader's now.
   * @param from step of its first event
   * @param packed how many events there are if some are packed (lentEvents.ts), else 0
   * @returns what the reader is to be given
   */
  handOut(numbers: Float64Array, from: Step, packed: number): Float64Array;
}

/** Bytes before the numbers: who has the block; of a batch in it its first step, numbers, and events. */
const HEAD = 16;
const [OWNER, FROM, LENGTH, PACKED] = [0, 1, 2, 3] as const;
const [NOBODY, WRITER, READER] = [0, 1, 2] as const;
/** Bytes of all blocks together. A reader that is further behind gets memory of its own. */
const MOST_BYTES = 32 * 1024 * 1024;

/** The writer's side. */
export class SharedNumbers implements NumberMemory {
  private readonly blocks: SharedArrayBuffer[] = [];
  private bytes = 0;
  private readonly mostBytes: number;

  constructor(mostBytes = MOST_BYTES) {
    this.mostBytes = mostBytes;
  }

  take(length: number): Float64Array {
    const bytes = HEAD + length * Float64Array.BYTES_PER_ELEMENT;
    const free = this.blocks.find((block) => block.byteLength >= bytes && isOf(block, NOBODY));
    if (!free && this.bytes + bytes > this.mostBytes) return new Float64Array(length);
    const block = free ?? this.add(bytes);
    Atomics.store(headOf(block), OWNER, WRITER);
    return new Float64Array(block, HEAD);
  }

  giveBack({ buffer }: Float64Array): void {
    if (isShared(buffer)) Atomics.store(headOf(buffer), OWNER, NOBODY);
  }

  handOut(numbers: Float64Array, from: Step, packed: number): Float64Array {
    const { buffer, length } = numbers;
    if (!isShared(buffer)) return packed > 0 ? unpacked(numbers, packed) : numbers;
    const head = headOf(buffer);
    head[FROM] = from;
    head[LENGTH] = length;
    head[PACKED] = packed;
    Atomics.store(head, OWNER, READER);
    return numbers;
  }

  private add(bytes: number): SharedArrayBuffer {
    const block = new SharedArrayBuffer(bytes);
    this.blocks.push(block);
    this.bytes += bytes;
    return block;
  }
}

/** The reader's side, for one writer. */
export class SharedNumbersReader {
  private readonly blocks = new Set<SharedArrayBuffer>();
  /** Numbers of batches that have not come yet, by their first step. */
  private readonly early = new Map<number, Float64Array>();

  /** To be given each batch in order. @returns the same in memory of the reader's own */
  own(batch: TraceBatch): TraceBatch {
    const { buffer, byteLength } = batch.numbers;
    if (!isShared(buffer)) {
      const isWhole = byteLength === buffer.byteLength;
      return isWhole ? batch : { ...batch, numbers: new Float64Array(batch.numbers) };
    }
    this.blocks.add(buffer);
    for (const block of this.blocks) this.empty(block);
    const numbers = this.early.get(batch.from) ?? new Float64Array();
    this.early.delete(batch.from);
    return { ...batch, numbers };
  }

  private empty(block: SharedArrayBuffer): void {
    if (!isOf(block, READER)) return;
    const head = headOf(block);
    const numbers = new Float64Array(block, HEAD, head[LENGTH]);
    const packed = head[PACKED] ?? 0;
    const own = packed > 0 ? unpacked(numbers, packed) : new Float64Array(numbers);
    this.early.set(head[FROM] ?? 0, own);
    Atomics.store(head, OWNER, NOBODY);
  }
}

function isShared(buffer: ArrayBufferLike): buffer is SharedArrayBuffer {
  return buffer instanceof SharedArrayBuffer;
}

function headOf(block: SharedArrayBuffer): Int32Array {
  return new Int32Array(block, 0, HEAD / Int32Array.BYTES_PER_ELEMENT);
}

function isOf(block: SharedArrayBuffer, owner: number): boolean {
  return Atomics.load(headOf(block), OWNER) === owner;
}
