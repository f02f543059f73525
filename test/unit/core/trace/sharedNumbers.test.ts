import assert from 'node:assert/strict';
import type { ThreadId } from '../../../../src/core/base/ids.ts';
import { NO_STACK } from '../../../../src/core/base/ids.ts';
import type { TraceBatch } from '../../../../src/core/trace/batch.ts';
import {
  BatchWriter,
  batchLength,
  decodeEvent,
  EventCode,
} from '../../../../src/core/trace/encode.ts';
import { SharedNumbers, SharedNumbersReader } from '../../../../src/core/trace/sharedNumbers.ts';

const main = 1 as ThreadId;

/** Writes so many events, which say which they are. */
function write(writer: BatchWriter, first: number, count: number): TraceBatch {
  for (let time = first; time < first + count; time++) {
    writer.number(EventCode.acquire, time, main, NO_STACK, 7, 1);
  }
  return writer.take();
}

function timesOf(batch: TraceBatch): readonly number[] {
  return Array.from({ length: batchLength(batch) }, (_, index) => decodeEvent(batch, index).time);
}

function upTo(first: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => first + index);
}

describe('memory that two threads share for batches', () => {
  it('is used again as soon as the reader has copied what is in it', () => {
    const writer = new BatchWriter(new SharedNumbers());
    const sent = write(writer, 0, 10);
    const kept = new SharedNumbersReader().own(sent);
    const next = write(writer, 10, 10);
    assert.equal(next.numbers.buffer, sent.numbers.buffer);
    assert.deepEqual([timesOf(kept), timesOf(next)], [upTo(0, 10), upTo(10, 10)]);
    assert.equal(kept.numbers.byteLength, kept.numbers.buffer.byteLength, 'no more than it needs');
  });

  it('is not touched while a reader has not come to it', () => {
    const writer = new BatchWriter(new SharedNumbers());
    const batches = [0, 200, 400].map((first) => write(writer, first, 200));
    assert.deepEqual(batches.map(timesOf), [upTo(0, 200), upTo(200, 200), upTo(400, 200)]);
  });

  it('is free for the writer again before a reader that is behind comes to the batch', () => {
    const [writer, reader] = [new BatchWriter(new SharedNumbers()), new SharedNumbersReader()];
    const [first, second] = [write(writer, 0, 10), write(writer, 10, 10)];
    reader.own(first);
    reader.own(second);
    const [third, fourth] = [write(writer, 20, 10), write(writer, 30, 10)];
    assert.deepEqual(timesOf(reader.own(third)), upTo(20, 10));
    const [fifth, sixth] = [write(writer, 40, 10), write(writer, 50, 10)];
    const blocks = [third, fourth, fifth, sixth].map(({ numbers }) => numbers.buffer);
    assert.equal(new Set(blocks).size, 2);
    assert.deepEqual(timesOf(reader.own(fourth)), upTo(30, 10));
    assert.deepEqual(timesOf(reader.own(fifth)), upTo(40, 10));
    assert.deepEqual(timesOf(reader.own(sixth)), upTo(50, 10));
  });

  it('is not taken twice', () => {
    const memory = new SharedNumbers();
    assert.notEqual(memory.take(6).buffer, memory.take(6).buffer);
  });

  it('is given back when a batch outgrows it', () => {
    const memory = new SharedNumbers();
    const writer = new BatchWriter(memory);
    const first = write(writer, 0, 10).numbers.buffer;
    const small = memory.take(1);
    assert.notEqual(small.buffer, first);
    memory.giveBack(small);
    write(writer, 10, 1000);
    assert.equal(memory.take(1).buffer, small.buffer);
  });

  it('has an end: then batches have memory of their own', () => {
    const writer = new BatchWriter(new SharedNumbers(10_000));
    const batches = upTo(0, 5).map((number) => write(writer, number * 10, 10));
    const shared = batches.filter(({ numbers }) => numbers.buffer instanceof SharedArrayBuffer);
    assert.equal(shared.length, 3);
    const reader = new SharedNumbersReader();
    assert.deepEqual(batches.map((batch) => reader.own(batch)).flatMap(timesOf), upTo(0, 50));
  });
});
