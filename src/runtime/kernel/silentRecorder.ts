// A recorder that keeps nothing.

import type { Recorder } from './recorder.ts';

export class SilentRecorder implements Recorder {
  step: number;
  private readonly increment: number;

  readonly threadNew = nothing;
  readonly threadStart = nothing;
  readonly threadName = nothing;
  readonly threadEnd = nothing;
  readonly run = nothing;
  readonly wait = nothing;
  readonly wake = nothing;
  readonly acquire = nothing;
  readonly release = nothing;
  readonly acquireFailed = nothing;
  readonly lent = nothing;

  /** @param step how many events the trace has; `counts`: what is not kept counts too */
  constructor(step: number, counts: boolean) {
    this.step = step;
    this.increment = counts ? 1 : 0;
  }

  /** Comes before each event. */
  stamp(): void {
    this.step += this.increment;
  }
}

function nothing(): void {
  // That is all.
}
