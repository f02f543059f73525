// How far the running thread may go on: somebody may want the processor at its next point, and until
// then operations on locks may be lent to it (kernel/lease.ts), if nobody follows each event.

import type { BatchWriter } from '../core/trace/encode.ts';
import type { Traveller } from './debug/traveller.ts';
import type { Driver } from './driver.ts';
import type { Kernel } from './kernel/kernel.ts';
import type { Frames } from './python/frames.ts';
import type { NativeThreads } from './python/native.ts';
import type { LocalType } from './threadModule/localType.ts';

/** How many operations or ticks pass between looks at the real clock. */
const BREATH_PERIOD = 64;

export interface LeaveParts {
  readonly kernel: Kernel;
  readonly writer: BatchWriter;
  readonly native: NativeThreads;
  readonly driver: Driver;
  readonly frames: Frames;
  readonly traveller: Traveller;
  readonly locals: LocalType;
}

/** Where nothing is lent. */
export function lendNothing(): void {
  // Every operation is asked for.
}

export class Leave {
  private readonly parts: LeaveParts;
  private breath = 0;

  constructor(parts: LeaveParts) {
    this.parts = parts;
  }

  /** Asked before each operation and tick: should the thread leave at its next point? */
  isOver(): boolean {
    const { driver, traveller } = this.parts;
    if (++this.breath % BREATH_PERIOD === 0 && driver.isBreathless()) return true;
    return driver.wantsProcessor() || traveller.wantsProcessor();
  }

  /** After an operation of the current thread, which may do another one from the same place. */
  lend(): void {
    const { kernel, writer, native, driver, frames, traveller, locals } = this.parts;
    if (writer.isFollowed || traveller.isSent || locals.areThere || driver.wantsProcessor()) return;
    if (frames.isQuiet || !kernel.loans.lend(driver.standsAt)) return;
    native.leased.lentTo(native.runningState);
  }
}
