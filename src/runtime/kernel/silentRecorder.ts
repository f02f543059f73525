// A recorder that keeps nothing.

import type { Recorder } from './recorder.ts';

/** @param step how many events the trace has; `stamped` is called for each event */
export function silentRecorder(step: () => number, stamped = nothing): Recorder {
  return {
    get step() {
      return step();
    },
    stamp: stamped,
    threadNew: nothing,
    threadStart: nothing,
    threadName: nothing,
    threadEnd: nothing,
    run: nothing,
    wait: nothing,
    wake: nothing,
    acquire: nothing,
    release: nothing,
    acquireFailed: nothing,
  };
}

function nothing(): void {
  // That is all.
}
