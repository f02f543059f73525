// Sees through the locks to what they implement: an Event, a Queue, a Barrier … threading.py runs
// unmodified; which object a lock belongs to follows from the frames that make it and wait on it.

import type { ObjectId, StackId, ThreadId } from '../../core/base/ids.ts';
import { EventCode } from '../../core/trace/encode.ts';
import type { ObjectKind, ObjectState, Wait } from '../../core/trace/events.ts';
import type { KernelLock } from '../kernel/kernelLock.ts';
import type { Pointer } from '../python/cpython.ts';
import type { Frame } from '../python/frames.ts';
import { isSameState, readState } from './compoundState.ts';
import type { Context } from './context.ts';
import { recordHere, recordState } from './context.ts';
import { keepList, keepMap } from '../python/keep.ts';
import type { LibraryCode } from './libraryCode.ts';
import { Unfinished, type PartLock } from './unfinished.ts';

/** An object of threading.py or queue.py that is made of locks. */
interface Compound {
  readonly object: ObjectId;
  readonly kind: ObjectKind;
  readonly pointer: Pointer;
  state: ObjectState;
  /** Locks that exist for it; when all are gone so is the object. */
  locks: number;
}

/** What a lock is for. */
type Purpose =
  | { readonly kind: 'part' | 'waiter'; readonly of: Compound }
  /** `Thread._started`, by the Thread object. */
  | { readonly kind: 'started'; readonly thread: Pointer }
  /** Made by the constructor of an object, which has not returned yet. */
  | { readonly kind: 'unfinished'; readonly self: Pointer };

/** Classes below queue.Queue, by address. */
export type QueueKinds = readonly (readonly [type: Pointer, kind: ObjectKind])[];

export class Observer {
  /** By a lock's number. */
  private readonly purposes: (Purpose | undefined)[] = [];
  /** By the Python object: compounds, and the Conditions inside them. */
  private readonly compounds = new Map<Pointer, Compound>();
  private readonly startedConditions = new Map<Pointer, Pointer>();
  private readonly unfinished = new Unfinished();
  /** What each object is and where it was made; by object, as they are many and come in order. */
  private readonly made: ({ readonly kind: ObjectKind; readonly at: StackId } | undefined)[] = [];
  private readonly context: Context;
  private readonly code: LibraryCode;
  private readonly queueKinds: QueueKinds;
  isTearingDown = false;
  /** The thread that runs a Thread object; set by the thread types. */
  threadOf: (thread: Pointer) => ThreadId = () => 0 as ThreadId;

  constructor(context: Context, code: LibraryCode, queueKinds: QueueKinds) {
    this.context = context;
    this.code = code;
    this.queueKinds = queueKinds;
  }

  // ── looking ──

  /** What undoes all that operations do to the observer from now on. */
  save(): () => void {
    const undo = [
      keepList(this.purposes),
      keepMap(this.compounds),
      keepMap(this.startedConditions),
      this.unfinished.save(),
      keepList(this.made),
      ...[...this.compounds.values()].map((compound) => {
        const { state, locks } = compound;
        return () => Object.assign(compound, { state, locks });
      }),
    ];
    return () => undo.forEach((each) => each());
  }

  /** What a debugger shows of an object made of locks; undefined for any other. */
  factsOf(pointer: Pointer) {
    const compound = this.compounds.get(pointer);
    if (compound?.pointer !== pointer) return undefined;
    const { object, kind, state } = compound;
    return { object, kind, ...(state.kind === 'semaphore' ? { initial: state.initial } : {}) };
  }

  /** Where an object was made: `Lock made at bank.py:12`. */
  placeOf(object: ObjectId): string | undefined {
    const made = this.made[object];
    const site = made && this.context.frames.userSite(made.at);
    const file = site?.file.slice(site.file.lastIndexOf('/') + 1);
    return made && (site ? `${made.kind} made at ${file}:${site.line}` : `a ${made.kind}`);
  }

  /** Somebody changed attributes from outside: records what is different. */
  refreshAll(): void {
    for (const compound of new Set(this.compounds.values())) this.refresh(compound);
  }

  // ── locks come and go ──

  lockCreated(number: number, kind: 'Lock' | 'RLock', object: Pointer): KernelLock {
    const { kernel } = this.context;
    const [top, caller] = this.creators();
    if (!top) return kernel.createLock({ object: 0 as ObjectId });
    if (top.code === this.code.conditionWait) return this.createWaiter(number, top);
    const isImport = this.context.frames.fileOf(top.code).startsWith('<frozen importlib');
    if (isImport) return kernel.createLock({ object: 0 as ObjectId });
    if (top.code === this.code.eventInit && caller && this.isInternalEvent(caller)) {
      const isOfThread = caller.code === this.code.threadInit;
      const lock = this.hiddenLock(isOfThread ? 'hidden' : 'lock');
      return this.addPart(top, { lock, number, kind });
    }
    const isPart = this.code.kindOf(top.code) !== undefined;
    const init = { object: kernel.newObjectId() };
    const lock = kernel.createLock(isPart ? init : { ...init, number });
    if (isPart) return this.addPart(top, { lock, number, kind });
    const typeName = this.context.objects.typeName(object);
    this.announce(lock.object, { kind, typeName, state: { kind: 'none' } }, top.code);
    return lock;
  }

  /** The two innermost frames that ask for a lock. */
  private creators(): Frame[] {
    const { native, frames } = this.context;
    const found = frames.innermost(native.runningState, 3);
    return found[0]?.code === this.code.rlockFunction ? found.slice(1) : found.slice(0, 2);
  }

  private hiddenLock(use: 'lock' | 'signal' | 'hidden'): KernelLock {
    return this.context.kernel.createLock({ object: 0 as ObjectId, use });
  }

  /** The events that Thread (`_started`) and Timer (`finished`) use for themselves. */
  private isInternalEvent(caller: Frame): boolean {
    return caller.code === this.code.threadInit || caller.code === this.code.timerInit;
  }

  private addPart(constructor: Frame, part: PartLock): KernelLock {
    const self = this.context.frames.local(constructor, 0);
    this.purposes[part.number] = { kind: 'unfinished', self };
    this.unfinished.addLock(self, part);
    return part.lock;
  }

  private createWaiter(number: number, wait: Frame): KernelLock {
    const condition = this.context.frames.local(wait, 0);
    const started = this.startedConditions.get(condition);
    if (started !== undefined) {
      this.purposes[number] = { kind: 'started', thread: started };
      return this.hiddenLock('hidden');
    }
    const of = this.compounds.get(condition);
    if (of) this.purposes[number] = { kind: 'waiter', of };
    return this.hiddenLock('signal');
  }

  lockFreed(number: number): void {
    const purpose = this.purposes[number];
    this.purposes[number] = undefined;
    if (purpose?.kind === 'unfinished') this.unfinished.lockGone(purpose.self, number);
    if (purpose?.kind !== 'part' || --purpose.of.locks > 0) return;
    this.compounds.delete(purpose.of.pointer);
    this.objectGone(purpose.of.object);
  }

  objectGone(object: ObjectId): void {
    if (object === 0 || this.isTearingDown) return;
    this.made[object] = undefined;
    const { kernel, writer, quiet } = this.context;
    if (quiet.isOn) return recordHere(this.context, { kind: 'objectGone', object });
    const at = this.context.stackOf();
    writer.number(EventCode.objectGone, kernel.clock.now, kernel.current, at, object, 0);
  }

  // ── constructors return ──

  /** `sys.monitoring` reports PY_RETURN of a constructor; its frame is still the innermost. */
  constructed(): void {
    const { native, frames } = this.context;
    const [frame, caller] = frames.innermost(native.runningState, 2);
    const kind = frame && this.code.kindOf(frame.code);
    if (!frame || !kind) return;
    const self = frames.local(frame, 0);
    const outer = caller && this.code.kindOf(caller.code) ? frames.local(caller, 0) : 0;
    if (kind === 'Condition' && caller && outer !== 0) return this.absorb(self, outer);
    if (kind === 'Event' && caller && this.isInternalEvent(caller)) {
      return this.adoptEvent(self, caller);
    }
    // Semaphore.__init__ called by BoundedSemaphore.__init__: the outer constructor announces.
    if (outer === self && outer !== 0) return;
    this.finish(self, kind, caller);
  }

  /** A Condition made by the constructor of what it is part of. */
  private absorb(condition: Pointer, outer: Pointer): void {
    const { locks } = this.unfinished.absorb(condition, outer);
    for (const { number } of locks) this.purposes[number] = { kind: 'unfinished', self: outer };
  }

  private adoptEvent(event: Pointer, caller: Frame): void {
    const owner = this.context.frames.local(caller, 0);
    const { conditions, locks } = this.unfinished.take(event);
    if (caller.code === this.code.threadInit) {
      for (const condition of conditions) this.startedConditions.set(condition, owner);
      for (const { number } of locks) this.purposes[number] = undefined;
      return;
    }
    const of = this.register(owner, 'Timer', this.timerState(owner, 'new', undefined), undefined);
    for (const condition of conditions) this.compounds.set(condition, of);
    for (const { number } of locks) this.purposes[number] = { kind: 'part', of };
    of.locks = locks.length;
  }

  private finish(self: Pointer, kind: ObjectKind, caller: Frame | undefined): void {
    if (kind === 'Timer') return;
    const { objects } = this.context;
    const actual = kind === 'Queue' ? this.queueKind(self) : kind;
    const { conditions, locks } = this.unfinished.take(self);
    const lock = actual === 'Condition' ? this.lockOfCondition(self) : undefined;
    const state = readState(objects, actual, self, undefined);
    const of = this.register(self, actual, state, lock, caller?.code);
    of.locks = locks.length;
    for (const condition of conditions) this.compounds.set(condition, of);
    for (const part of locks) {
      this.purposes[part.number] = { kind: 'part', of };
      const facts = { kind: part.kind, typeName: part.kind, state: { kind: 'none' } as const };
      this.announce(part.lock.object, { ...facts, partOf: of.object }, caller?.code ?? 0);
    }
  }

  private queueKind(self: Pointer): ObjectKind {
    const { python, objects } = this.context;
    const type = objects.typeOf(self);
    const found = this.queueKinds.find(([base]) => python._PyType_IsSubtype(type, base) !== 0);
    return found?.[1] ?? 'Queue';
  }

  private lockOfCondition(condition: Pointer): ObjectId | undefined {
    return this.context.objects.withAttribute(condition, '_lock', (lock) => this.objectOf(lock));
  }

  /** The object id of a Python lock; set by the lock types. */
  objectOf: (lock: Pointer) => ObjectId | undefined = () => undefined;

  private register(
    pointer: Pointer,
    kind: ObjectKind,
    state: ObjectState,
    lock: ObjectId | undefined,
    creator: Pointer = 0,
  ): Compound {
    const { kernel, objects } = this.context;
    const compound: Compound = { object: kernel.newObjectId(), kind, pointer, state, locks: 0 };
    this.compounds.set(pointer, compound);
    const typeName = objects.typeName(pointer);
    this.announce(compound.object, { kind, typeName, state, lock }, creator);
    return compound;
  }

  /** Records that an object exists; `creator` is the code that asked for it. */
  announce(
    object: ObjectId,
    facts: {
      readonly kind: ObjectKind;
      readonly typeName: string;
      readonly state: ObjectState;
      readonly partOf?: ObjectId;
      readonly lock?: ObjectId | undefined;
    },
    creator: Pointer,
  ): void {
    const at = this.context.stackOf();
    this.made[object] = { kind: facts.kind, at };
    const body = {
      kind: 'objectNew',
      object,
      objectKind: facts.kind,
      typeName: facts.typeName,
      partOf: facts.partOf,
      lock: facts.lock,
      isLibrary: creator !== 0 && this.context.frames.isLibrary(creator),
      state: facts.state,
    } as const;
    recordHere(this.context, body, at);
  }

  // ── waiting and changing ──

  /** How waiting for a taken lock is to be shown; undefined: as wanting that lock. */
  waitFor(number: number, lock: KernelLock, timeout: number | undefined): Wait | undefined {
    const purpose = this.purposes[number];
    if (purpose?.kind === 'started')
      return { kind: 'start', thread: this.threadOf(purpose.thread) };
    if (purpose?.kind === 'waiter') {
      if (purpose.of.kind === 'Timer') this.timerCounts(purpose.of, timeout);
      return { kind: 'object', object: purpose.of.object, operation: this.operation() };
    }
    if (lock.object !== 0) return undefined;
    return { kind: 'object', object: 0 as ObjectId, operation: 'import' };
  }

  /** The method that the user called, told from the frames above `Condition.wait`. */
  private operation(): string {
    const { native, frames } = this.context;
    let word = 'wait';
    for (const frame of frames.innermost(native.runningState, 5).slice(1)) {
      const found = this.code.operationOf(frame.code);
      if (found === undefined) break;
      word = found;
    }
    return word;
  }

  /** A wait on a taken lock ended without the lock. */
  timedOut(number: number): void {
    const purpose = this.purposes[number];
    if (purpose?.kind !== 'waiter' || purpose.of.kind !== 'Timer') return;
    this.setState(purpose.of, this.timerState(purpose.of.pointer, 'fired', undefined));
  }

  /** All changes of a compound are made under one of its locks: its release shows them. */
  beforeRelease(number: number): void {
    const purpose = this.purposes[number];
    if (purpose?.kind === 'part' || purpose?.kind === 'waiter') this.refresh(purpose.of);
  }

  private refresh(compound: Compound): void {
    if (compound.kind === 'Condition') return;
    const { objects } = this.context;
    if (compound.kind === 'Timer') return this.refreshTimer(compound);
    this.setState(compound, readState(objects, compound.kind, compound.pointer, compound.state));
  }

  private setState(compound: Compound, state: ObjectState): void {
    if (isSameState(compound.state, state)) return;
    compound.state = state;
    recordState(this.context, compound.object, state);
  }

  // ── timers ──

  private timerCounts(timer: Compound, timeout: number | undefined): void {
    const due = this.context.kernel.clock.now + (timeout ?? 0);
    this.setState(timer, this.timerState(timer.pointer, 'counting', due));
  }

  /** `finished` was set: by `cancel()`, or by the timer's own thread after its function. */
  private refreshTimer(timer: Compound): void {
    const { objects } = this.context;
    const { state } = timer;
    if (state.kind !== 'timer' || state.phase === 'fired' || state.phase === 'cancelled') return;
    const isSet = objects.withAttribute(timer.pointer, 'finished', (event) =>
      objects.boolAttribute(event, '_flag'),
    );
    if (isSet) this.setState(timer, this.timerState(timer.pointer, 'cancelled', undefined));
  }

  private timerState(
    pointer: Pointer,
    phase: 'new' | 'counting' | 'fired' | 'cancelled',
    due: number | undefined,
  ): ObjectState {
    const { objects } = this.context;
    const name = objects.withAttribute(pointer, 'function', (callable) =>
      objects.textAttribute(callable, '__qualname__'),
    );
    return {
      kind: 'timer',
      interval: objects.numberAttribute(pointer, 'interval') ?? 0,
      function: name ?? '?',
      thread: this.threadOf(pointer),
      phase,
      due,
    };
  }
}
