// One execution as an explorer remembers it: its steps, and what each of them noticed of others.

import type { Operation, PendingOperation } from '../operation.ts';

export interface ExecutionStep {
  readonly operation: PendingOperation;
  /** What could have been chosen instead, and `operation`. */
  readonly enabled: readonly PendingOperation[];
  /** What was done in fact: `operation`, and what its thread did before the next one. */
  readonly effects: readonly Operation[];
  /** Steps that come before this one for another reason than an effect: a start, a join, a wake. */
  readonly after: readonly number[];
  /** How often time had passed before it, as nobody could go on. */
  readonly epoch: number;
}

/** How an execution ended. */
export type ExecutionEnd =
  /** The program came to its end. */
  | { readonly kind: 'completed' }
  /** Nobody can ever go on. */
  | { readonly kind: 'deadlock' }
  /** It was longer than the budget for one execution. */
  | { readonly kind: 'tooLong' }
  /** The search left it: all that could follow is known. */
  | { readonly kind: 'redundant' };

export interface Execution {
  readonly steps: readonly ExecutionStep[];
  readonly end: ExecutionEnd;
  /** Of its steps together; see `weightOf`. */
  readonly weight: number;
  /** The next operations of threads that had not ended. */
  readonly leftOver: readonly PendingOperation[];
}
