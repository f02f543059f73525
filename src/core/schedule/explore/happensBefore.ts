// What comes before what in an execution, whatever the schedule: vector clocks over its steps
// (Mattern 1988). Two executions with the same order of their dependent steps are the same
// Mazurkiewicz trace and give the same results.

import type { LocationId, Operation } from '../operation.ts';
import { conflicts, EVERYWHERE, NOWHERE } from '../operation.ts';
import type { Execution, ExecutionStep } from './execution.ts';

/** By the thread's index in the execution: how many of its steps come before, the own included. */
export type Clock = number[];

export interface Order {
  /** The clock of each step. */
  readonly clocks: readonly Clock[];
  /** The index of each step's thread, and which of the thread's steps it is, from 1. */
  readonly threads: readonly number[];
  readonly counts: readonly number[];
  /** Before each step: what its thread knew without the step's own effects. */
  readonly known: readonly Clock[];
  /** Indices by key of the thread. */
  readonly indexOf: ReadonlyMap<number, number>;
  /** By epoch: all steps before it. A wait that ends as time has passed comes after them. */
  readonly pasts: readonly Clock[];
}

export function orderOf({ steps }: Pick<Execution, 'steps'>): Order {
  return new Ordering(steps).order();
}

/** True if the step `first` comes before what has this clock. */
export function isBefore(order: Order, first: number, clock: Clock): boolean {
  return (clock[order.threads[first] ?? 0] ?? 0) >= (order.counts[first] ?? 0);
}

export function join(into: Clock, other: Clock | undefined): void {
  if (!other) return;
  for (let index = 0; index < other.length; index++) {
    const theirs = other[index] ?? 0;
    if (theirs > (into[index] ?? 0)) into[index] = theirs;
  }
}

/** Steps that touched a location since its last change, and that change. */
interface Touched {
  change: number;
  looks: number[];
}

class Ordering {
  private readonly steps: readonly ExecutionStep[];
  private readonly clocks: Clock[] = [];
  private readonly known: Clock[] = [];
  private readonly threads: number[] = [];
  private readonly counts: number[] = [];
  private readonly indexOf = new Map<number, number>();
  private readonly last: Clock[] = [];
  private readonly touched = new Map<LocationId, Touched>();
  private readonly pasts: Clock[] = [[]];
  private toAll = -1;

  constructor(steps: readonly ExecutionStep[]) {
    this.steps = steps;
  }

  order(): Order {
    for (const { operation } of this.steps) this.threadIndex(operation.key);
    this.steps.forEach((step, index) => this.add(step, index));
    const { clocks, known, threads, counts, indexOf, pasts } = this;
    return { clocks, known, threads, counts, indexOf, pasts };
  }

  private threadIndex(key: number): number {
    const known = this.indexOf.get(key);
    if (known !== undefined) return known;
    const index = this.indexOf.size;
    this.indexOf.set(key, index);
    return index;
  }

  private add(step: ExecutionStep, index: number): void {
    const thread = this.threadIndex(step.operation.key);
    const past = this.pastOf(step.epoch);
    const known = this.last[thread]?.slice() ?? new Array<number>(this.indexOf.size).fill(0);
    if (step.operation.kind === 'timeout') join(known, past);
    for (const each of step.after) join(known, this.clocks[each]);
    const clock = known.slice();
    for (const effect of step.effects) this.note(effect, clock, index);
    if (this.toAll >= 0 && this.toAll !== index) join(clock, this.clocks[this.toAll]);
    const count = (known[thread] ?? 0) + 1;
    clock[thread] = count;
    this.known.push(known);
    this.clocks.push(clock);
    this.threads.push(thread);
    this.counts.push(count);
    this.last[thread] = clock;
  }

  private pastOf(epoch: number): Clock {
    while (this.pasts.length <= epoch) {
      const past: Clock = [];
      for (const clock of this.last) join(past, clock);
      this.pasts.push(past);
    }
    return this.pasts[epoch] ?? [];
  }

  /** Joins the clock with those of the steps that conflict with the effect. */
  private note(effect: Operation, clock: Clock, index: number): void {
    const { object } = effect;
    if (object === NOWHERE) return;
    if (object === EVERYWHERE) {
      for (const each of this.clocks) join(clock, each);
      this.toAll = index;
      return;
    }
    const touched = this.touchedAt(object);
    join(clock, this.clocks[touched.change]);
    if (!conflicts(effect, effect)) return void touched.looks.push(index);
    for (const look of touched.looks) join(clock, this.clocks[look]);
    touched.change = index;
    touched.looks = [];
  }

  private touchedAt(object: LocationId): Touched {
    const known = this.touched.get(object);
    if (known) return known;
    const touched: Touched = { change: -1, looks: [] };
    this.touched.set(object, touched);
    return touched;
  }
}

/**
 * A number for the Mazurkiewicz trace of an execution: equal traces have equal numbers, different
 * ones hardly ever (52 bits).
 */
export function traceNumber({ steps }: Pick<Execution, 'steps'>, order: Order): number {
  const keys = [...order.indexOf.keys()];
  let low = 0;
  let high = 0;
  steps.forEach(({ operation }, index) => {
    let a = mix(operation.key, operation.object % 0x7fffffff);
    let b = mix(operation.object / 0x100000000, operation.key + operation.kind.length);
    order.clocks[index]?.forEach((count, thread) => {
      if (count === 0) return;
      const of = mix(keys[thread] ?? 0, count);
      // In any order: threads have other indices in another schedule.
      a = (a + of) | 0;
      b = (b + mix(of, count)) | 0;
    });
    low = (low + mix(a, b)) | 0;
    high = (high + mix(b, a ^ 0x5bd1e995)) | 0;
  });
  return (high & 0xfffff) * 2 ** 32 + (low >>> 0);
}

/** The same where the order is not known yet. */
export function traceOf(execution: Pick<Execution, 'steps'>): number {
  return traceNumber(execution, orderOf(execution));
}

/** The finaliser of MurmurHash3 over two numbers. */
function mix(first: number, second: number): number {
  let hash = Math.imul(first | 0, 0xcc9e2d51) ^ Math.imul((second | 0) + 0x9e3779b9, 0x1b873593);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
