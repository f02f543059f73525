// A search decides, execution after execution, which schedules are tried. One file each.

import type { ThreadId } from '../../base/ids.ts';
import type { Operation, PendingOperation } from '../operation.ts';
import type { Execution } from './execution.ts';

/** Before a step: who could go on, and with what. */
export interface ChoicePoint {
  /** How many steps came before. */
  readonly step: number;
  /** The thread that made the last step; 0 before the first. */
  readonly current: ThreadId;
  /** Never empty. */
  readonly operations: readonly PendingOperation[];
  /** What was done in the step before. */
  readonly done: readonly Operation[];
}

/** The same choices led to another operation: the program depends on more than its schedule. */
export class NondeterminismError extends Error {
  override readonly name = 'NondeterminismError';
  readonly step: number;
  readonly before: PendingOperation;
  readonly now: PendingOperation | undefined;

  constructor(step: number, before: PendingOperation, now: PendingOperation | undefined) {
    super(
      `the program depends on more than its schedule: after the same ${step} steps thread ` +
        `${before.thread} was about to do ${before.kind}, and when it was run again ` +
        (now ? `${now.kind} on something else` : 'it could not go on'),
    );
    this.step = step;
    this.before = before;
    this.now = now;
  }
}

export interface Search {
  readonly name: string;
  /** A new execution begins. False: nothing is left to try. */
  begin(): boolean;
  /** One of `point.operations`; undefined leaves the execution. Asked even if there is only one. */
  choose(point: ChoicePoint): PendingOperation | undefined;
  /** The execution that began last has ended; `failure` is the same for those that fail alike. */
  ended(execution: Execution, failure: string | undefined): void;
  /** What is known when nothing is left to try. */
  verdict(): SearchVerdict;
}

export type SearchVerdict =
  /** Everything that the program can do was seen. */
  | { readonly kind: 'verified' }
  /** All schedules with so many preemptions were tried. */
  | { readonly kind: 'bounded'; readonly preemptions: number };

/** True if choosing `operation` takes the processor from a thread that could go on. */
export function isPreemption(
  { current, operations }: Pick<ChoicePoint, 'current' | 'operations'>,
  { thread }: PendingOperation,
): boolean {
  if (thread === current) return false;
  return operations.some((each) => each.thread === current && each.kind !== 'yield');
}

/** The operation of the highest priority. */
export function highest(
  operations: readonly PendingOperation[],
  priority: (operation: PendingOperation) => number,
): PendingOperation | undefined {
  let found: PendingOperation | undefined;
  let most = -Infinity;
  for (const each of operations) {
    const value = priority(each);
    if (value > most) [found, most] = [each, value];
  }
  return found;
}
