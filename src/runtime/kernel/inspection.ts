// Somebody looks at a run that stands: the processor is lent to a thread without the run's taking
// notice. The trace, the clock and who runs next are as before when it ends.

import type { StackId, ThreadId } from '../../core/base/ids.ts';
import type { KernelThread } from './kernelThread.ts';
import { QuietLocks } from './quietLocks.ts';
import type { Recorder } from './recorder.ts';
import type { Scheduler } from './scheduler.ts';
import { SilentRecorder } from './silentRecorder.ts';

export class Inspection {
  readonly locks: QuietLocks;
  private readonly scheduler: Scheduler;
  private readonly ended: (isKept: boolean) => void;
  private readonly recorder: Recorder;
  private readonly running: KernelThread | undefined;
  private readonly lastStack: StackId;
  private readonly now: number;
  private readonly wasPinned: boolean;

  constructor(scheduler: Scheduler, thread: ThreadId, ended: (isKept: boolean) => void) {
    const { processor } = scheduler;
    this.locks = new QuietLocks(thread);
    this.scheduler = scheduler;
    this.ended = ended;
    this.recorder = processor.recorder;
    this.running = processor.running;
    this.lastStack = processor.lastStack;
    this.now = processor.clock.now;
    this.wasPinned = scheduler.isPinned;
    const { recorder } = this;
    processor.recorder = new SilentRecorder(recorder.step, false);
    processor.running = scheduler.threadOf(thread);
    scheduler.isPinned = true;
  }

  /** `isKept`: what was changed outside the kernel stays. */
  end(isKept: boolean): void {
    const { processor } = this.scheduler;
    this.locks.undo();
    processor.recorder = this.recorder;
    processor.running = this.running;
    processor.lastStack = this.lastStack;
    processor.clock.now = this.now;
    this.scheduler.isPinned = this.wasPinned;
    this.ended(isKept);
  }
}
