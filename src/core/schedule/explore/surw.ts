// Selectively uniform random walk (Zhao et al., ASPLOS 2025). If each thread is chosen with the weight
// of the steps that it still has to make, all interleavings have the same chance. Selectively: an
// execution does that for the operations on one location only, chosen at random, and interleaves the
// others at will; a thread that comes to such an operation waits there until its turn.
//
// How many steps there will be is not known: the numbers are the highest of the executions so far,
// and 1 where a thread turns out to have more. The first execution is a random walk.

import type { LocationId, PendingOperation } from '../operation.ts';
import { NOWHERE } from '../operation.ts';
import { createRandomSource } from '../randomSource.ts';
import type { Execution } from './execution.ts';
import type { ChoicePoint, Search, SearchVerdict } from './search.ts';

type Counts = Map<number, number>;

/** Chance that all operations count, as for one that needs several locations. */
const ALL_COUNT = 1 / 4;

export function createSurw(seed: number): Search {
  return new Surw(seed);
}

class Surw implements Search {
  readonly name = 'SURW';
  private readonly draw: () => number;
  /** By location, and by key of the thread: operations in an execution, at most. */
  private readonly counts = new Map<LocationId, Counts>();
  private readonly users = new Map<LocationId, Set<number>>();
  /** Locations that two threads or more used. */
  private shared: readonly LocationId[] = [];
  /** Of this execution: where operations count; undefined: everywhere. */
  private location: LocationId | undefined = undefined;
  private left: Counts = new Map();
  private intended = 0;

  constructor(seed: number) {
    this.draw = createRandomSource(seed);
  }

  begin(): boolean {
    const isSelective = this.shared.length > 0 && this.draw() >= ALL_COUNT;
    const index = Math.floor(this.draw() * this.shared.length);
    this.location = isSelective ? this.shared[index] : undefined;
    this.left = new Map(this.counts.get(this.location ?? NOWHERE));
    this.intended = 0;
    return true;
  }

  choose({ operations }: ChoicePoint): PendingOperation | undefined {
    const counting = operations.filter((each) => this.isCounted(each));
    const others = operations.filter((each) => !this.isCounted(each));
    const canCome = others.length > 0 || operations.some(({ key }) => key === this.intended);
    if (this.intended === 0 || !canCome) this.intended = this.intend(operations);
    const turn = counting.find(({ key }) => key === this.intended);
    const able = turn ? [...others, turn] : others;
    // The intended thread waits for one that stands at an operation that counts.
    const from = able.length > 0 ? able : counting;
    const chosen = this.location === undefined && turn ? turn : this.pick(from, () => 1);
    if (chosen && this.isCounted(chosen)) this.done(chosen);
    return chosen;
  }

  private isCounted({ object, kind }: PendingOperation): boolean {
    return this.location === undefined ? kind !== 'yield' : object === this.location;
  }

  private intend(operations: readonly PendingOperation[]): number {
    return this.pick(operations, ({ key }) => Math.max(1, this.left.get(key) ?? 0))?.key ?? 0;
  }

  private done({ key }: PendingOperation): void {
    this.left.set(key, Math.max(0, (this.left.get(key) ?? 0) - 1));
    this.intended = 0;
  }

  private pick(
    operations: readonly PendingOperation[],
    weight: (operation: PendingOperation) => number,
  ): PendingOperation | undefined {
    let rest = this.draw() * operations.reduce((sum, each) => sum + weight(each), 0);
    return operations.find((each) => (rest -= weight(each)) < 0) ?? operations.at(-1);
  }

  ended({ steps }: Execution): void {
    const counts = new Map<LocationId, Counts>();
    for (const { operation } of steps) {
      const { object, key, kind } = operation;
      if (kind !== 'yield') add(counts, NOWHERE, key);
      if (object === NOWHERE) continue;
      add(counts, object, key);
      this.users.set(object, (this.users.get(object) ?? new Set()).add(key));
    }
    for (const [object, found] of counts) this.learn(object, found);
    this.shared = [...this.users].filter(([, keys]) => keys.size > 1).map(([object]) => object);
  }

  private learn(object: LocationId, found: Counts): void {
    const known = this.counts.get(object) ?? new Map<number, number>();
    this.counts.set(object, known);
    for (const [key, count] of found) known.set(key, Math.max(count, known.get(key) ?? 0));
  }

  verdict(): SearchVerdict {
    return { kind: 'bounded', preemptions: -1 };
  }
}

function add(counts: Map<LocationId, Counts>, object: LocationId, key: number): void {
  const known = counts.get(object) ?? new Map<number, number>();
  counts.set(object, known.set(key, (known.get(key) ?? 0) + 1));
}
