// Explores programs of generator functions on the kernel, as the worker does it with Python.

import type { ThreadId } from '../../../src/core/base/ids.ts';
import type { Execution, ExecutionEnd } from '../../../src/core/schedule/explore/execution.ts';
import {
  ExecutionLeftError,
  ExecutionStrategy,
} from '../../../src/core/schedule/explore/executionStrategy.ts';
import type { Search } from '../../../src/core/schedule/explore/search.ts';
import type { LocationId } from '../../../src/core/schedule/operation.ts';
import type { PointsBefore, Strategy } from '../../../src/core/schedule/strategy.ts';
import { ThreadKeys } from '../../../src/core/schedule/threadKeys.ts';
import type { Kernel } from '../../../src/runtime/kernel/kernel.ts';
import type { KernelLock } from '../../../src/runtime/kernel/kernelLock.ts';
import type { Body } from './machine.ts';
import { Machine } from './machine.ts';

/** What the threads of a small program share; made anew for each execution. */
export class Shared {
  readonly kernel: Kernel;
  /** Named by the program; what is left in them at the end is its result. */
  readonly values: Record<string, number> = {};
  isFailed = false;
  private readonly locks = new Map<string, KernelLock>();
  private readonly places = new Map<string, LocationId>();

  constructor(kernel: Kernel) {
    this.kernel = kernel;
  }

  *lock(name: string): Body {
    const lock = this.lockOf(name);
    yield () => this.kernel.acquire(lock, undefined);
  }

  *unlock(name: string): Body {
    const lock = this.lockOf(name);
    yield () => this.kernel.release(lock);
  }

  *read(name: string): Generator<() => number, number, number> {
    const object = this.placeOf(name);
    yield () => this.kernel.announce({ kind: 'read', object });
    return this.values[name] ?? 0;
  }

  *write(name: string, value: number | ((old: number) => number)): Body {
    const object = this.placeOf(name);
    yield () => this.kernel.announce({ kind: 'write', object });
    const old = this.values[name] ?? 0;
    this.values[name] = typeof value === 'number' ? value : value(old);
  }

  declare(name: string, value: number): void {
    this.placeOf(name);
    this.values[name] = value;
  }

  lockOf(name: string): KernelLock {
    const known = this.locks.get(name);
    if (known) return known;
    const made = this.kernel.createLock({ object: this.kernel.newObjectId() });
    this.locks.set(name, made);
    return made;
  }

  private placeOf(name: string): LocationId {
    const known = this.places.get(name);
    if (known !== undefined) return known;
    const made = this.kernel.newLocation();
    this.places.set(name, made);
    return made;
  }
}

/** Names of locks and variables, made in this order before the threads start; and the threads. */
export interface SmallProgram {
  readonly locks: readonly string[];
  readonly variables: Readonly<Record<string, number>>;
  readonly threads: readonly ((shared: Shared) => Body)[];
  readonly isWrong?: (shared: Shared) => boolean;
}

export interface Explored {
  readonly execution: Execution;
  readonly end: ExecutionEnd['kind'];
  readonly values: Readonly<Record<string, number>>;
  readonly isFailed: boolean;
  readonly machine: Machine;
}

export interface ExploreOptions {
  readonly executions?: number;
  readonly steps?: number;
  readonly before?: Partial<PointsBefore>;
}

export const EXPLORE_POINTS: PointsBefore = {
  lateness: 5_000_000,
  earlyTimeouts: 0,
  accesses: true,
};

/** Runs a program once; `stops` says after which operations somebody takes the processor to look. */
export function replay(program: SmallProgram, strategy: Strategy, stops: number): Machine {
  const machine = new Machine({ strategy });
  const shared = new Shared(machine.kernel);
  let operations = 0;
  machine.beforeOperation = () => {
    machine.kernel.attention = ((stops >> (operations++ % 30)) & 1) === 1;
  };
  run(machine, shared, program);
  return machine;
}

/** Runs a program under a search, until it has nothing left to try. */
export function* explore(
  program: SmallProgram,
  search: Search,
  { executions = Infinity, steps = 1000, before }: ExploreOptions = {},
): Generator<Explored> {
  const threadKeys = new ThreadKeys();
  for (let count = 0; count < executions && search.begin(); count++) {
    const strategy = new ExecutionStrategy(search, {
      before: { ...EXPLORE_POINTS, ...before },
      threadKeys,
      checksPerTick: 1000,
      steps,
    });
    const machine = new Machine({ strategy });
    const shared = new Shared(machine.kernel);
    const end = run(machine, shared, program);
    const leftOver = machine.kernel.exploring?.leftOver() ?? [];
    const execution = strategy.execution(end, leftOver);
    const isFailed = shared.isFailed || (end.kind !== 'redundant' && isWrong(program, shared));
    search.ended(execution, failureOf(end, isFailed));
    yield { execution, end: end.kind, values: shared.values, isFailed, machine };
  }
}

function failureOf({ kind }: ExecutionEnd, isFailed: boolean): string | undefined {
  if (isFailed) return 'wrong';
  return kind === 'deadlock' ? kind : undefined;
}

function isWrong({ isWrong: judge }: SmallProgram, shared: Shared): boolean {
  return judge?.(shared) ?? false;
}

function run(machine: Machine, shared: Shared, program: SmallProgram): ExecutionEnd {
  try {
    const answer = machine.tryMain(function* main(): Body {
      for (const name of program.locks) shared.lockOf(name);
      for (const [name, value] of Object.entries(program.variables)) {
        shared.declare(name, value);
      }
      const threads: ThreadId[] = program.threads.map((body, index) =>
        machine.create(`thread ${index}`, () => body(shared)),
      );
      for (const thread of threads) yield () => machine.kernel.startThread(thread);
    });
    if (answer.kind === 'ended') return { kind: 'completed' };
    if (answer.kind === 'deadlock') return { kind: 'deadlock' };
    throw new Error(`the program came to: ${answer.kind}`);
  } catch (error) {
    if (error instanceof ExecutionLeftError) return error.end;
    throw error;
  }
}
