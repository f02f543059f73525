// Small programs of threads that take and free locks, start and join each other: run under a
// schedule they give a trace, and all their schedules can be tried.

import fc from 'fast-check';
import type { ObjectId, StackId, ThreadId } from '../../src/core/base/ids.ts';
import { NO_STACK, NO_THREAD } from '../../src/core/base/ids.ts';
import type { TraceBatch } from '../../src/core/trace/batch.ts';
import { BatchWriter, writeEvent } from '../../src/core/trace/encode.ts';
import type { EventBody } from '../../src/core/trace/events.ts';

/** `target` is a lock or a thread, from 1. */
export interface Operation {
  readonly verb: 'take' | 'free' | 'start' | 'join';
  readonly target: number;
}

/** Operations of each thread; the first is the main thread, which runs from the beginning. */
export type LockProgram = readonly (readonly Operation[])[];

interface State {
  /** Operations done; -1 before the start. */
  readonly done: readonly number[];
  /** Owner of each lock, 0 if it is free. */
  readonly owners: readonly number[];
}

export const LOCKS = 3;

function startOf(program: LockProgram): State {
  return {
    done: program.map((_, index) => (index === 0 ? 0 : -1)),
    owners: Array<number>(LOCKS).fill(0),
  };
}

function next(program: LockProgram, { done }: State, thread: number): Operation | undefined {
  const at = done[thread] ?? -1;
  return at < 0 ? undefined : program[thread]?.[at];
}

function canDo(program: LockProgram, state: State, { verb, target }: Operation): boolean {
  if (verb === 'take') return state.owners[target - 1] === 0;
  return verb !== 'join' || state.done[target - 1] === program[target - 1]?.length;
}

function after(state: State, thread: number, { verb, target }: Operation): State {
  const done = state.done.map((count, index) => {
    if (verb === 'start' && index === target - 1) return 0;
    return index === thread ? count + 1 : count;
  });
  const owners = state.owners.map((owner, index) => {
    if (index !== target - 1 || (verb !== 'take' && verb !== 'free')) return owner;
    return verb === 'take' ? thread + 1 : 0;
  });
  return { done, owners };
}

function choices(program: LockProgram, state: State): number[] {
  return [...program.keys()].filter((thread) => {
    const operation = next(program, state, thread);
    return operation !== undefined && canDo(program, state, operation);
  });
}

function isOver(program: LockProgram, state: State): boolean {
  return program.every((operations, thread) => state.done[thread] === operations.length);
}

/** The trace of a run to the end; undefined if this schedule deadlocks. */
export function runProgram(
  program: LockProgram,
  choose: (count: number) => number,
): TraceBatch | undefined {
  const writer = new BatchWriter();
  let time = 0;
  const emit = (by: number, at: StackId, body: EventBody): void => {
    writeEvent(writer, { time: ++time, by: by as ThreadId, at, ...body });
  };
  declare(program, emit);
  let state = startOf(program);
  for (;;) {
    const able = choices(program, state);
    if (able.length === 0) break;
    const thread = able[choose(able.length) % able.length] ?? 0;
    const operation = next(program, state, thread);
    if (operation === undefined) break;
    emit(thread + 1, siteFor(writer, thread, state), bodyOf(operation));
    state = after(state, thread, operation);
  }
  return isOver(program, state) ? writer.take() : undefined;
}

type Emit = (by: number, at: StackId, body: EventBody) => void;

function declare(program: LockProgram, emit: Emit): void {
  program.forEach((_, index) => {
    const thread = (index + 1) as ThreadId;
    const known = { ident: thread, daemon: false, isLibrary: false };
    emit(NO_THREAD, NO_STACK, { kind: 'threadNew', thread, name: `t${thread}`, ...known });
  });
  for (let lock = 1; lock <= LOCKS; lock++) {
    emit(1, NO_STACK, {
      kind: 'objectNew',
      object: lock as ObjectId,
      objectKind: 'Lock',
      typeName: 'lock',
      partOf: undefined,
      lock: undefined,
      isLibrary: false,
      state: { kind: 'none' },
    });
  }
}

/** Thread t's operation n is in line n of a file of its own. */
function siteFor(writer: BatchWriter, thread: number, { done }: State): StackId {
  const line = (done[thread] ?? 0) + 1;
  const site = writer.addSite({
    file: `/t${thread + 1}.py`,
    line,
    column: 1,
    endLine: line,
    endColumn: 5,
    function: 'run',
    isLibrary: false,
  });
  return writer.addStack({ site, caller: NO_STACK });
}

function bodyOf({ verb, target }: Operation): EventBody {
  switch (verb) {
    case 'take':
      return { kind: 'acquire', object: target as ObjectId, count: 1 };
    case 'free':
      return { kind: 'release', object: target as ObjectId, count: 0 };
    case 'start':
      return { kind: 'threadStart', thread: target as ThreadId };
    case 'join':
      return { kind: 'joined', thread: target as ThreadId };
  }
}

/** The files that the sites are in: every operation looks like a `with lock`. */
export function sourcesOf(program: LockProgram): ReadonlyMap<string, string> {
  const line = 'lock\n';
  return new Map(
    program.map((operations, index) => [`/t${index + 1}.py`, line.repeat(operations.length)]),
  );
}

/** True if some schedule leads to threads that wait for each other's locks. */
export function canDeadlock(program: LockProgram): boolean {
  const seen = new Set<string>();
  const open = [startOf(program)];
  for (let state = open.pop(); state; state = open.pop()) {
    const key = `${state.done.join()} ${state.owners.join()}`;
    if (seen.has(key)) continue;
    seen.add(key);
    if (hasLockCycle(program, state)) return true;
    for (const thread of choices(program, state)) {
      const operation = next(program, state, thread);
      if (operation) open.push(after(state, thread, operation));
    }
  }
  return false;
}

function hasLockCycle(program: LockProgram, state: State): boolean {
  return [...program.keys()].some((start) => {
    let thread = start;
    for (let length = 0; length < program.length; length++) {
      const wanted = next(program, state, thread);
      const owner = wanted?.verb === 'take' ? (state.owners[wanted.target - 1] ?? 0) : 0;
      if (owner === 0) return false;
      thread = owner - 1;
      if (thread === start) return true;
    }
    return false;
  });
}

/** What one thread does: takes and frees locks in any order, each at most once at a time. */
const arbitraryLocking: fc.Arbitrary<Operation[]> = fc
  .array(fc.integer({ min: 1, max: LOCKS }), { maxLength: 7 })
  .map((targets) => {
    const held = new Set<number>();
    const operations = targets.map((target): Operation => {
      if (held.delete(target)) return { verb: 'free', target };
      held.add(target);
      return { verb: 'take', target };
    });
    const rest = [...held].reverse().map((target): Operation => ({ verb: 'free', target }));
    return [...operations, ...rest];
  });

/** Frees in the reverse order of taking, as `with` does: wherever nothing can be taken any more. */
const arbitraryNesting: fc.Arbitrary<Operation[]> = fc
  .array(fc.integer({ min: 0, max: LOCKS }), { maxLength: 9 })
  .map((targets) => {
    const held: number[] = [];
    const free = (): Operation[] => held.splice(-1).map((target) => ({ verb: 'free', target }));
    const operations = targets.flatMap((target): Operation[] => {
      if (target === 0 || held.includes(target)) return free();
      held.push(target);
      return [{ verb: 'take', target }];
    });
    return [...operations, ...[...held].flatMap(free)];
  });

/** The main thread starts all others at once, and does nothing else. */
export function programsOf(threads: number, isNested: boolean): fc.Arbitrary<LockProgram> {
  return fc
    .array(isNested ? arbitraryNesting : arbitraryLocking, {
      minLength: threads,
      maxLength: threads,
    })
    .map((others) => {
      const main = others.map((_, index): Operation => ({ verb: 'start', target: index + 2 }));
      return [main, ...others];
    });
}

/** The main thread takes part, starts two others somewhere, and joins them somewhere later. */
export const arbitraryForkJoin: fc.Arbitrary<LockProgram> = fc
  .record({
    main: arbitraryLocking,
    others: fc.array(arbitraryLocking, { minLength: 2, maxLength: 2 }),
    places: fc.array(fc.nat(20), { minLength: 4, maxLength: 4 }),
  })
  .map(({ main, others, places }) => {
    const [start2 = 0, join2 = 0, start3 = 0, join3 = 0] = places;
    const steps: Operation[] = [...main];
    insertPair(steps, 2, start2, join2);
    insertPair(steps, 3, start3, join3);
    return [steps, ...others];
  });

function insertPair(steps: Operation[], target: number, start: number, join: number): void {
  const at = start % (steps.length + 1);
  steps.splice(at, 0, { verb: 'start', target });
  steps.splice(at + 1 + (join % (steps.length - at)), 0, { verb: 'join', target });
}
