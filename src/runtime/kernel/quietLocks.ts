// Operations on locks by somebody who only looks at the run: a free lock may be taken and given
// back, nothing else. No event, no time, no scheduling point; `undo` puts everything back.

import type { Nanoseconds, ThreadId } from '../../core/base/ids.ts';
import { NO_THREAD } from '../../core/base/ids.ts';
import type { KernelLock } from './kernelLock.ts';
import type { LockMethods } from './lockOperations.ts';
import { LookError, NotLockedError, NotOwnedError } from './outcomes.ts';

interface Before {
  readonly owner: ThreadId;
  readonly count: number;
}

export class QuietLocks implements LockMethods {
  private readonly before = new Map<KernelLock, Before>();
  private readonly by: ThreadId;

  constructor(by: ThreadId) {
    this.by = by;
  }

  acquire(lock: KernelLock, timeout: Nanoseconds | undefined): number {
    if (lock.count === 0) return this.take(lock, 1);
    if (timeout !== undefined && timeout <= 0) return 0;
    throw new LookError({ kind: 'wait', lock });
  }

  acquireRecursive(lock: KernelLock, timeout: Nanoseconds | undefined): number {
    if (lock.count > 0 && lock.owner === this.by) return this.take(lock, lock.count + 1);
    return this.acquire(lock, timeout);
  }

  acquireRestore(lock: KernelLock, count: number): number {
    if (lock.count > 0) throw new LookError({ kind: 'wait', lock });
    return this.take(lock, count);
  }

  release(lock: KernelLock): number {
    if (lock.count === 0) throw new NotLockedError('release unlocked lock');
    this.give(lock, 0);
    return 0;
  }

  releaseRecursive(lock: KernelLock): number {
    this.requireOwned(lock);
    this.give(lock, lock.count - 1);
    return 0;
  }

  releaseSave(lock: KernelLock): number {
    this.requireOwned(lock);
    const { count } = lock;
    this.give(lock, 0);
    return count;
  }

  reset(lock: KernelLock): void {
    if (lock.count > 0) this.give(lock, 0);
  }

  /** Only when daemons are abandoned: nobody who looks ends the program. */
  forsake(): void {
    throw new Error('internal error: daemons are abandoned while somebody looks');
  }

  /** A lock that is not as it was before. */
  changed(): KernelLock | undefined {
    for (const [lock, { owner, count }] of this.before) {
      if (lock.owner !== owner || lock.count !== count) return lock;
    }
    return undefined;
  }

  undo(): void {
    for (const [lock, { owner, count }] of this.before) {
      lock.owner = owner;
      lock.count = count;
    }
  }

  private requireOwned(lock: KernelLock): void {
    if (lock.count === 0 || lock.owner !== this.by) {
      throw new NotOwnedError('cannot release un-acquired lock');
    }
  }

  private take(lock: KernelLock, count: number): number {
    this.note(lock);
    lock.owner = this.by;
    lock.count = count;
    return 1;
  }

  /** Down to what it was, but not below: that would let others go on. */
  private give(lock: KernelLock, count: number): void {
    if (count < this.note(lock).count) throw new LookError({ kind: 'release', lock });
    lock.count = count;
    if (count === 0) lock.owner = NO_THREAD;
  }

  private note(lock: KernelLock): Before {
    const known = this.before.get(lock);
    if (known !== undefined) return known;
    const before = { owner: lock.owner, count: lock.count };
    this.before.set(lock, before);
    return before;
  }
}
