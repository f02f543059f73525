// Virtual time at each step, and back.

import type { Nanoseconds, Step } from '../../base/ids.ts';
import { Column } from './columns.ts';
import type { Axis } from './track.ts';

export class Clock {
  /** Time of each event; it never goes back. */
  private readonly times = Column.times();

  /** Number of events; also the last step. */
  get length(): Step {
    return this.times.length as Step;
  }

  get bytes(): number {
    return this.times.bytes;
  }

  push(time: Nanoseconds): void {
    this.times.push(time);
  }

  /** The time of the world at a step: that of the event before it. */
  timeAt(step: Step): Nanoseconds {
    return step === 0 ? 0 : this.times.at(Math.min(step, this.times.length) - 1);
  }

  /** The last step at which no more than `time` has passed. */
  stepAt(time: Nanoseconds): Step {
    return (this.times.lastAtMost(time) + 1) as Step;
  }

  /** Where a step is on an axis: time in nanoseconds, or the step itself. */
  position(axis: Axis, step: Step): number {
    return axis === 'time' ? this.timeAt(step) : step;
  }

  /** The last step at or before a position. */
  stepAtPosition(axis: Axis, position: number): Step {
    if (axis === 'time') return this.stepAt(position);
    return Math.max(0, Math.min(Math.floor(position), this.length)) as Step;
  }
}
