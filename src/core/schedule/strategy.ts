// A strategy answers one question: of these runnable threads, which next? One file each.

import type { Nanoseconds, Step, ThreadId } from '../base/ids.ts';
import type { PendingOperation } from './operation.ts';
import type { StepWatcher } from './stepWatcher.ts';
import type { ThreadKeys } from './threadKeys.ts';

/** A moment at which the scheduler may switch. */
export interface SchedulingPoint {
  /**
   * - `operation`: the current thread did a synchronisation operation and can go on.
   * - `tick`: the eval loop's periodic check, where a real GIL could be dropped.
   * - `yield`: the current thread asked for it (`time.sleep(0)`).
   * - `blocked`: there is no current thread any more (it blocked or ended).
   * - `announced`: only if the strategy wants points `before` operations. Every thread stands
   *   before one, waits or has ended, and the one that is chosen does its operation.
   */
  readonly kind: 'operation' | 'tick' | 'yield' | 'blocked' | 'announced';
  /** The thread that was running; not in `runnable` when `blocked`. */
  readonly current: ThreadId;
  /** In the order in which they became runnable; never empty; `current` is last if it can go on. */
  readonly runnable: readonly ThreadId[];
  /** True if the current thread has used up its switch interval (`sys.getswitchinterval`). */
  readonly isQuantumOver: boolean;
  /**
   * If `announced`: what each of `runnable` does when it is chosen, in the same order; threads
   * whose operation could not go on now are not in it. `runnable` is then in order of the ids, and
   * `current` is the thread that ran last.
   */
  readonly operations?: readonly PendingOperation[];
}

/** Points lie before operations, as an explorer needs them. */
export interface PointsBefore {
  /**
   * Sleeps and timeouts end when nobody else can go on, the earliest first; those that are due
   * within so many nanoseconds after it may end in any order. Infinity: any may end at any time.
   */
  readonly lateness: Nanoseconds;
  /** So many timeouts of a run may end although others could go on. */
  readonly earlyTimeouts: number;
  /** Accesses to shared variables are operations too. */
  readonly accesses: boolean;
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
  /** undefined: points lie after operations, and at ticks. */
  readonly before?: PointsBefore | undefined;
  /** Told of each step, if points lie before operations. */
  readonly watcher?: StepWatcher | undefined;
  /** Of an explorer that compares executions. */
  readonly threadKeys?: ThreadKeys | undefined;
  /**
   * Must return a member of `point.runnable`. Called only when there are two or more, but at every
   * `announced` point if there is a `watcher`.
   */
  next(point: SchedulingPoint): ThreadId;
  /**
   * At how many points after operations `current` is sure to be chosen, as long as its switch
   * interval is not over, whoever else can run. So many may pass without `next`, and `stayed` is
   * told. Left out: none.
   */
  patience?(current: ThreadId): number;
  /** So many points passed, and `current` went on at each. */
  stayed?(current: ThreadId, points: number): void;
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
