// Picks, of the executions of a search, those that show a race which none before showed: they are to
// be run once more with a race detector beside them, which takes longer than an execution and knows
// all that there is to tell. Here only places in the code are told apart. What orders accesses is a
// little less than the detector knows, so some executions are picked in vain.

import { AtomicityWatch } from '../analysis/races/atomicity.ts';
import { newVariable, track, type Variable } from '../analysis/races/fastTrack.ts';
import { LockSets } from '../analysis/races/lockSets.ts';
import { canMatter } from '../analysis/races/raceDetector.ts';
import type { SeenAccess } from '../analysis/races/seenAccess.ts';
import { HappensBefore } from '../analysis/predictions/happensBefore.ts';
import { NO_STACK, type ObjectId, type Step, type ThreadId } from '../base/ids.ts';
import type { Execution, ExecutionStep } from '../schedule/explore/execution.ts';
import type { Operation, VariableAccess } from '../schedule/operation.ts';
import type { AccessManner } from '../trace/events.ts';

/** Races that are told apart; of more nothing is said: memory is bounded. */
const MOST_KNOWN = 500;

export class RaceScout {
  private readonly known = new Set<string>();

  /** @returns names of the races that no execution before showed; they are the same in all searches */
  look({ steps }: Pick<Execution, 'steps'>): readonly string[] {
    const shared = sharedVariables(steps);
    if (shared.size === 0) return [];
    const found = new ExecutionWatch(shared).races(steps);
    const added = [...found].filter((race) => !this.known.has(race));
    const kept = added.slice(0, MOST_KNOWN - this.known.size);
    for (const race of kept) this.known.add(race);
    return kept;
  }
}

/** Those that two threads access and one of them changes. */
function sharedVariables(steps: readonly ExecutionStep[]): ReadonlySet<number> {
  const users = new Map<number, ThreadId>();
  const shared = new Set<number>();
  const written = new Set<number>();
  const use = (variable: number, thread: ThreadId, isWrite: boolean): void => {
    const user = users.get(variable);
    if (user === undefined) users.set(variable, thread);
    else if (user !== thread) shared.add(variable);
    if (isWrite) written.add(variable);
  };
  for (const { operation, effects } of steps) {
    for (const { access } of effects) {
      if (!access) continue;
      use(access.variable, operation.thread, access.mode !== 'read');
      if (access.reshaped !== 0) use(access.reshaped, operation.thread, true);
    }
  }
  return new Set([...shared].filter((variable) => written.has(variable)));
}

type Made = SeenAccess & { readonly manner: AccessManner };

interface Known {
  readonly variable: Variable<Made>;
  readonly atomicity: AtomicityWatch;
  version: number;
}

/** One execution, as `RaceDetector` sees a run. */
class ExecutionWatch {
  private readonly shared: ReadonlySet<number>;
  /** With the order in which locks were taken. */
  private readonly order = new HappensBefore();
  /** Without it. */
  private readonly everyOrder = new HappensBefore();
  private readonly locks = new LockSets();
  /** Something is put there first and taken then. */
  private readonly queues = new Set<number>();
  private readonly variables = new Map<number, Known>();
  private readonly found = new Set<string>();

  constructor(shared: ReadonlySet<number>) {
    this.shared = shared;
  }

  races(steps: readonly ExecutionStep[]): ReadonlySet<string> {
    const awaited = new Set(steps.flatMap(({ after }) => after));
    steps.forEach(({ operation: { thread }, after, effects }, index) => {
      for (const each of after) {
        this.order.receive(thread, channelOf(each));
        this.everyOrder.receive(thread, channelOf(each));
      }
      for (const effect of effects) this.note(thread, effect, index as Step);
      if (!awaited.has(index)) return;
      this.order.send(thread, channelOf(index));
      this.everyOrder.send(thread, channelOf(index));
    });
    return this.found;
  }

  private note(thread: ThreadId, { kind, object, access }: Operation, step: Step): void {
    if (access) {
      this.access(thread, access, step);
      if (access.reshaped === 0) return;
      const container = { ...access, variable: access.reshaped, mode: 'update' } as const;
      this.access(thread, container, step);
    } else if (kind === 'acquire' || kind === 'write') {
      this.order.receive(thread, object as number as ObjectId);
      if (!this.queues.has(object)) this.locks.take(thread, object as number as ObjectId);
    } else if (kind === 'release') {
      this.released(thread, object as number as ObjectId);
    }
  }

  private released(thread: ThreadId, object: ObjectId): void {
    this.order.send(thread, object);
    if (!this.locks.isHeld(object)) this.queues.add(object);
    else this.locks.release(thread, object);
  }

  private access(thread: ThreadId, access: VariableAccess, step: Step): void {
    if (!this.shared.has(access.variable)) return;
    const known = this.variableOf(access.variable);
    if (access.mode !== 'read') known.version++;
    const made = this.made(thread, access, { step, version: known.version });
    for (const earlier of track(known.variable, made)) {
      if (!canMatter(earlier, made)) continue;
      const places = [earlier.site, made.site].sort((one, other) => one - other);
      this.found.add(`unordered ${places.join(' ')}`);
    }
    for (const { read, write, other, hasHappened } of known.atomicity.add(made)) {
      const form = hasHappened ? 'lost' : 'loose';
      this.found.add(`${form} ${read.site} ${write.site} ${other.site}`);
    }
  }

  private made(
    thread: ThreadId,
    { place, frame, mode, manner }: VariableAccess,
    { step, version }: Pick<Made, 'step' | 'version'>,
  ): Made {
    return {
      ...{ thread, frame, mode, manner, step, version },
      site: place,
      at: NO_STACK,
      value: undefined,
      stamp: this.order.stamp(thread),
      everyStamp: this.everyOrder.stamp(thread),
      locks: this.locks.of(thread),
    };
  }

  private variableOf(variable: number): Known {
    const known = this.variables.get(variable);
    if (known) return known;
    const made = { variable: newVariable<Made>(), atomicity: new AtomicityWatch(), version: 0 };
    this.variables.set(variable, made);
    return made;
  }
}

/** By which what comes after a step hears of it. Locations are not below 0. */
function channelOf(step: number): ObjectId {
  return (-1 - step) as ObjectId;
}
