import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ObjectId, StackId, ThreadId } from '../../../src/core/base/ids.ts';
import { BatchWriter, batchLength, decodeEvent } from '../../../src/core/trace/encode.ts';
import { BatchRecorder } from '../../../src/runtime/kernel/batchRecorder.ts';
import type { Recorder } from '../../../src/runtime/kernel/recorder.ts';
import { EventList } from '../../support/kernel/eventList.ts';

type Call = (recorder: Recorder) => void;

const id = fc.integer({ min: 1, max: 2 ** 31 });
const thread = id.map((value) => value as ThreadId);
const object = id.map((value) => value as ObjectId);
const until = fc.option(fc.nat(), { nil: undefined });
const reason = fc.constantFrom('granted' as const, 'timeout' as const, 'interrupt' as const);

const calls: fc.Arbitrary<Call> = fc.oneof(
  fc.tuple(thread, fc.string(), fc.boolean()).map(([newThread, name, daemon]): Call => {
    const ident = newThread * 8;
    return (recorder) => {
      recorder.threadNew({ thread: newThread, name, daemon, ident, isLibrary: !daemon });
    };
  }),
  thread.map(
    (value): Call =>
      (recorder) =>
        recorder.threadStart(value),
  ),
  fc.tuple(thread, fc.string()).map(
    ([value, name]): Call =>
      (recorder) =>
        recorder.threadName(value, name),
  ),
  thread.map(
    (value): Call =>
      (recorder) =>
        recorder.threadEnd(value),
  ),
  fc.tuple(thread, fc.boolean()).map(
    ([value, isPreemption]): Call =>
      (recorder) =>
        recorder.run(value, isPreemption),
  ),
  until.map(
    (end): Call =>
      (recorder) =>
        recorder.wait({ kind: 'sleep' }, end),
  ),
  fc.tuple(object, until).map(
    ([value, end]): Call =>
      (recorder) =>
        recorder.wait({ kind: 'lock', object: value }, end),
  ),
  fc.tuple(thread, reason).map(
    ([value, why]): Call =>
      (recorder) =>
        recorder.wake(value, why),
  ),
  fc.tuple(object, id).map(
    ([value, count]): Call =>
      (recorder) =>
        recorder.acquire(value, count),
  ),
  fc.tuple(object, id).map(
    ([value, count]): Call =>
      (recorder) =>
        recorder.release(value, count),
  ),
  object.map(
    (value): Call =>
      (recorder) =>
        recorder.acquireFailed(value),
  ),
);

describe('the kernel batch recorder', () => {
  it('writes events that decode to what the kernel said', () => {
    const stamped = fc.tuple(calls, fc.nat(), fc.nat(), fc.nat());
    fc.assert(
      fc.property(fc.array(stamped), (sequence) => {
        const expected = new EventList();
        const writer = new BatchWriter();
        const recorder = new BatchRecorder(writer);
        for (const [call, time, by, at] of sequence) {
          for (const each of [expected, recorder]) {
            each.stamp(time, by as ThreadId, at as StackId);
            call(each);
          }
        }
        assert.equal(recorder.step, sequence.length);
        const batch = writer.take();
        const events = Array.from({ length: batchLength(batch) }, (_, index) =>
          decodeEvent(batch, index),
        );
        assert.deepEqual(events, expected.events);
      }),
    );
  });
});
