// Where the kernel writes its events: one method per kind, plain numbers, so that recording a
// frequent event allocates nothing.

import type { Nanoseconds, ObjectId, StackId, ThreadId } from '../../core/base/ids.ts';
import type { EventOf, Wait } from '../../core/trace/events.ts';
import type { LentOperations } from '../../core/trace/lentEvents.ts';

export type WakeReason = EventOf<'wake'>['reason'];

/** What an event of kind `threadNew` says about the thread. */
export type NewThread = Pick<
  EventOf<'threadNew'>,
  'thread' | 'name' | 'daemon' | 'ident' | 'isLibrary'
>;

/** See `core/trace/events.ts` for what the events mean. */
export interface Recorder {
  /** Number of events so far, including those that others than the kernel recorded. */
  readonly step: number;
  /** When, by whom and where the one event happens that is recorded next. */
  stamp(time: Nanoseconds, by: ThreadId, at: StackId): void;

  threadNew(thread: NewThread): void;
  threadStart(thread: ThreadId): void;
  threadName(thread: ThreadId, name: string): void;
  threadEnd(thread: ThreadId): void;
  run(thread: ThreadId, isPreemption: boolean): void;
  wait(wait: Wait, until: Nanoseconds | undefined): void;
  wake(thread: ThreadId, reason: WakeReason): void;
  acquire(object: ObjectId, count: number): void;
  release(object: ObjectId, count: number): void;
  acquireFailed(object: ObjectId): void;
  /** What a thread did with what was lent to it. */
  lent(lent: LentOperations): void;
}
