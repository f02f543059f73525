// A binary heap of timers by (due, order of setting). A cancelled timer stays until it comes to
// the top or until more than half of the heap is cancelled, so memory is bounded by twice the
// live timers and cancelling is O(1) amortised.

import type { Nanoseconds } from '../../core/base/ids.ts';

export interface Timer<Owner> {
  readonly due: Nanoseconds;
  readonly sequence: number;
  /** undefined when cancelled or fired. */
  owner: Owner | undefined;
}

/** Below this a heap is not worth cleaning. */
const SMALL = 64;

export class TimerQueue<Owner> {
  private heap: Timer<Owner>[] = [];
  private cancelled = 0;
  private sequence = 0;

  /** Not later than the first live timer's due time (a cancelled one may be first); or Infinity. */
  soonest: Nanoseconds = Infinity;

  /** Timers in the heap, including cancelled ones. */
  get size(): number {
    return this.heap.length;
  }

  set(due: Nanoseconds, owner: Owner): Timer<Owner> {
    const timer: Timer<Owner> = { due, sequence: this.sequence++, owner };
    this.heap.push(timer);
    this.rise(this.heap.length - 1);
    this.noteSoonest();
    return timer;
  }

  cancel(timer: Timer<Owner>): void {
    if (timer.owner === undefined) return;
    timer.owner = undefined;
    this.cancelled++;
    if (this.cancelled > SMALL && this.cancelled * 2 > this.heap.length) this.clean();
  }

  /** Due time of the first live timer, or Infinity. */
  nextDue(): Nanoseconds {
    while (this.heap.length > 0 && this.heap[0]?.owner === undefined) {
      this.removeFirst();
      this.cancelled--;
    }
    return this.soonest;
  }

  /** Takes out the first timer that is due at `now`; call until it answers undefined. */
  takeDue(now: Nanoseconds): Owner | undefined {
    if (this.nextDue() > now) return undefined;
    const timer = this.removeFirst();
    const owner = timer?.owner;
    if (timer) timer.owner = undefined;
    return owner;
  }

  private noteSoonest(): void {
    this.soonest = this.heap[0]?.due ?? Infinity;
  }

  private removeFirst(): Timer<Owner> | undefined {
    const first = this.heap[0];
    const last = this.heap.pop();
    if (last !== undefined && last !== first) {
      this.heap[0] = last;
      this.sink(0);
    }
    this.noteSoonest();
    return first;
  }

  private clean(): void {
    // A sorted list is a heap.
    this.heap = this.heap.filter((timer) => timer.owner !== undefined).sort(compare);
    this.cancelled = 0;
    this.noteSoonest();
  }

  private rise(start: number): void {
    const { heap } = this;
    const timer = heap[start];
    if (timer === undefined) return;
    let index = start;
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = heap[parentIndex];
      if (parent === undefined || compare(parent, timer) <= 0) break;
      heap[index] = parent;
      index = parentIndex;
    }
    heap[index] = timer;
  }

  private sink(start: number): void {
    const { heap } = this;
    const timer = heap[start];
    if (timer === undefined) return;
    let index = start;
    for (;;) {
      let childIndex = 2 * index + 1;
      let child = heap[childIndex];
      if (child === undefined) break;
      const right = heap[childIndex + 1];
      if (right !== undefined && compare(right, child) < 0) {
        child = right;
        childIndex++;
      }
      if (compare(timer, child) <= 0) break;
      heap[index] = child;
      index = childIndex;
    }
    heap[index] = timer;
  }
}

function compare(a: Timer<unknown>, b: Timer<unknown>): number {
  return a.due - b.due || a.sequence - b.sequence;
}
