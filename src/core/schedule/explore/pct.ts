// Probabilistic concurrency testing (Burckhardt, Kothari, Musuvathi & Nagarakatte, ASPLOS 2010). Each
// thread gets a random priority, the highest one runs, and at d - 1 random steps the running thread
// falls below all others. With n threads and k steps a bug of depth d (one that needs d orderings) is
// found by an execution with a chance of at least 1 / (n · k^(d-1)). k is not known: it is estimated
// by the longest execution so far.

import type { PendingOperation } from '../operation.ts';
import { createRandomSource } from '../randomSource.ts';
import type { Execution } from './execution.ts';
import type { ChoicePoint, Search, SearchVerdict } from './search.ts';
import { highest } from './search.ts';

/** Of the first execution. */
const FIRST_ESTIMATE = 20;

/** @param depth at least 1: the number of orderings that a bug may need */
export function createPct(seed: number, depth: number): Search {
  return new Pct(seed, depth);
}

class Pct implements Search {
  readonly name: string;
  private readonly draw: () => number;
  private readonly depth: number;
  private readonly priorities = new Map<number, number>();
  private changes = new Map<number, number>();
  private longest = 0;
  /** Below it, and above all that have fallen, are those that offered the processor. */
  private lowest = 0;

  constructor(seed: number, depth: number) {
    this.name = `PCT ${depth}`;
    this.draw = createRandomSource(seed);
    this.depth = depth;
  }

  begin(): boolean {
    const length = this.longest || FIRST_ESTIMATE;
    this.priorities.clear();
    this.changes = new Map();
    this.lowest = 0;
    for (let index = 1; index < this.depth; index++) {
      this.changes.set(Math.floor(this.draw() * length), -index);
    }
    return true;
  }

  choose({ step, operations }: ChoicePoint): PendingOperation | undefined {
    for (const { key } of operations) {
      if (!this.priorities.has(key)) this.priorities.set(key, 1 + this.draw());
    }
    const first = this.first(operations);
    const change = this.changes.get(step);
    if (!first) return undefined;
    if (change !== undefined) this.priorities.set(first.key, change - this.depth);
    // A thread that spins gives way, or the others would starve.
    if (first.kind === 'yield') this.priorities.set(first.key, --this.lowest / 2 ** 20);
    return this.first(operations);
  }

  private first(operations: readonly PendingOperation[]): PendingOperation | undefined {
    return highest(operations, ({ key }) => this.priorities.get(key) ?? 0);
  }

  ended({ steps }: Execution): void {
    this.longest = Math.max(this.longest, steps.length);
  }

  verdict(): SearchVerdict {
    return { kind: 'bounded', preemptions: -1 };
  }
}
