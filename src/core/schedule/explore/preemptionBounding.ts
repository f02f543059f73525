// Iterative context bounding (Musuvathi & Qadeer, PLDI 2007): first all schedules without a
// preemption, then all with one, and so on. A preemption takes the processor from a thread that
// could go on; most bugs need very few, so a failure that is found has as few as any has.
//
// Every schedule is executed once. No reduction is combined with it: sleep sets together with a
// bound are unsound (Coons, Musuvathi & McKinley, OOPSLA 2013).

import type { ThreadId } from '../../base/ids.ts';
import type { PendingOperation } from '../operation.ts';
import type { ChoicePoint, Search, SearchVerdict } from './search.ts';
import { isPreemption } from './search.ts';

/** Choices that lead to a schedule that was not tried yet, shared with others as a list. */
interface Prefix {
  readonly length: number;
  readonly before: Prefix | undefined;
  readonly thread: ThreadId;
}

export interface PreemptionBounding extends Search {
  /** All schedules with so many preemptions were tried; -1: not even those without. */
  readonly complete: number;
  /** Schedules that are known of and were not tried yet. */
  readonly waiting: number;
}

export function createPreemptionBounding(most: number): PreemptionBounding {
  return new Bounding(most);
}

class Bounding implements PreemptionBounding {
  readonly name = 'preemption bounding';
  private readonly most: number;
  /** By the number of preemptions; the present level is a stack, so that memory stays small. */
  private readonly levels: (Prefix | undefined)[][] = [[undefined]];
  private level = 0;
  private planned: readonly ThreadId[] = [];
  /** There are schedules with more preemptions than asked for. */
  private hasMore = false;
  private made: Prefix | undefined;

  constructor(most: number) {
    this.most = most;
  }

  get complete(): number {
    return this.level - 1;
  }

  get waiting(): number {
    return this.levels.reduce((sum, level) => sum + level.length, 0);
  }

  begin(): boolean {
    while ((this.levels[this.level]?.length ?? 0) === 0) {
      if (this.level > this.most || this.waiting === 0) {
        this.level = Math.max(this.level, this.most + 1);
        return false;
      }
      this.level++;
    }
    this.planned = threadsOf(this.levels[this.level]?.pop());
    this.made = undefined;
    return true;
  }

  choose(point: ChoicePoint): PendingOperation | undefined {
    const { operations, step } = point;
    const planned = this.planned[step];
    const chosen =
      planned === undefined
        ? (operations.find((each) => !isPreemption(point, each)) ?? operations[0])
        : operations.find(({ thread }) => thread === planned);
    if (!chosen) return undefined;
    if (planned === undefined) this.keepOthers(point, chosen);
    this.made = { length: step + 1, before: this.made, thread: chosen.thread };
    return chosen;
  }

  private keepOthers(point: ChoicePoint, chosen: PendingOperation): void {
    for (const each of point.operations) {
      if (each === chosen) continue;
      const level = this.level + (isPreemption(point, each) ? 1 : 0);
      if (level > this.most) {
        this.hasMore = true;
        continue;
      }
      const prefix = { length: point.step + 1, before: this.made, thread: each.thread };
      (this.levels[level] ??= []).push(prefix);
    }
  }

  ended(): void {
    this.planned = [];
  }

  verdict(): SearchVerdict {
    const isAll = this.levels.every((level) => level.length === 0) && !this.hasMore;
    return isAll ? { kind: 'verified' } : { kind: 'bounded', preemptions: this.complete };
  }
}

function threadsOf(prefix: Prefix | undefined): ThreadId[] {
  const threads: ThreadId[] = [];
  for (let each = prefix; each; each = each.before) threads.push(each.thread);
  return threads.reverse();
}
