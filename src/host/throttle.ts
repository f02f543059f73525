// Does something soon, and not more often than once an interval, however often it is asked for. What
// takes long is done more rarely, so that others have most of the time.

import type { Disposable } from '../core/base/disposable.ts';

/** What took so many milliseconds is followed by a rest of so many times that. */
const REST = 20;
/** Milliseconds. */
const LONGEST_REST = 500;

export class Throttle implements Disposable {
  private readonly interval: number;
  private readonly act: () => void;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Of the clock of `performance`. */
  private restUntil = 0;

  /** @param interval milliseconds */
  constructor(interval: number, act: () => void) {
    this.interval = interval;
    this.act = act;
  }

  request(): void {
    const wait = Math.max(this.interval, this.restUntil - performance.now());
    this.timer ??= setTimeout(() => this.flush(), wait);
  }

  /** Does it now if it was asked for. */
  flush(): void {
    if (this.timer === undefined) return;
    this.dispose();
    const began = performance.now();
    this.act();
    const end = performance.now();
    this.restUntil = end + Math.min((end - began) * REST, LONGEST_REST);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
