// Who woke whom: arrows from the thread that made another able to run, to that other.

import type { ObjectId, StackId, Step, ThreadId } from '../../base/ids.ts';
import { WAKE_REASONS } from '../../trace/encode.ts';
import { Column } from './columns.ts';

export type WakeReason = (typeof WAKE_REASONS)[number] | 'start';
const REASONS: readonly WakeReason[] = [...WAKE_REASONS, 'start'];

export interface Wake {
  /** The first step at which the woken thread is ready. */
  readonly step: Step;
  /** 0: the clock. */
  readonly by: ThreadId;
  /** Where the waker was. */
  readonly at: StackId;
  readonly thread: ThreadId;
  /** Where the woken thread waits. */
  readonly waitedAt: StackId;
  /** What it stood in the queue of. */
  readonly object: ObjectId | undefined;
  readonly reason: WakeReason;
}

export class Wakes {
  private readonly steps = Column.ids();
  private readonly wakers = Column.ids();
  private readonly stacks = Column.ids();
  private readonly woken = Column.ids();
  private readonly waitStacks = Column.ids();
  private readonly objects = Column.ids();
  private readonly reasons = Column.bytes();

  get length(): number {
    return this.steps.length;
  }

  get bytes(): number {
    const ids = [this.steps, this.wakers, this.stacks, this.woken, this.waitStacks, this.objects];
    return ids.reduce((sum, column) => sum + column.bytes, this.reasons.bytes);
  }

  push(wake: Wake): void {
    this.steps.push(wake.step);
    this.wakers.push(wake.by);
    this.stacks.push(wake.at);
    this.woken.push(wake.thread);
    this.waitStacks.push(wake.waitedAt);
    this.objects.push(wake.object ?? 0);
    this.reasons.push(REASONS.indexOf(wake.reason));
  }

  /** The first arrow at or after a step; `length` if there is none. */
  firstFrom(step: Step): number {
    return this.steps.lastAtMost(step - 1) + 1;
  }

  wakeAt(index: number): Wake | undefined {
    if (index < 0 || index >= this.length) return undefined;
    const object = this.objects.at(index);
    return {
      step: this.steps.at(index) as Step,
      by: this.wakers.at(index) as ThreadId,
      at: this.stacks.at(index) as StackId,
      thread: this.woken.at(index) as ThreadId,
      waitedAt: this.waitStacks.at(index) as StackId,
      object: object === 0 ? undefined : (object as ObjectId),
      reason: REASONS[this.reasons.at(index)] ?? 'granted',
    };
  }
}
