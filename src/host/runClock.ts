// What to show as a run's virtual time between two events: while all threads sleep or wait, the
// clock moves on with the wall, up to the next thing that is due.

import type { Nanoseconds } from '../core/base/ids.ts';
import type { RunState } from '../core/protocol/panel.ts';
import { LastOutlook } from '../core/trace/outlook.ts';
import type { World } from '../core/trace/world.ts';

export interface ClockedRun {
  readonly state: RunState;
  /** Virtual seconds per second; Infinity is as fast as the machine can. */
  readonly speed: number;
  readonly world: World;
}

export class RunClock {
  /** The clock stood at `base` when the wall stood at `anchor`. */
  private base: Nanoseconds = 0;
  private anchor: number;
  private shown: Nanoseconds = 0;
  private readonly outlook = new LastOutlook();

  /** @param now wall clock in milliseconds; so in all methods */
  constructor(now: number) {
    this.anchor = now;
  }

  /** More events: the last of them says what time it is. */
  eventsCame(now: number): void {
    this.base = 0;
    this.anchor = now;
    this.outlook.forget();
  }

  /** The state or the speed is another: the clock goes on from where it was. */
  runChanged({ state }: ClockedRun, now: number): void {
    this.base = (state.kind === 'paused' ? state.time : undefined) ?? this.shown;
    this.anchor = now;
    this.outlook.forget();
  }

  time(run: ClockedRun, now: number): Nanoseconds {
    this.shown = this.timeAt(run, now);
    return this.shown;
  }

  private timeAt({ state, speed, world }: ClockedRun, now: number): Nanoseconds {
    const start = Math.max(world.time, this.base);
    if (state.kind !== 'running' || !Number.isFinite(speed)) return start;
    const { isBusy, due } = this.outlook.at(world);
    if (isBusy) return start;
    const reached = start + Math.max(0, now - this.anchor) * 1e6 * speed;
    return Math.min(reached, Math.max(start, due));
  }
}
