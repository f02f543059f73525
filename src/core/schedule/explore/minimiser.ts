// From a schedule that fails to one that fails alike and is easier to read: with the fewest
// preemptions, among those with the fewest steps, and among those with the fewest switches. The same
// schedule and program give the same result.
//
// First schedules are tried in the order of their preemptions, as many as the budget allows: those
// with fewer, so that what is found is proved to be minimal (Musuvathi & Qadeer, PLDI 2007), then some
// with as many. Then blocks of the best schedule are
// merged as long as it fails: a thread that was interrupted goes on before the others do, which keeps
// what does not matter for the failure out of it (Jalbert & Sen, FSE 2010).

import type { ThreadId } from '../../base/ids.ts';
import { NO_THREAD } from '../../base/ids.ts';
import type { PendingOperation } from '../operation.ts';
import type { ThreadChoice } from '../scheduleText.ts';
import type { Execution } from './execution.ts';
import { createPreemptionBounding, type PreemptionBounding } from './preemptionBounding.ts';
import { preemptionsOf } from './scheduleOf.ts';
import type { ChoicePoint, Search, SearchVerdict } from './search.ts';

export interface Minimiser extends Search {
  /** The best that fails like the given one; undefined: that one does not fail. */
  readonly best: Execution | undefined;
}

/** @param executions that may be spent on schedules with fewer preemptions */
export function createMinimiser(choices: readonly ThreadChoice[], executions: number): Minimiser {
  return new PhasedMinimiser(choices, executions);
}

/** Schedules that are tried with as many preemptions as the best one has. */
const AS_MANY = 200;

/** Runs of steps by one thread. */
type Blocks = readonly { readonly thread: ThreadId; readonly steps: number }[];

class PhasedMinimiser implements Minimiser {
  readonly name = 'minimising';
  best: Execution | undefined = undefined;
  private readonly choices: ThreadId[];
  private left: number;
  private phase: 'given' | 'fewer preemptions' | 'merging' = 'given';
  private failure: string | undefined = undefined;
  private fewer: PreemptionBounding | undefined = undefined;
  /** The switch that is tried to be left out, counted from the end; and the plan without it. */
  private merged = 0;
  private plan: { thread: ThreadId; steps: number }[] = [];

  constructor(choices: readonly ThreadChoice[], executions: number) {
    this.choices = choices.flatMap(({ thread, count }) => Array<ThreadId>(count).fill(thread));
    this.left = executions;
  }

  begin(): boolean {
    if (this.phase === 'given') return this.best === undefined && this.failure === undefined;
    if (this.phase === 'fewer preemptions') {
      if (this.beginFewer()) return true;
      this.phase = 'merging';
    }
    return this.beginMerging();
  }

  private beginFewer(): boolean {
    const { best, fewer } = this;
    if (!best || !fewer || this.left-- <= 0 || !fewer.begin()) return false;
    const [level, most] = [fewer.complete + 1, preemptionsOf(best)];
    if (level === most) this.left = Math.min(this.left, AS_MANY);
    return level <= most;
  }

  choose(point: ChoicePoint): PendingOperation | undefined {
    switch (this.phase) {
      case 'given':
        return this.given(point);
      case 'fewer preemptions':
        return this.fewer?.choose(point);
      case 'merging':
        return this.planned(point);
    }
  }

  ended(execution: Execution, failure: string | undefined): void {
    if (this.phase === 'given') return this.givenEnded(execution, failure);
    if (this.phase === 'fewer preemptions') this.fewer?.ended(execution, failure);
    if (failure !== this.failure || !this.best || !isBetter(execution, this.best)) return;
    this.best = execution;
    this.merged = 0;
  }

  // ── the schedule as it was given ──

  private given({ operations }: ChoicePoint): PendingOperation | undefined {
    if (operations.length === 1) return operations[0];
    const thread = this.choices.shift();
    return operations.find((each) => each.thread === thread) ?? operations[0];
  }

  private givenEnded(execution: Execution, failure: string | undefined): void {
    this.failure = failure ?? '';
    if (failure === undefined) return;
    this.best = execution;
    this.phase = 'fewer preemptions';
    this.fewer = createPreemptionBounding(preemptionsOf(execution));
  }

  // ── blocks ──

  /** The best one, with the block after its next switch put behind the rest of the block before. */
  private beginMerging(): boolean {
    if (!this.best) return false;
    const blocks = blocksOf(this.best);
    for (; this.merged < blocks.length - 1; this.merged++) {
      const at = blocks.length - 2 - this.merged;
      const plan = withoutSwitch(blocks, at);
      if (!plan) continue;
      this.merged++;
      this.plan = plan;
      return true;
    }
    return false;
  }

  private planned({ operations, current }: ChoicePoint): PendingOperation | undefined {
    for (let next = this.plan[0]; next; next = this.plan[0]) {
      const { thread } = next;
      const operation = operations.find((each) => each.thread === thread);
      if (operation && next.steps-- > 1) return operation;
      this.plan.shift();
      if (operation) return operation;
    }
    return operations.find(({ thread }) => thread === current) ?? operations[0];
  }

  verdict(): SearchVerdict {
    const preemptions = this.best ? preemptionsOf(this.best) : 0;
    const isProved = (this.fewer?.complete ?? -1) >= preemptions - 1;
    return { kind: 'bounded', preemptions: isProved ? preemptions - 1 : -1 };
  }
}

function blocksOf({ steps }: Execution): Blocks {
  const blocks: { thread: ThreadId; steps: number }[] = [];
  for (const { operation } of steps) {
    const last = blocks.at(-1);
    if (last?.thread === operation.thread) last.steps++;
    else blocks.push({ thread: operation.thread, steps: 1 });
  }
  return blocks;
}

/** The thread of block `at` does its next block at once; undefined if it has none. */
function withoutSwitch(
  blocks: Blocks,
  at: number,
): { thread: ThreadId; steps: number }[] | undefined {
  const thread = blocks[at]?.thread ?? NO_THREAD;
  const later = blocks.findIndex((block, index) => index > at && block.thread === thread);
  if (later < 0) return undefined;
  const rest = blocks.filter((_, index) => index !== later).map((block) => ({ ...block }));
  const merged = rest[at];
  if (merged) merged.steps += blocks[later]?.steps ?? 0;
  return rest;
}

function isBetter(one: Execution, other: Execution): boolean {
  const preemptions = preemptionsOf(one) - preemptionsOf(other);
  if (preemptions !== 0) return preemptions < 0;
  const steps = one.steps.length - other.steps.length;
  if (steps !== 0) return steps < 0;
  return blocksOf(one).length < blocksOf(other).length;
}
