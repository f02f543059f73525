// Threads in the order in which they began to wait. A Set would allocate anew most times that its
// only member leaves.

import type { KernelThread } from './kernelThread.ts';

export class WaitList implements Iterable<KernelThread> {
  private first: KernelThread | undefined = undefined;
  private last: KernelThread | undefined = undefined;
  size = 0;

  /** Does nothing if it is in it. */
  add(thread: KernelThread): void {
    if (thread.isListed) return;
    thread.isListed = true;
    thread.listedBefore = this.last;
    if (this.last) this.last.listedAfter = thread;
    else this.first = thread;
    this.last = thread;
    this.size++;
  }

  /** Does nothing if it is not in it. */
  delete(thread: KernelThread): void {
    if (!thread.isListed) return;
    const { listedBefore: before, listedAfter: after } = thread;
    if (before) before.listedAfter = after;
    else this.first = after;
    if (after) after.listedBefore = before;
    else this.last = before;
    thread.isListed = false;
    thread.listedBefore = undefined;
    thread.listedAfter = undefined;
    this.size--;
  }

  *[Symbol.iterator](): Generator<KernelThread> {
    for (let thread = this.first; thread !== undefined; thread = thread.listedAfter) yield thread;
  }
}
