// Moments of a run, finer than its events, and how a worker is told to come to one by running the
// program again. A moment is exact: the same program under the same schedule passes it once.

import type { Nanoseconds, Step, ThreadId } from '../base/ids.ts';
import type { Pause } from './debug.ts';

export interface Moment {
  /** Events so far. */
  readonly step: Step;
  /** Virtual time. Two scheduling points never share a step and a time. */
  readonly time: Nanoseconds;
  /** A thread has stopped in the midst of its work; left out: at a scheduling point. */
  readonly line?: LineMoment;
}

/**
 * A thread that is about to run an instruction. Between two of the eval loop's periodic checks code
 * runs only forward, so an instruction comes once for each value of `checks`.
 */
export interface LineMoment {
  readonly thread: ThreadId;
  readonly file: string;
  readonly line: number;
  /** `co_qualname` and `co_firstlineno` of its code object: `Counter.add:12`. */
  readonly code: string;
  /** Of the instruction, in bytes from the code's first. */
  readonly offset: number;
  /** Periodic checks that are left until the next tick. */
  readonly checks: number;
  /** Not at the beginning of a line: just after a call. */
  readonly isMidLine?: boolean;
  /** An exception stops it there. */
  readonly exception?: 'raised' | 'uncaught';
}

export type Destination =
  | { readonly kind: 'moment'; readonly moment: Moment }
  /** The first moment with so many events at which a thread can be stopped. */
  | { readonly kind: 'step'; readonly step: Step };

/** What is looked for on the way: the last of its kind before the destination. */
export type Search =
  /** Where `thread` began a line; `over` leaves out the calls that its present functions made. */
  | { readonly kind: 'line'; readonly thread: ThreadId; readonly mode: 'in' | 'over' }
  /** Where the run would have stopped: a breakpoint, an exception. */
  | { readonly kind: 'stop' }
  /** Just after an event, as `stepEvent` stops. */
  | { readonly kind: 'event' }
  /** The line that gave a variable its value; `dataId` as for a data breakpoint. */
  | { readonly kind: 'change'; readonly dataId: string };

export interface TravelRequest {
  readonly to: Destination;
  readonly search?: Search;
  /** Nothing before this step is looked at. */
  readonly from?: Step;
}

export interface Found {
  readonly moment: Moment;
  /** Why the run would have stopped there. */
  readonly stop?: Pick<Pause, 'reason' | 'thread' | 'breakpoints' | 'text'>;
  /** Of a change: the value before and after, as Python writes it; undefined: none, or no text. */
  readonly change?: { readonly before: string | undefined; readonly after: string | undefined };
}

/** The same moment of the same run. */
export function isSameMoment(one: Moment, other: Moment): boolean {
  return momentKey(one) === momentKey(other);
}

/** Equal for equal moments. */
export function momentKey({ step, time, line }: Moment): string {
  if (line === undefined) return `${step} ${time}`;
  const { thread, file, code, offset, checks, exception = '' } = line;
  return [step, time, thread, checks, offset, exception, code, file].join(' ');
}
