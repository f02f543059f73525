// Lock and RLock. A release frees the lock and makes the first waiter ready; whoever runs first
// takes it ("barging", as in CPython). A woken waiter that finds the lock taken again goes back to
// the front of the queue, and then the next release hands the lock over to it: the starvation mode
// of Go's sync.Mutex (https://go.dev/src/internal/sync/mutex.go, comment "Mutex fairness").
// So after at most two releases for each waiter before it, a waiter has the lock.

import type { Nanoseconds } from '../../core/base/ids.ts';
import { NO_THREAD } from '../../core/base/ids.ts';
import type { Wait } from '../../core/trace/events.ts';
import { NOWHERE } from '../../core/schedule/operation.ts';
import type { Operation, OperationKind } from '../../core/schedule/operation.ts';
import type { Announcement } from './exploring.ts';
import type { KernelLock } from './kernelLock.ts';
import type { KernelThread } from './kernelThread.ts';
import { INTERRUPTED, NotLockedError, NotOwnedError } from './outcomes.ts';
import type { WakeReason } from './recorder.ts';
import type { Scheduler } from './scheduler.ts';

/** What a thread that may have to wait for a lock wants. */
interface Claim {
  readonly lock: KernelLock;
  /** Recursion count that it will have: 1, or what `releaseSave` answered. */
  readonly count: number;
  readonly until: Nanoseconds | undefined;
  /** undefined: as the lock says. */
  readonly wait: Wait | undefined;
}

/** What the kernel asks of whoever does operations on locks. */
export type LockMethods = Pick<
  LockOperations,
  | 'acquire'
  | 'acquireRecursive'
  | 'acquireRestore'
  | 'release'
  | 'releaseRecursive'
  | 'releaseSave'
  | 'reset'
  | 'forsake'
>;

export class LockOperations {
  private readonly scheduler: Scheduler;

  constructor(scheduler: Scheduler) {
    this.scheduler = scheduler;
  }

  // ── announcing ──

  /** True if the operation is to be announced first: it calls back when the thread is chosen. */
  private isPoint(lock: KernelLock): boolean {
    return lock.isAnnounced && this.scheduler.exploring !== undefined;
  }

  private announce(announcement: Announcement): number {
    return this.scheduler.exploring?.announce(announcement) ?? 0;
  }

  private announceAcquire({ lock, until, wait }: Omit<Claim, 'count'>, act: () => number): number {
    return this.announce({
      operation: () => ({ kind: 'acquire', object: lock.location }),
      perform: (reason) => {
        if (reason === 'granted') return act();
        this.noteFailure(lock);
        return 0;
      },
      claim: {
        on: lock,
        isFree: () => lock.count === 0,
        wait: wait ?? lock.wait,
        until,
        lock,
      },
    });
  }

  private announceSimply(lock: KernelLock, kind: () => OperationKind, act: () => number): number {
    const operation = (): Operation => ({ kind: kind(), object: lock.location });
    return this.announce({ operation, perform: act });
  }

  /** Tells an explorer what an operation came to. */
  private did(lock: KernelLock, kind: OperationKind): void {
    if (lock.location === NOWHERE) return;
    this.scheduler.exploring?.watcher?.did({ kind, object: lock.location });
  }

  // ── acquiring ──

  acquire(lock: KernelLock, timeout: Nanoseconds | undefined, wait?: Wait): number {
    if (!this.isPoint(lock)) return this.acquireNow(lock, timeout, wait);
    if (timeout !== undefined && timeout <= 0) {
      const kind = (): OperationKind => (lock.count === 0 ? 'write' : 'read');
      return this.announceSimply(lock, kind, () => this.acquireNow(lock, timeout, wait));
    }
    const claim = { lock, until: this.deadline(timeout), wait };
    return this.announceAcquire(claim, () => this.acquireNow(lock, timeout, wait));
  }

  private deadline(timeout: Nanoseconds | undefined): Nanoseconds | undefined {
    return timeout === undefined ? undefined : this.scheduler.processor.clock.now + timeout;
  }

  private acquireNow(lock: KernelLock, timeout: Nanoseconds | undefined, wait?: Wait): number {
    const isTry = timeout !== undefined && timeout <= 0;
    if (lock.count === 0) {
      this.take(lock, 1, isTry ? 'write' : 'acquire');
      return this.scheduler.pointAfter('operation', 1);
    }
    if (isTry) {
      this.noteFailure(lock);
      return this.scheduler.pointAfter('operation', 0);
    }
    return this.waitInLine({ lock, count: 1, until: this.deadline(timeout), wait }, false);
  }

  acquireRecursive(lock: KernelLock, timeout: Nanoseconds | undefined, wait?: Wait): number {
    if (lock.count === 0 || lock.owner !== this.scheduler.processor.current) {
      return this.acquire(lock, timeout, wait);
    }
    this.take(lock, lock.count + 1);
    return this.scheduler.pointAfter('operation', 1);
  }

  /** Takes an RLock again with the count that `releaseSave` gave. */
  acquireRestore(lock: KernelLock, count: number, wait?: Wait): number {
    if (!this.isPoint(lock)) return this.acquireRestoreNow(lock, count, wait);
    const claim = { lock, until: undefined, wait };
    return this.announceAcquire(claim, () => this.acquireRestoreNow(lock, count, wait));
  }

  private acquireRestoreNow(lock: KernelLock, count: number, wait?: Wait): number {
    if (lock.count > 0) return this.waitInLine({ lock, count, until: undefined, wait }, false);
    this.take(lock, count);
    return this.scheduler.pointAfter('operation', 1);
  }

  private take(lock: KernelLock, count: number, kind: OperationKind = 'acquire'): void {
    lock.owner = this.scheduler.processor.current;
    lock.count = count;
    this.did(lock, kind);
    if (this.scheduler.exploring) this.scheduler.exploring.taken(lock);
    if (lock.object !== 0) this.scheduler.processor.record().acquire(lock.object, count);
  }

  private noteFailure(lock: KernelLock): void {
    this.did(lock, 'read');
    if (lock.object !== 0) this.scheduler.processor.record().acquireFailed(lock.object);
  }

  // ── waiting ──

  private waitInLine(claim: Claim, wasBarged: boolean): number {
    this.scheduler.refuseIfPinned();
    const { lock, until, wait = lock.wait } = claim;
    const thread = this.scheduler.processor.currentThread();
    thread.wasBarged = wasBarged;
    thread.claimedLock = lock;
    thread.claimedCount = claim.count;
    if (wasBarged) lock.waiters.unshift(thread);
    else lock.waiters.push(thread);
    lock.lendOrKeep();
    const finish = (reason: WakeReason): number => this.resume(claim, reason);
    const { location } = lock;
    return this.scheduler.parking.park({ wait, until, finish, location }, lock.waiters);
  }

  private resume(claim: Claim, reason: WakeReason): number {
    const { lock } = claim;
    const thread = this.scheduler.processor.currentThread();
    thread.claimedLock = undefined;
    if (reason === 'interrupt') return INTERRUPTED;
    if (reason === 'timeout') {
      this.noteFailure(lock);
      return 0;
    }
    if (thread.wasHandedLock) {
      thread.wasHandedLock = false;
      return 1;
    }
    lock.isWakePending = false;
    if (lock.count === 0) {
      this.take(lock, claim.count);
      return 1;
    }
    // If its timeout has ended meanwhile, the clock wakes it at once.
    return this.waitInLine(claim, true);
  }

  // ── releasing ──

  /** A Lock may be released by any thread. */
  release(lock: KernelLock): number {
    if (!this.isPoint(lock)) return this.releaseNow(lock);
    const kind = (): OperationKind => (lock.count === 0 ? 'read' : 'release');
    return this.announceSimply(lock, kind, () => this.releaseNow(lock));
  }

  private releaseNow(lock: KernelLock): number {
    if (lock.count === 0) this.did(lock, 'read');
    if (lock.count === 0) throw new NotLockedError('release unlocked lock');
    this.giveUp(lock);
    return this.scheduler.pointAfter('operation', 0);
  }

  releaseRecursive(lock: KernelLock): number {
    this.requireOwned(lock);
    if (!this.isPoint(lock) || lock.count > 1) return this.releaseRecursiveNow(lock);
    return this.announceSimply(lock, released, () => this.releaseRecursiveNow(lock));
  }

  private releaseRecursiveNow(lock: KernelLock): number {
    if (lock.count > 1) {
      lock.count--;
      this.noteRelease(lock);
    } else {
      this.giveUp(lock);
    }
    return this.scheduler.pointAfter('operation', 0);
  }

  /** Releases an RLock wholly; the caller parks next, and no point lies between. */
  releaseSave(lock: KernelLock): number {
    this.requireOwned(lock);
    if (!this.isPoint(lock)) return this.releaseSaveNow(lock);
    return this.announceSimply(lock, released, () => this.releaseSaveNow(lock));
  }

  private releaseSaveNow(lock: KernelLock): number {
    const { count } = lock;
    this.giveUp(lock);
    return count;
  }

  /** Frees a lock whoever owns it. Not a scheduling point. */
  reset(lock: KernelLock): void {
    if (lock.count > 0) this.giveUp(lock);
  }

  private requireOwned(lock: KernelLock): void {
    if (lock.count === 0 || lock.owner !== this.scheduler.processor.current) {
      throw new NotOwnedError('cannot release un-acquired lock');
    }
  }

  private giveUp(lock: KernelLock): void {
    lock.count = 0;
    lock.owner = NO_THREAD;
    this.did(lock, 'release');
    this.noteRelease(lock);
    if (this.isPoint(lock)) this.scheduler.exploring?.freed(lock);
    else this.wakeFirst(lock);
    lock.lendOrKeep();
  }

  private wakeFirst(lock: KernelLock): void {
    const first = lock.firstWaiter;
    if (first === undefined || lock.isWakePending) return;
    this.scheduler.parking.unpark(first, 'granted');
    if (first.wasBarged) this.handOver(lock, first);
    else lock.isWakePending = true;
  }

  private handOver(lock: KernelLock, heir: KernelThread): void {
    heir.wasBarged = false;
    heir.wasHandedLock = true;
    lock.owner = heir.id;
    lock.count = heir.claimedCount;
    const { processor } = this.scheduler;
    if (lock.object !== 0) processor.recordFor(heir).acquire(lock.object, lock.count);
  }

  /** A thread that was ready and will never run again must not keep what it was woken for. */
  forsake(thread: KernelThread): void {
    const lock = thread.claimedLock;
    if (lock === undefined || thread.reason !== 'granted') return;
    if (!thread.wasHandedLock) {
      lock.isWakePending = false;
      if (lock.count === 0) this.wakeFirst(lock);
    } else if (lock.owner === thread.id) {
      this.giveUp(lock);
    }
  }

  private noteRelease(lock: KernelLock): void {
    if (lock.object !== 0) this.scheduler.processor.record().release(lock.object, lock.count);
  }
}

function released(): OperationKind {
  return 'release';
}
