// A strategy answers one question: of these runnable threads, which next? One file each.

import type { Nanoseconds, Step, ThreadId } from '../base/ids.ts';

/** A moment at which the scheduler may switch. */
export interface SchedulingPoint {
  /**
   * - `operation`: the current thread did a synchronisation operation and can go on.
   * - `tick`: the eval loop's periodic check, where a real GIL could be dropped.
   * - `yield`: the current thread asked for it (`time.sleep(0)`).
   * - `blocked`: there is no current thread any more (it blocked or ended).
   */
  readonly kind: 'operation' | 'tick' | 'yield' | 'blocked';
  /** The thread that was running; not in `runnable` when `blocked`. */
  readonly current: ThreadId;
  /** In the order in which they became runnable; never empty; `current` is last if it can go on. */
  readonly runnable: readonly ThreadId[];
  /** True if the current thread has used up its switch interval (`sys.getswitchinterval`). */
  readonly isQuantumOver: boolean;
}

/** A moment at which nobody might run although somebody could. */
export interface RestMoment {
  readonly step: Step;
  readonly time: Nanoseconds;
  /** All that could run; never empty. */
  readonly runnable: readonly ThreadId[];
  /** True if time will bring a thread on: this one, or any if undefined. */
  readonly canWait: (thread: ThreadId | undefined) => boolean;
}

export type Rest =
  /** Time passes to the next timer, or to `until` if that is earlier. */
  | { readonly kind: 'idle'; readonly until: Nanoseconds }
  /** Nobody runs before the user has decided otherwise. */
  | { readonly kind: 'stand' };

export interface Strategy {
  /** As in a run's header: `roundRobin`, `random`, `replay`. */
  readonly name: string;
  /** How many periodic checks of the eval loop make one `tick` point; at least 1. */
  readonly checksPerTick: number;
  /** Must return a member of `point.runnable`. Called only when there are two or more. */
  next(point: SchedulingPoint): ThreadId;
  /** True if `rest` is to be asked at the next point, even if only one thread can run. */
  readonly mayRest?: boolean;
  /** undefined: somebody runs, and `next` is asked as ever. */
  rest?(moment: RestMoment): Rest | undefined;
}

/** Which strategy a run is started with. */
export type StrategyChoice =
  | { readonly kind: 'roundRobin' }
  | { readonly kind: 'random' }
  /** `schedule` is the text that an earlier run recorded (schedule/scheduleText). */
  | { readonly kind: 'replay'; readonly schedule: string };

/** Thrown by the replay strategy when the recorded thread can't run: the program is another one. */
export class ScheduleDivergedError extends Error {
  override readonly name = 'ScheduleDivergedError';
}
