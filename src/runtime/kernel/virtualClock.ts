// Virtual time. It moves when a thread is charged for work and when nobody can run; it never
// looks at a real clock, so the same schedule gives the same times.

import type { Nanoseconds } from '../../core/base/ids.ts';
import { CLOCK_READ_COST } from './costs.ts';

export class VirtualClock {
  /** Nanoseconds since the start of the run. */
  now: Nanoseconds = 0;

  /** The current thread worked for so long. */
  charge(duration: Nanoseconds): void {
    this.now += duration;
  }

  /** The time as a thread sees it that asks for it; asking costs time. */
  read(): Nanoseconds {
    this.now += CLOCK_READ_COST;
    return this.now;
  }

  /** Nobody could run until then. Never goes back. */
  moveTo(time: Nanoseconds): void {
    if (time > this.now) this.now = time;
  }
}
