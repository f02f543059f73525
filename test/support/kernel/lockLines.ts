// Who stands in line for which lock, told from events alone: a second opinion on the kernel.

import type { ObjectId, ThreadId } from '../../../src/core/base/ids.ts';
import type { TraceEvent } from '../../../src/core/trace/events.ts';

export class LockLines {
  private readonly lines = new Map<ObjectId, ThreadId[]>();
  /** The lock that a thread was woken for and has not asked for since. */
  private readonly wokenFor = new Map<ThreadId, ObjectId>();
  private readonly barged = new Set<ThreadId>();

  /** Threads that wait for the lock, first in line first. */
  lineOf(lock: ObjectId): readonly ThreadId[] {
    return this.lines.get(lock) ?? [];
  }

  /** True if the thread waits again for a lock that was taken when it came. */
  wasBarged(thread: ThreadId): boolean {
    return this.barged.has(thread);
  }

  apply(event: TraceEvent): void {
    if (event.kind === 'wake') {
      this.leave(event.thread, event.reason === 'granted');
    } else if (event.kind === 'wait' && event.wait.kind === 'lock') {
      this.enter(event.by, event.wait.object);
    } else {
      this.wokenFor.delete(event.by);
    }
  }

  private enter(thread: ThreadId, lock: ObjectId): void {
    const line = this.lines.get(lock) ?? [];
    this.lines.set(lock, line);
    if (this.wokenFor.get(thread) === lock) {
      this.barged.add(thread);
      line.unshift(thread);
    } else {
      line.push(thread);
    }
    this.wokenFor.delete(thread);
  }

  private leave(thread: ThreadId, wasGranted: boolean): void {
    this.barged.delete(thread);
    for (const [lock, line] of this.lines) {
      const place = line.indexOf(thread);
      if (place < 0) continue;
      line.splice(place, 1);
      if (wasGranted) this.wokenFor.set(thread, lock);
    }
  }
}
