// Messages between an exploration job and its runtime worker: many executions of one script, each
// with another schedule, without a message for each.

import type { SearchChoice } from '../schedule/explore/createSearch.ts';
import type { SearchVerdict } from '../schedule/explore/search.ts';
import type { PointsBefore } from '../schedule/strategy.ts';
import type { LaunchRequest } from './worker.ts';

export interface ExploreRequest {
  /** Its strategy, speed and stops are of no meaning here. */
  readonly launch: LaunchRequest;
  readonly search: SearchChoice;
  readonly points: PointsBefore;
  readonly budget: ExploreBudget;
  /** Updates whose loss is a failure (see `lossKey`). If there are any it takes longer. */
  readonly losses?: readonly string[];
  /** What a program leaves in its variables counts as what it prints. */
  readonly comparesStates?: boolean;
  /** Executions that show races which none before showed are told. */
  readonly seeksRaces?: boolean;
  /** All memory is compared after each execution: slow, but no execution sees what another left. */
  readonly isWary?: boolean;
}

export interface ExploreBudget {
  readonly executions: number;
  readonly milliseconds: number;
  /** Steps of all executions together; left out: as many as there are. */
  readonly allSteps?: number;
  /** Steps of one execution; a longer one is left, and counts as a failure: it may never end. */
  readonly steps: number;
  /** Different failures after which to stop. */
  readonly failures: number;
}

/** Names an update by the lines of its read and its write, and by what it changes. */
export function lossKey(read: number | undefined, write: number | undefined, name: string): string {
  return `${read ?? '?'}-${write ?? '?'} ${name}`;
}

/** What went wrong in an execution. */
export type ExploreFailureKind =
  | 'deadlock'
  | 'exception'
  | 'exitCode'
  | 'tooLong'
  /** A limit of the launch. */
  | 'limit'
  | 'crash'
  /** Between a read and a write that goes back to it another thread wrote. */
  | 'race';

export interface FoundFailure {
  readonly kind: ExploreFailureKind;
  /** One line: the exception, the exit code, who waits. */
  readonly message: string;
  /** Failures that are the same for a user have the same. */
  readonly signature: string;
  /** Replays it. */
  readonly schedule: string;
  /** Number of the execution, from 1. */
  readonly execution: number;
  readonly steps: number;
  readonly preemptions: number;
}

/** An execution that shows races: to be run once more by who knows what they are. */
export interface RaceSighting {
  /** What no execution before showed; the same names in all searches through a program's schedules. */
  readonly races: readonly string[];
  /** Replays it. */
  readonly schedule: string;
  /** Number of the execution, from 1. */
  readonly execution: number;
}

export interface ExploreProgress {
  readonly executions: number;
  /** Those of them that were left as redundant. */
  readonly redundant: number;
  /** Different Mazurkiewicz traces seen: what the executions covered. */
  readonly traces: number;
  /** Failing executions, and different failures. */
  readonly failing: number;
  readonly failures: number;
  /** Different texts that they printed. */
  readonly outputs: number;
  /** Steps of the longest execution. */
  readonly longest: number;
  readonly milliseconds: number;
}

/** What is known at the end. */
export type IncompleteReason = 'executions' | 'steps' | 'time' | 'failures' | 'stopped';

export type ExploreVerdict =
  | SearchVerdict
  /** A budget or the asked number of failures was reached first. */
  | { readonly kind: 'incomplete'; readonly reason: IncompleteReason }
  /** The program does not depend on its schedule alone. */
  | { readonly kind: 'nondeterministic'; readonly message: string }
  /** The interpreter came to harm. */
  | { readonly kind: 'crashed'; readonly message: string };

export type ExploreToWorker =
  | { readonly kind: 'explore'; readonly request: ExploreRequest }
  | { readonly kind: 'stopExploring' };

export type ExploreFromWorker =
  | { readonly kind: 'exploring'; readonly progress: ExploreProgress }
  | { readonly kind: 'failureFound'; readonly failure: FoundFailure }
  /** Last message; the worker then wants a `reset`. */
  | {
      readonly kind: 'explored';
      readonly progress: ExploreProgress;
      readonly verdict: ExploreVerdict;
      /** A number for each trace that was seen: those of several workers can be joined. */
      readonly traces: Float64Array;
      /** In the order of their executions; none if they were not asked for. */
      readonly races: readonly RaceSighting[];
    };

export type { SearchChoice, SearchVerdict };
