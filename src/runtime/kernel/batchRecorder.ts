// The kernel's recorder for real runs: writes straight into the trace's batches. Others may write
// their kinds of events to the same BatchWriter beside it.

import type { Nanoseconds, ObjectId, StackId, ThreadId } from '../../core/base/ids.ts';
import { NO_STACK, NO_THREAD } from '../../core/base/ids.ts';
import { EventCode, WAKE_REASONS, writeEvent } from '../../core/trace/encode.ts';
import type { BatchWriter } from '../../core/trace/encode.ts';
import type { EventBody, Wait } from '../../core/trace/events.ts';
import type { LentOperations } from '../../core/trace/lentEvents.ts';
import type { NewThread, Recorder, WakeReason } from './recorder.ts';

export class BatchRecorder implements Recorder {
  private readonly writer: BatchWriter;
  private time: Nanoseconds = 0;
  private by: ThreadId = NO_THREAD;
  private at: StackId = NO_STACK;

  constructor(writer: BatchWriter) {
    this.writer = writer;
  }

  get step(): number {
    return this.writer.step;
  }

  stamp(time: Nanoseconds, by: ThreadId, at: StackId): void {
    this.time = time;
    this.by = by;
    this.at = at;
  }

  threadNew(thread: NewThread): void {
    this.rich({ kind: 'threadNew', ...thread });
  }

  threadStart(thread: ThreadId): void {
    this.number(EventCode.threadStart, thread, 0);
  }

  threadName(thread: ThreadId, name: string): void {
    this.rich({ kind: 'threadName', thread, name });
  }

  threadEnd(thread: ThreadId): void {
    this.number(EventCode.threadEnd, thread, 0);
  }

  run(thread: ThreadId, isPreemption: boolean): void {
    this.number(EventCode.run, thread, isPreemption ? 1 : 0);
  }

  wait(wait: Wait, until: Nanoseconds | undefined): void {
    const { time, by, at } = this;
    writeEvent(this.writer, { time, by, at, kind: 'wait', wait, until });
  }

  wake(thread: ThreadId, reason: WakeReason): void {
    this.number(EventCode.wake, thread, WAKE_REASONS.indexOf(reason));
  }

  acquire(object: ObjectId, count: number): void {
    this.number(EventCode.acquire, object, count);
  }

  release(object: ObjectId, count: number): void {
    this.number(EventCode.release, object, count);
  }

  acquireFailed(object: ObjectId): void {
    this.number(EventCode.acquireFailed, object, 0);
  }

  lent(lent: LentOperations): void {
    this.writer.lent(lent);
  }

  private number(code: number, a: number, b: number): void {
    this.writer.number(code, this.time, this.by, this.at, a, b);
  }

  private rich(body: EventBody): void {
    this.writer.rich(this.time, this.by, this.at, body);
  }
}
