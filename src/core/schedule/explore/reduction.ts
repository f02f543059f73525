// Dynamic partial-order reduction with source sets and sleep sets (Abdulla, Aronis, Jonsson &
// Sagonas, POPL 2014, algorithm 1): of all schedules with the same order of dependent steps one is
// executed to its end. When nothing is left, every behaviour of the program was seen.
//
// After each execution its races are looked for: two steps of different threads that conflict, and
// the second of which could have come first. Before the first one, a thread is then noted with which
// the other order can begin. What was explored before a step sleeps in what follows it, until a step
// conflicts with it. Locks: an `acquire` races with the last `acquire` of the same lock, not with the
// release between (`isReversible`); and operations that never came to be done, as their threads hang
// or a wait was over before its timeout, race as if they had been done last.

import type { Operation, PendingOperation } from '../operation.ts';
import { conflicts, EARLY_TIMEOUTS, isReversible } from '../operation.ts';
import type { Execution } from './execution.ts';
import type { Clock, Order } from './happensBefore.ts';
import { isBefore, join, orderOf } from './happensBefore.ts';
import type { ChoicePoint, Search, SearchVerdict } from './search.ts';
import { NondeterminismError } from './search.ts';

/** A thread whose next step was explored here or earlier, with what the step did. */
interface Sleeper {
  readonly key: number;
  readonly effects: readonly Operation[];
}

/** A point of the execution that is under way, from the first to the last. */
interface Node {
  readonly enabled: readonly PendingOperation[];
  /** Explored before, and what comes of it here is the same. */
  sleep: readonly Sleeper[];
  /** Keys of threads to explore here; those that were are among them. */
  readonly backtrack: Set<number>;
  chosen: PendingOperation;
}

/** An operation as it was done, or as it would have been. */
interface Second {
  readonly key: number;
  readonly effects: readonly Operation[];
  readonly known: Clock;
  /** Steps before this one come before it. */
  readonly at: number;
}

export interface Reduction extends Search {
  /** Executions that were left as all that could follow was explored. */
  readonly redundant: number;
}

/** @param prefix keys of the threads of the first steps: only what begins with them is explored */
export function createReduction(prefix: readonly number[] = []): Reduction {
  return new SourceReduction(prefix);
}

class SourceReduction implements Reduction {
  readonly name = 'partial-order reduction';
  redundant = 0;
  private readonly nodes: Node[] = [];
  private readonly prefix: readonly number[];
  /** Steps before it are those of the last execution. */
  private branch = 0;
  private isOver = false;
  private isGivenUp = false;
  private lastSteps: Execution['steps'] = [];

  constructor(prefix: readonly number[]) {
    this.prefix = prefix;
  }

  begin(): boolean {
    return !this.isOver;
  }

  choose(point: ChoicePoint): PendingOperation | undefined {
    const node = this.nodes[point.step];
    if (node) return again(node.chosen, point);
    const sleep = this.sleepAt(point);
    const awake = point.operations.filter(({ key }) => !sleep.some((each) => each.key === key));
    const chosen = this.pick(point, awake);
    if (!chosen) return undefined;
    const backtrack = new Set([chosen.key]);
    this.nodes.push({ enabled: point.operations, sleep, backtrack, chosen });
    return chosen;
  }

  private pick(
    { step, current }: ChoicePoint,
    awake: readonly PendingOperation[],
  ): PendingOperation | undefined {
    const planned = this.prefix[step];
    if (planned !== undefined) return awake.find(({ key }) => key === planned);
    // Few switches make a schedule that is read easily.
    return awake.find(({ thread }) => thread === current) ?? awake[0];
  }

  private sleepAt({ step, done }: ChoicePoint): readonly Sleeper[] {
    const before = this.nodes[step - 1];
    if (!before) return [];
    return before.sleep.filter(
      ({ key, effects }) => key !== before.chosen.key && !anyConflict(effects, done),
    );
  }

  ended(execution: Execution): void {
    const { steps } = execution;
    if (execution.end.kind === 'redundant') this.redundant++;
    if (execution.end.kind === 'tooLong') return this.giveUp();
    this.lastSteps = steps;
    const order = orderOf(execution);
    for (const second of this.seconds(execution, order)) this.findRaces(second, order);
    this.backtrack();
  }

  /** What could come after the limit is not known, and so much is before it that to look takes hours. */
  private giveUp(): void {
    this.isOver = true;
    this.isGivenUp = true;
  }

  /** Steps of which the races are not known yet, and operations that were not done. */
  private *seconds(execution: Execution, order: Order): Generator<Second> {
    const { steps } = execution;
    for (let at = this.branch; at < steps.length; at++) {
      const step = steps[at];
      if (!step) continue;
      const { effects, operation } = step;
      yield { key: operation.key, effects, known: order.known[at] ?? [], at };
      const other = otherEnd(operation);
      if (other) yield* undone([other], at, execution, order);
    }
    for (let at = Math.max(1, this.branch); at <= steps.length; at++) {
      yield* this.disabled(execution, order, at);
    }
    yield* undone(execution.leftOver, steps.length, execution, order);
  }

  /** What could have been done before the step that ends at `at`, and can't be after it. */
  private *disabled(execution: Execution, order: Order, at: number): Generator<Second> {
    const step = execution.steps[at - 1];
    const next = execution.steps[at];
    if (!step || !next) return;
    const gone = step.enabled.filter(
      ({ key, kind }) =>
        key !== step.operation.key &&
        !next.enabled.some((each) => each.key === key && each.kind === kind),
    );
    yield* undone(gone, at, execution, order);
  }

  private findRaces(second: Second, order: Order): void {
    const { at, key, known, effects } = second;
    const thread = order.indexOf.get(key) ?? -1;
    const passed: Clock = [...known];
    for (let first = at - 1; first >= 0; first--) {
      const step = this.lastSteps[first];
      if (!step || order.threads[first] === thread || isBefore(order, first, passed)) continue;
      const race = raceOf(step.effects, effects);
      if (race === 'none') continue;
      // If they can't be reversed, `second` may race with something before that.
      if (race === 'reversible' && this.reverse(first, second, order)) {
        join(passed, order.clocks[first]);
      }
    }
  }

  /** Sees to it that the other order of `first` and `second` is explored; false if there is none. */
  private reverse(first: number, second: Second, order: Order): boolean {
    const node = this.nodes[first];
    if (!node || first < this.prefix.length) return true;
    const initials = this.initials(first, second, order);
    const isCovered = initials.some(
      (key) => node.backtrack.has(key) || node.sleep.some((each) => each.key === key),
    );
    if (isCovered) return true;
    const able = initials.filter((key) => node.enabled.some((each) => each.key === key));
    const chosen = able.includes(second.key) ? second.key : able[0];
    // None: what `second` waited for was not there yet.
    if (chosen === undefined) return false;
    node.backtrack.add(chosen);
    return true;
  }

  /** Threads that can begin the steps which do not come after `first`, and `second`. */
  private initials(first: number, second: Second, order: Order): number[] {
    const steps = this.lastSteps;
    const firstClock = first;
    const others: number[] = [];
    for (let each = first + 1; each < second.at; each++) {
      const clock = order.clocks[each];
      if (clock && !isBefore(order, firstClock, clock)) others.push(each);
    }
    const seen = new Set<number>();
    const found: number[] = [];
    for (const each of others) {
      const key = steps[each]?.operation.key ?? 0;
      if (seen.has(key)) continue;
      seen.add(key);
      const clock = order.clocks[each] ?? [];
      const isFirst = !others.some((other) => other < each && isBefore(order, other, clock));
      if (isFirst) found.push(key);
    }
    const waitsForOther = others.some(
      (each) =>
        isBefore(order, each, second.known) ||
        anyConflict(steps[each]?.effects ?? [], second.effects),
    );
    if (!seen.has(second.key) && !waitsForOther) found.push(second.key);
    return found;
  }

  verdict(): SearchVerdict {
    return this.isGivenUp ? { kind: 'bounded', preemptions: -1 } : { kind: 'verified' };
  }

  /** Goes back to the last point at which something is left to explore. */
  private backtrack(): void {
    for (let step = this.nodes.length - 1; step >= 0; step--) {
      const node = this.nodes[step];
      if (!node) continue;
      const { key } = node.chosen;
      node.sleep = [...node.sleep, { key, effects: this.lastSteps[step]?.effects ?? [] }];
      const next = node.enabled.find(
        (each) =>
          node.backtrack.has(each.key) && !node.sleep.some((asleep) => asleep.key === each.key),
      );
      if (next && step >= this.prefix.length) {
        node.chosen = next;
        this.nodes.length = step + 1;
        this.branch = step;
        return;
      }
    }
    this.isOver = true;
  }
}

/** A wait that was over for one reason might have been over for the other. */
function otherEnd(operation: PendingOperation): PendingOperation | undefined {
  if (operation.kind === 'timeout') return { ...operation, kind: 'acquire' };
  return operation.mayTimeOut ? { ...operation, kind: 'timeout' } : undefined;
}

function* undone(
  operations: readonly PendingOperation[],
  at: number,
  { steps }: Execution,
  order: Order,
): Generator<Second> {
  const epoch = steps[at - 1]?.epoch ?? 0;
  for (const operation of operations) {
    const { key } = operation;
    const thread = order.indexOf.get(key);
    const own = order.threads.lastIndexOf(thread ?? -1, at - 1);
    const known: Clock = [];
    if (own >= 0) join(known, order.clocks[own]);
    const effects: Operation[] = [operation];
    if (operation.kind === 'timeout') {
      join(known, order.pasts[epoch]);
      effects.push({ kind: 'write', object: EARLY_TIMEOUTS });
    }
    yield { key, effects, known, at };
  }
}

/** The operation again that was chosen in the last execution, at the same point. */
function again(chosen: PendingOperation, { step, operations }: ChoicePoint): PendingOperation {
  const found = operations.find(({ key }) => key === chosen.key);
  if (found?.kind === chosen.kind && found.object === chosen.object) return found;
  throw new NondeterminismError(step, chosen, found);
}

function raceOf(
  first: readonly Operation[],
  second: readonly Operation[],
): 'none' | 'ordered' | 'reversible' {
  let race: 'none' | 'reversible' = 'none';
  for (const one of first) {
    for (const other of second) {
      if (!conflicts(one, other)) continue;
      if (!isReversible(one, other)) return 'ordered';
      race = 'reversible';
    }
  }
  return race;
}

function anyConflict(first: readonly Operation[], second: readonly Operation[]): boolean {
  return first.some((one) => second.some((other) => conflicts(one, other)));
}
