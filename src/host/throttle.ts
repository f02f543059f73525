// Does something soon, and not more often than once an interval, however often it is asked for.

import type { Disposable } from '../core/base/disposable.ts';

export class Throttle implements Disposable {
  private readonly interval: number;
  private readonly act: () => void;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param interval milliseconds */
  constructor(interval: number, act: () => void) {
    this.interval = interval;
    this.act = act;
  }

  request(): void {
    this.timer ??= setTimeout(() => this.flush(), this.interval);
  }

  /** Does it now if it was asked for. */
  flush(): void {
    if (this.timer === undefined) return;
    this.dispose();
    this.act();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
