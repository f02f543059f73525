// Joins a search to the kernel for one execution: asks it at each point, and notes the steps.

import type { ThreadId } from '../../base/ids.ts';
import { type Operation, type PendingOperation, weightOf } from '../operation.ts';
import type { StepWatcher } from '../stepWatcher.ts';
import type { PointsBefore, SchedulingPoint, Strategy } from '../strategy.ts';
import type { ThreadKeys } from '../threadKeys.ts';
import type { Execution, ExecutionEnd, ExecutionStep } from './execution.ts';
import type { Search } from './search.ts';

/** Thrown by `next` where an execution is left; the program has not come to its end. */
export class ExecutionLeftError extends Error {
  override readonly name = 'ExecutionLeftError';
  readonly end: ExecutionEnd;

  constructor(end: ExecutionEnd) {
    super(`the execution was left: ${end.kind}`);
    this.end = end;
  }
}

export interface ExecutionOptions {
  readonly before: PointsBefore;
  readonly threadKeys: ThreadKeys;
  readonly checksPerTick: number;
  /** Longer executions are left; see `weightOf`. */
  readonly steps: number;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
interface OpenStep extends Mutable<ExecutionStep> {
  readonly effects: Operation[];
}

export class ExecutionStrategy implements Strategy, StepWatcher {
  readonly name: string;
  readonly checksPerTick: number;
  readonly before: PointsBefore;
  readonly threadKeys: ThreadKeys;
  readonly watcher = this;
  readonly steps: OpenStep[] = [];
  private readonly search: Search;
  private readonly limit: number;
  private readonly lastStep = new Map<ThreadId, number>();
  /** Since its last step: what else comes before all that the thread does now. */
  private readonly comesAfter = new Map<ThreadId, number[]>();
  private enabled: readonly PendingOperation[] = [];
  private epoch = 0;
  private weight = 0;

  constructor(search: Search, options: ExecutionOptions) {
    this.name = search.name;
    this.search = search;
    this.before = options.before;
    this.threadKeys = options.threadKeys;
    this.checksPerTick = options.checksPerTick;
    this.limit = options.steps;
  }

  /** @throws ExecutionLeftError */
  next({ current, operations = [] }: SchedulingPoint): ThreadId {
    const step = this.steps.length;
    if (this.weight >= this.limit) throw new ExecutionLeftError({ kind: 'tooLong' });
    this.enabled = [...operations];
    const done = this.steps.at(-1)?.effects ?? [];
    const chosen = this.search.choose({ step, current, operations: this.enabled, done });
    if (!chosen) throw new ExecutionLeftError({ kind: 'redundant' });
    return chosen.thread;
  }

  began(operation: PendingOperation): void {
    const { thread } = operation;
    const { enabled, epoch } = this;
    const after = this.comesAfter.get(thread) ?? [];
    this.comesAfter.delete(thread);
    this.lastStep.set(thread, this.steps.length);
    this.weight += weightOf(operation.kind);
    this.steps.push({ operation, enabled, effects: [], after, epoch });
  }

  did(operation: Operation): void {
    this.steps.at(-1)?.effects.push(operation);
  }

  follows(by: ThreadId, thread: ThreadId): void {
    const known = this.comesAfter.get(by) ?? [];
    this.comesAfter.set(by, known);
    const step = this.lastStep.get(thread);
    if (step !== undefined) known.push(step);
    known.push(...(this.comesAfter.get(thread) ?? []));
  }

  timePassed(): void {
    this.epoch++;
  }

  execution(end: ExecutionEnd, leftOver: readonly PendingOperation[]): Execution {
    return { steps: this.steps, end, weight: this.weight, leftOver };
  }
}
