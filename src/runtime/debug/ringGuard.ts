// Suspects that threads wait for each other for ever, the moment it may have become so: a thread has
// begun to wait and the way of owners leads back to it, or to a thread that is over. Whether it is
// trouble is decided by the analysis, which knows more; until then the run stands.

import type { ThreadId } from '../../core/base/ids.ts';
import { NO_THREAD } from '../../core/base/ids.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Stop } from './stop.ts';

export class RingGuard {
  private readonly kernel: Kernel;
  private readonly isOn: boolean;
  private lastThread: ThreadId = NO_THREAD;
  private lastStep = -1;
  private isAlarmed = false;

  constructor(kernel: Kernel, isOn: boolean) {
    this.kernel = kernel;
    this.isOn = isOn;
  }

  /** The trace says that nobody can reach what a thread waits for. */
  alarm(): void {
    this.isAlarmed = this.isOn;
  }

  /** Asked whenever a thread has left the processor. */
  takeStop(): Stop | undefined {
    if (!this.isOn) return undefined;
    const thread = this.kernel.lastRun;
    if (thread === NO_THREAD) return undefined;
    if (!this.isAlarmed && !this.isNewRing(thread)) return undefined;
    // When nobody can run any more the run stands by itself.
    if (!this.kernel.canGoOn) return undefined;
    this.isAlarmed = false;
    return { reason: 'suspect', thread };
  }

  private isNewRing(thread: ThreadId): boolean {
    const { kernel } = this;
    const since = kernel.waits.since(thread);
    if (since === undefined || (thread === this.lastThread && since === this.lastStep))
      return false;
    if (!this.endsBadly(thread)) return false;
    this.lastThread = thread;
    this.lastStep = since;
    return true;
  }

  private endsBadly(start: ThreadId): boolean {
    const seen = new Set<ThreadId>();
    for (let thread = start; thread !== NO_THREAD;) {
      if (seen.has(thread) || this.kernel.isOver(thread)) return true;
      seen.add(thread);
      thread = this.kernel.waits.blockerOf(thread);
    }
    return false;
  }
}
