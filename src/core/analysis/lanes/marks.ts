// Moments of a thread: what it printed, logged, failed at, did to an object. Columns in order of
// step, so that a window of them is a binary search away.

import type { ObjectId, Step, ThreadId } from '../../base/ids.ts';
import { Column } from './columns.ts';

/** The code of a kind is its index. */
export const MARK_KINDS = [
  /** Text on stdout or stderr. */
  'output',
  /** Text that the `logging` module wrote. */
  'logging',
  /** An exception that nobody caught. */
  'exception',
  /** A line from `input()` or `sys.stdin`. */
  'input',
  /** Something the reader should know. */
  'notice',
  /** An object changed: an event was set, an item put into a queue. */
  'change',
  /** A Condition was notified, also if nobody waited. */
  'notify',
  /** A lock was not to be had, at once or in time. */
  'failed',
  /** Nobody who can still run has a reference to what the thread waits for. */
  'stuck',
] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

export interface Mark {
  readonly kind: MarkKind;
  /** The first step that shows what happened; the event is the one before it. */
  readonly step: Step;
  readonly thread: ThreadId;
  readonly object: ObjectId | undefined;
}

export class Marks {
  readonly thread: ThreadId;
  private readonly steps = Column.ids();
  private readonly kinds = Column.bytes();
  private readonly objects = Column.ids();

  constructor(thread: ThreadId) {
    this.thread = thread;
  }

  get length(): number {
    return this.steps.length;
  }

  get bytes(): number {
    return this.steps.bytes + this.kinds.bytes + this.objects.bytes;
  }

  push(step: Step, kind: MarkKind, object: ObjectId | undefined): void {
    this.steps.push(step);
    this.kinds.push(MARK_KINDS.indexOf(kind));
    this.objects.push(object ?? 0);
  }

  /** The first mark at or after a step; `length` if there is none. */
  firstFrom(step: Step): number {
    return this.steps.lastAtMost(step - 1) + 1;
  }

  stepOf(index: number): Step {
    return this.steps.at(index) as Step;
  }

  markAt(index: number): Mark | undefined {
    const kind = index < this.length ? MARK_KINDS[this.kinds.at(index)] : undefined;
    if (kind === undefined) return undefined;
    const object = this.objects.at(index);
    return {
      kind,
      step: this.stepOf(index),
      thread: this.thread,
      object: object === 0 ? undefined : (object as ObjectId),
    };
  }
}
