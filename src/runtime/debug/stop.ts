// What the parts of the debugger tell each other.

import type { Pause } from '../../core/protocol/debug.ts';

/** Why the run is to stand now. */
export type Stop = Omit<Pause, 'time' | 'positions'>;

/** The answer to an expression. */
export type Evaluated =
  | { readonly kind: 'value'; readonly isTrue: boolean; readonly text: string }
  | { readonly kind: 'error'; readonly message: string };

/** Evaluates in the innermost frame of the running thread; the run does not notice. */
export type EvaluateHere = (expression: string) => Evaluated;
