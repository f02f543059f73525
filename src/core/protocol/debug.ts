// What a debugger asks of a run: where to stop, how to step, who may run, and what is to be seen
// while it stands. Plain data, as everything between session and worker.

import type { Nanoseconds, ObjectId, Step, ThreadId } from '../base/ids.ts';
import type { Site } from '../trace/events.ts';
import type { Found, Moment } from './travel.ts';

// ── where to stop ──

/** Common to all; `id` is the client's. */
interface Stop {
  readonly id: number;
  /** A Python expression; stops only if it is true. An error in it stops, and is told. */
  readonly condition: string | undefined;
  /** `5`, `>= 5`, `% 5`: as VS Code's hit counts. */
  readonly hitCondition: string | undefined;
  /** Printed instead of stopping; `{expression}` is replaced by its value. */
  readonly logMessage: string | undefined;
}

export type SyncOperation =
  | 'acquire'
  /** A thread has to wait for it. */
  | 'contend'
  | 'release'
  /** An Event is set. */
  | 'set'
  | 'clear'
  /** A Condition is notified, whether anybody waits or not. */
  | 'notify'
  /** A Condition, Semaphore, Barrier or Queue lets a waiter go on. */
  | 'wake'
  | 'wait'
  | 'threadStart'
  | 'threadEnd';

/**
 * An object by where it is made, which stays the same from run to run: the innermost line of the
 * user's code. `ordinal` counts from 0 the user's own objects made by that line, in order of their
 * `objectNew`, without those inside others. See analysis/objectPlace.
 */
export interface ObjectPlace {
  readonly file: string;
  readonly line: number;
  readonly ordinal: number;
}

export type Breakpoint = Stop &
  (
    | { readonly kind: 'line'; readonly file: string; readonly line: number }
    /** By `__name__` or `co_qualname`. */
    | { readonly kind: 'function'; readonly name: string }
    /** `dataId` comes from the query `dataBreakpoint`. Stops after a write that changes the value. */
    | { readonly kind: 'data'; readonly dataId: string }
    /** `object` undefined stands for any of the user's objects (or threads). */
    | {
        readonly kind: 'sync';
        readonly operation: SyncOperation;
        readonly object: ObjectPlace | undefined;
      }
  );

export interface ExceptionStops {
  /** Every exception that is raised in the user's code, also one that is caught. */
  readonly raised: boolean;
  /** One that nobody catches, in any thread: stops where it was raised, before the thread unwinds. */
  readonly uncaught: boolean;
  /** Class names, `ValueError` or `mod.Error`; empty stands for all. Subclasses count. */
  readonly classes: readonly string[];
  /** Those of `uncaught`, if they are others: `classes` is then for `raised` alone. */
  readonly uncaughtClasses?: readonly string[];
}

/** Where a breakpoint has come to lie. */
export interface VerifiedBreakpoint {
  readonly id: number;
  readonly isVerified: boolean;
  /** The next executable line, if the asked one has no code. */
  readonly line?: number;
  /** Why it is not verified. */
  readonly message?: string;
}

// ── how to go on ──

export type StepMode = 'in' | 'over' | 'out';

export interface StepRequest {
  readonly thread: ThreadId;
  readonly mode: StepMode;
  /** Holds all other threads until the step is done. */
  readonly isAlone: boolean;
}

export interface ThreadControl {
  readonly frozen: readonly ThreadId[];
  /** Runs next, if it can; then the schedule decides again. */
  readonly next: ThreadId | undefined;
}

// ── why it stands ──

export type PauseReason =
  | 'pause'
  | 'entry'
  | 'step'
  | 'pauseAt'
  | 'deadlock'
  | 'breakpoint'
  | 'exception'
  | 'goto'
  /** Only frozen threads could go on. */
  | 'frozen'
  /** It has come to the moment that it was told to go to. */
  | 'travel'
  /**
   * Threads may have begun to wait for each other for ever. Not for the user: the session looks, and
   * answers with `pause` (it is so; the reason is then `finding`) or `continue`.
   */
  | 'suspect'
  /** Some threads can't go on any more; others could. */
  | 'finding';

export interface Pause {
  readonly reason: PauseReason;
  /** Virtual time now; the last event may be older. */
  readonly time?: Nanoseconds;
  /** Who stopped: at a breakpoint, an exception, the end of a step. */
  readonly thread?: ThreadId;
  /** Breakpoints that were hit. */
  readonly breakpoints?: readonly number[];
  /** A sentence for the user: a condition that failed, what was set, why a step ended early. */
  readonly text?: string;
  /** Innermost position in the user's code of threads that run or could: newer than the trace's. */
  readonly positions?: Readonly<Record<ThreadId, Site>>;
  /** Where it stands, to be found again; left out by a suspicion. */
  readonly moment?: Moment;
  /** At the end of a journey: what was looked for on the way. */
  readonly found?: Found | undefined;
}

// ── what is to be seen ──

/** Questions about a run that stands. No answer makes an event, takes time or moves the schedule. */
export type InspectQuery =
  | { readonly kind: 'stack'; readonly thread: ThreadId }
  | { readonly kind: 'scopes'; readonly frame: FrameId }
  /** `start` and `count` page through a container. */
  | {
      readonly kind: 'variables';
      readonly reference: number;
      readonly filter: 'indexed' | 'named' | undefined;
      readonly start: number;
      readonly count: number | undefined;
    }
  /** `frame` undefined: in the script's globals. */
  | {
      readonly kind: 'evaluate';
      readonly frame: FrameId | undefined;
      readonly expression: string;
      readonly context: 'watch' | 'hover' | 'repl' | 'clipboard' | 'variables';
    }
  | {
      readonly kind: 'setVariable';
      readonly reference: number;
      readonly name: string;
      readonly value: string;
    }
  | {
      readonly kind: 'setExpression';
      readonly frame: FrameId;
      readonly expression: string;
      readonly value: string;
    }
  /** `column` counts characters from 0. */
  | {
      readonly kind: 'completions';
      readonly frame: FrameId | undefined;
      readonly text: string;
      readonly column: number;
    }
  | { readonly kind: 'exception'; readonly thread: ThreadId }
  | {
      readonly kind: 'dataBreakpoint';
      readonly reference: number | undefined;
      readonly frame: FrameId | undefined;
      readonly name: string;
    }
  /** Lines with code between two lines, both included. */
  | {
      readonly kind: 'breakableLines';
      readonly file: string;
      readonly line: number;
      readonly endLine: number;
    };

/** Valid until the run goes on. */
export type FrameId = number;

export interface FrameView {
  readonly id: FrameId;
  readonly site: Site;
}

export interface ValueView {
  /** A short repr; a synchronisation object's live state instead of its address. */
  readonly value: string;
  readonly type: string;
  /** 0 if there is nothing inside. */
  readonly reference: number;
  readonly namedCount: number;
  readonly indexedCount: number;
  /** The synchronisation object that it is, as the trace numbers it. */
  readonly object?: ObjectId;
  readonly isLazy?: boolean;
}

export interface VariableView extends ValueView {
  readonly name: string;
  readonly evaluateName?: string;
  readonly kind: 'data' | 'method' | 'class' | 'special' | 'return';
  readonly isReadOnly: boolean;
}

export interface ScopeView {
  readonly name: 'Locals' | 'Globals' | 'Closure';
  readonly reference: number;
  readonly namedCount: number;
  readonly isExpensive: boolean;
}

export interface ExceptionView {
  readonly typeName: string;
  readonly fullTypeName: string;
  readonly message: string;
  /** As `traceback.format_exception` prints it, chained causes included. */
  readonly traceback: string;
  readonly isUncaught: boolean;
  readonly causes: readonly ExceptionView[];
}

export interface CompletionView {
  readonly label: string;
  readonly kind: 'class' | 'function' | 'keyword' | 'method' | 'module' | 'property' | 'variable';
  /** Where the typed word starts, in characters from 0, and its length. */
  readonly start: number;
  readonly length: number;
}

export interface DataBreakpointView {
  /** Undefined if the value can't be watched; the description says why. */
  readonly dataId: string | undefined;
  readonly description: string;
}

export type InspectAnswer =
  | { readonly kind: 'stack'; readonly frames: readonly FrameView[] }
  | { readonly kind: 'scopes'; readonly scopes: readonly ScopeView[] }
  | { readonly kind: 'variables'; readonly variables: readonly VariableView[] }
  /** `output` is what the evaluation printed. */
  | { readonly kind: 'evaluate'; readonly result: ValueView; readonly output?: string }
  | { readonly kind: 'setVariable'; readonly result: ValueView }
  | { readonly kind: 'setExpression'; readonly result: ValueView }
  | { readonly kind: 'completions'; readonly items: readonly CompletionView[] }
  | { readonly kind: 'exception'; readonly exception: ExceptionView | undefined }
  | { readonly kind: 'dataBreakpoint'; readonly data: DataBreakpointView }
  | { readonly kind: 'breakableLines'; readonly lines: readonly number[] }
  /** What is wrong with the question; as Python says it, if Python says it. */
  | { readonly kind: 'error'; readonly message: string };

// ── messages ──

export type DebugToWorker =
  /** All there are; replaces the earlier ones. Answered by `breakpoints`. */
  | {
      readonly kind: 'setBreakpoints';
      readonly breakpoints: readonly Breakpoint[];
      readonly exceptions: ExceptionStops;
    }
  | { readonly kind: 'step'; readonly step: StepRequest }
  /** Goes on until a thread (any, if undefined) comes to the line. */
  | {
      readonly kind: 'runTo';
      readonly thread: ThreadId | undefined;
      readonly file: string;
      readonly line: number;
    }
  | { readonly kind: 'setControl'; readonly control: ThreadControl }
  /** The run is to stand when it comes to this moment, if nothing stops it before; undefined: not. */
  | { readonly kind: 'standAt'; readonly moment: Moment | undefined }
  /** Answered by `schedule`. */
  | { readonly kind: 'tellSchedule' }
  /** Answered by `inspected` with the same id, also while the run goes on: then with an error. */
  | { readonly kind: 'inspect'; readonly id: number; readonly query: InspectQuery };

export type DebugFromWorker =
  | { readonly kind: 'breakpoints'; readonly breakpoints: readonly VerifiedBreakpoint[] }
  /** A log point's text, a condition that can't be evaluated. */
  | {
      readonly kind: 'logged';
      readonly text: string;
      readonly thread: ThreadId;
      readonly site: Site;
      readonly step: Step;
    }
  | { readonly kind: 'control'; readonly control: ThreadControl }
  /** Of all choices so far. */
  | { readonly kind: 'schedule'; readonly schedule: string }
  | { readonly kind: 'inspected'; readonly id: number; readonly answer: InspectAnswer };
