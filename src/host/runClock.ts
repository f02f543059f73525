// What to show as a run's virtual time between two events: while all threads sleep or wait, the
// clock moves on with the wall, up to the next thing that is due.

import type { Nanoseconds } from '../core/base/ids.ts';
import type { RunState } from '../core/protocol/panel.ts';
import type { Thread, World } from '../core/trace/world.ts';

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

  /** @param now wall clock in milliseconds; so in all methods */
  constructor(now: number) {
    this.anchor = now;
  }

  /** More events: the last of them says what time it is. */
  eventsCame(now: number): void {
    this.base = 0;
    this.anchor = now;
  }

  /** The state or the speed is another: the clock goes on from where it was. */
  runChanged({ state }: ClockedRun, now: number): void {
    this.base = (state.kind === 'paused' ? state.time : undefined) ?? this.shown;
    this.anchor = now;
  }

  time(run: ClockedRun, now: number): Nanoseconds {
    this.shown = this.timeAt(run, now);
    return this.shown;
  }

  private timeAt({ state, speed, world }: ClockedRun, now: number): Nanoseconds {
    const start = Math.max(world.time, this.base);
    const isMoving = state.kind === 'running' && Number.isFinite(speed) && !isBusy(world);
    if (!isMoving) return start;
    const reached = start + Math.max(0, now - this.anchor) * 1e6 * speed;
    return Math.min(reached, Math.max(start, nextDeadline(world)));
  }
}

function isBusy(world: World): boolean {
  return threadsOf(world).some(({ state }) => state.kind === 'running' || state.kind === 'ready');
}

/** The clock never passes it; 0 if nothing is due. */
function nextDeadline(world: World): Nanoseconds {
  const times = threadsOf(world).map(({ state }) => ('until' in state ? state.until : undefined));
  const due = times.filter((time) => time !== undefined);
  return due.length === 0 ? 0 : due.reduce((a, b) => Math.min(a, b));
}

function threadsOf(world: World): Thread[] {
  return Object.values<Thread>(world.threads);
}
