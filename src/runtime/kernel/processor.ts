// The one processor: the thread that has it, the time, and the stamp of the events that happen.

import type { StackId, ThreadId } from '../../core/base/ids.ts';
import { NO_STACK, NO_THREAD } from '../../core/base/ids.ts';
import { assert } from '../../core/base/errors.ts';
import type { KernelThread } from './kernelThread.ts';
import type { Recorder } from './recorder.ts';
import { VirtualClock } from './virtualClock.ts';

export class Processor {
  readonly clock = new VirtualClock();
  /** The thread whose stack is running; undefined while the driver has the processor. */
  running: KernelThread | undefined = undefined;
  /** Stack of the last event that a running thread made. */
  lastStack: StackId = NO_STACK;
  /** The thread that had the processor before the driver. */
  lastRun: ThreadId = NO_THREAD;

  /** Replaced while somebody looks at the run (see inspection.ts). */
  recorder: Recorder;
  private readonly stackOf: () => StackId;

  constructor(recorder: Recorder, stackOf: () => StackId) {
    this.recorder = recorder;
    this.stackOf = stackOf;
  }

  get current(): ThreadId {
    return this.running === undefined ? NO_THREAD : this.running.id;
  }

  currentThread(): KernelThread {
    assert(this.running !== undefined, 'a thread is running');
    return this.running;
  }

  /** The current thread is suspended or has ended. */
  leave(): void {
    this.lastRun = this.current;
    this.running = undefined;
  }

  stackHere(): StackId {
    return this.stackOf();
  }

  /** For an event that the current thread makes, or the driver between two threads. */
  record(): Recorder {
    const { running, recorder } = this;
    if (running === undefined) return this.recordByClock();
    this.lastStack = this.stackOf();
    recorder.stamp(this.clock.now, running.id, this.lastStack);
    return recorder;
  }

  /** For an event that nobody makes: a timeout, the scheduler's choice. */
  recordByClock(): Recorder {
    this.recorder.stamp(this.clock.now, NO_THREAD, NO_STACK);
    return this.recorder;
  }

  /** For what a thread gets while it is parked. */
  recordFor(thread: KernelThread): Recorder {
    this.recorder.stamp(this.clock.now, thread.id, thread.parkedAt);
    return this.recorder;
  }
}
