// Where the kernel writes its events: one method per kind, plain numbers, so that recording a
// frequent event allocates nothing. Implemented by the writer of trace batches.

import type { Nanoseconds, ObjectId, StackId, ThreadId } from '../../core/base/ids.ts';
import type { EventOf, Wait } from '../../core/trace/events.ts';

export type WakeReason = EventOf<'wake'>['reason'];

/** What an event of kind `threadNew` says about the thread. */
export type NewThread = Pick<
  EventOf<'threadNew'>,
  'thread' | 'name' | 'daemon' | 'ident' | 'isLibrary'
>;

/** Every method starts with the event's stamp: time, by, at. */
export interface Recorder {
  /** Number of events so far, including those that others than the kernel recorded. */
  readonly step: number;
  threadNew(time: Nanoseconds, by: ThreadId, at: StackId, thread: NewThread): void;
  threadStart(time: Nanoseconds, by: ThreadId, at: StackId, thread: ThreadId): void;
  threadName(time: Nanoseconds, by: ThreadId, at: StackId, thread: ThreadId, name: string): void;
  threadEnd(time: Nanoseconds, by: ThreadId, at: StackId, thread: ThreadId): void;
  run(time: Nanoseconds, by: ThreadId, at: StackId, thread: ThreadId, isPreemption: boolean): void;
  wait(
    time: Nanoseconds,
    by: ThreadId,
    at: StackId,
    wait: Wait,
    until: Nanoseconds | undefined,
  ): void;
  wake(time: Nanoseconds, by: ThreadId, at: StackId, thread: ThreadId, reason: WakeReason): void;
  acquire(time: Nanoseconds, by: ThreadId, at: StackId, object: ObjectId, count: number): void;
  release(time: Nanoseconds, by: ThreadId, at: StackId, object: ObjectId, count: number): void;
  acquireFailed(time: Nanoseconds, by: ThreadId, at: StackId, object: ObjectId): void;
}
