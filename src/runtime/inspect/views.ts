// What py/inspect.py answers, as it comes from Python: plain JSON, written by our own code.

import type { ObjectId } from '../../core/base/ids.ts';
import type { CompletionView, ExceptionView, VariableView } from '../../core/protocol/debug.ts';
import type { Site } from '../../core/trace/events.ts';
import type { DataPlace } from './dataPlaces.ts';

/** How to come from a value to one inside it; only Python reads it. */
export type Step = readonly (string | number | null)[];
/** How to come to a value: a scope of a frame or an expression, then steps inside. */
export type Steps = readonly Step[];

export interface RawView {
  readonly value: string;
  readonly type: string;
  readonly named?: number;
  readonly indexed?: number;
  readonly has?: boolean;
  readonly isLazy?: boolean;
  readonly object?: ObjectId;
}

export interface RawRow {
  readonly name: string;
  readonly view: RawView;
  /** Absent if there is nothing inside. */
  readonly step?: Step;
  readonly text?: string | null;
  readonly kind: VariableView['kind'];
  readonly isReadOnly: boolean;
}

/** A `DataPlace` without what only TypeScript knows. */
export type RawPlace =
  | Exclude<DataPlace, { kind: 'local' }>
  | (Omit<Extract<DataPlace, { kind: 'local' }>, 'thread' | 'frame'> & {
      /** How many inner frames are of the same code. */
      readonly ordinal: number;
    });

/** Each answer has what its question asks for, or `error`. */
export interface RawAnswer {
  readonly error?: string;
  /** Python did not come to an answer of its own. */
  readonly wasCutOff?: boolean;
  /** What was done is to stay. */
  readonly keep?: boolean;
  /** What an expression in the console did: statements change, calls may. */
  readonly effect?: 'changes' | 'calls' | null;
  readonly output?: string;
  readonly sites?: readonly Site[];
  readonly scopes?: readonly {
    readonly name: 'Locals' | 'Globals' | 'Closure';
    readonly namedCount: number;
    readonly isExpensive: boolean;
  }[];
  readonly view?: RawView;
  /** Number of a value that is kept alive. */
  readonly kept?: number;
  readonly rows?: readonly RawRow[];
  /** From the asked value to the one that was set. */
  readonly steps?: Steps;
  readonly place?: RawPlace;
  /** Why there is no place. */
  readonly sentence?: string;
  readonly exception?: ExceptionView | null;
  readonly items?: readonly CompletionView[];
  readonly lines?: readonly number[];
}
