// The meaning of events: each changes the world a little. Whoever was given a world may keep its
// threads and objects and compare them by identity: they are copied before the next change.
// Between two looks the fold changes its own in place, which makes an event several times cheaper.

import type { Nanoseconds, ObjectId, StackId, Step, ThreadId } from '../base/ids.ts';
import { MAIN_THREAD, NO_STACK } from '../base/ids.ts';
import { batchLength, decodeEvent, EventCode } from './encode.ts';
import { EVENT_WIDTH, type TraceBatch } from './batch.ts';
import type { EventOf, Outcome, TraceEvent } from './events.ts';
import { afterSamePairs, isLockPair } from './lockPairs.ts';
import { holdsObject, HoldLists, NO_HOLDS } from './holdLists.ts';
import { emptyWorld, type SyncObject, type Thread, type ThreadState, type World } from './world.ts';

/** The world after `event`. Copies the world's tables: for many events use a `WorldFold`. */
export function applyEvent(world: World, event: TraceEvent): World {
  const fold = new WorldFold(world);
  fold.apply(event);
  return fold.world;
}

type Patch<T> = { readonly [K in keyof T]?: T[K] };
type Own<T> = { -readonly [K in keyof T]: T[K] };

/** Owns a world that moves on with each event. */
export class WorldFold {
  private passed: number;
  private created: number;
  private time: number;
  private running: ThreadId | undefined;
  private outcome: Outcome | undefined;
  private readonly threads: Record<ThreadId, Thread>;
  private readonly objects: Record<ObjectId, SyncObject>;
  /** Raised by each look; what is of this look's age is nobody else's and may be changed. */
  private age = 1;
  private readonly threadAges: Record<ThreadId, number> = {};
  private readonly objectAges: Record<ObjectId, number> = {};
  /** The same of the queues at objects, which may be long. */
  private readonly queueAges: Record<ObjectId, number> = {};
  private readonly holds = new HoldLists();

  constructor(start: World = emptyWorld()) {
    this.passed = start.step;
    this.time = start.time;
    this.running = start.running;
    this.outcome = start.outcome;
    this.threads = { ...start.threads };
    this.objects = { ...start.objects };
    this.created = Object.keys(this.threads).length + Object.keys(this.objects).length;
  }

  get step(): Step {
    return this.passed as Step;
  }

  /** Number of threads and objects so far. */
  get size(): number {
    return this.created;
  }

  /** The world now: cheap, but its tables go on changing with the next event. */
  get world(): World {
    this.age++;
    const { time, running, threads, objects, outcome } = this;
    return { step: this.step, time, running, threads, objects, outcome };
  }

  /** The world now, for keeping. */
  snapshot(): World {
    return { ...this.world, threads: { ...this.threads }, objects: { ...this.objects } };
  }

  /** @param count of events to apply; without it, all */
  applyBatch(batch: TraceBatch, count = batchLength(batch)): void {
    const { numbers } = batch;
    for (let index = 0; index < count; index++) {
      const code = numbers[index * EVENT_WIDTH];
      // Most events are these two, and need not be made to be applied.
      if (code !== EventCode.acquire && code !== EventCode.release) {
        this.apply(decodeEvent(batch, index));
      } else if (index + 1 < count && this.passesBy(numbers, index)) {
        index = this.passSame(numbers, index + 2, count) - 1;
      } else this.applyLocking(batch, index);
    }
  }

  /** A free lock taken and given back at once leaves the world as it was, but for time and place. */
  private passesBy(numbers: Float64Array, index: number): boolean {
    if (!isLockPair(numbers, index)) return false;
    const given = (index + 1) * EVENT_WIDTH;
    const by = numbers[given + 2] as ThreadId;
    const at = numbers[given + 3] as StackId;
    const thread = this.threads[by];
    const id = numbers[given + 4] as ObjectId;
    const object = this.objects[id];
    const isFree = object !== undefined && object.owner === undefined;
    if (!isFree || thread?.state.kind !== 'running' || at === NO_STACK) return false;
    if (thread.calledFor !== undefined || holdsObject(thread.holds, id)) return false;
    this.moveTo(numbers[given + 1] ?? 0, by, at);
    this.passed += 2;
    return true;
  }

  /** The pairs after one that changed nothing change nothing either if they are the same. @returns their end */
  private passSame(numbers: Float64Array, index: number, count: number): number {
    const end = afterSamePairs(numbers, index, count);
    if (end > index) this.time = numbers[(end - 1) * EVENT_WIDTH + 1] ?? 0;
    this.passed += end - index;
    return end;
  }

  private applyLocking({ numbers }: TraceBatch, index: number): void {
    const offset = index * EVENT_WIDTH;
    const by = numbers[offset + 2] as ThreadId;
    const at = numbers[offset + 3] as StackId;
    const object = numbers[offset + 4] as ObjectId;
    const count = numbers[offset + 5] ?? 0;
    this.moveTo(numbers[offset + 1] ?? 0, by, at);
    if (numbers[offset] === EventCode.acquire) this.acquire(by, object, count, at);
    else this.release(by, object, count);
    this.passed++;
  }

  apply(event: TraceEvent): void {
    this.moveTo(event.time, event.by, event.at);
    this.applyBody(event);
    this.passed++;
  }

  private moveTo(time: Nanoseconds, thread: ThreadId, at: StackId): void {
    this.time = time;
    const by = this.threads[thread];
    // What comes after an uncaught exception only reports it: the thread stays where it raised.
    if (at !== NO_STACK && by?.exception === undefined && by?.at !== at) {
      const own = this.ownThread(thread);
      if (own) own.at = at;
    }
  }

  private applyBody(event: TraceEvent): void {
    switch (event.kind) {
      case 'threadNew':
        return this.threadNew(event);
      case 'threadStart':
        return this.enter(event.thread, { kind: 'ready' });
      case 'threadName':
        return this.patchThread(event.thread, { name: event.name });
      case 'threadEnd':
        return this.finish(event.thread);
      case 'exception':
        return this.patchThread(event.by, { exception: exceptionText(event) });
      case 'run':
        return this.run(event.thread);
      case 'objectNew':
        return this.objectNew(event);
      case 'objectState':
        return this.patchObject(event.object, { state: event.state });
      case 'objectGone':
        return this.objectGone(event.object);
      case 'notify':
        return this.notify(event);
      case 'acquire':
        return this.acquire(event.by, event.object, event.count, event.at);
      case 'release':
        return this.release(event.by, event.object, event.count);
      case 'wait':
        return this.wait(event);
      case 'wake':
        return this.wake(event);
      case 'unreachable':
        return this.patchThread(event.thread, { isStuck: true });
      case 'end':
        return this.end(event.outcome);
      case 'acquireFailed':
      case 'joined':
      case 'location':
      case 'access':
      case 'race':
      case 'output':
      case 'input':
      case 'notice':
        return;
    }
  }

  private threadNew(event: EventOf<'threadNew'>): void {
    // Told again if name or daemon flag were changed before the start.
    const known = this.threads[event.thread];
    if (!known) this.created++;
    this.holds.forget(event.thread);
    this.threads[event.thread] = {
      id: event.thread,
      name: event.name,
      daemon: event.daemon,
      ident: event.ident,
      isLibrary: event.isLibrary,
      creator: known?.creator ?? event.by,
      createdAt: known?.createdAt ?? event.at,
      state: { kind: 'new' },
      since: event.time,
      sinceStep: this.step,
      at: NO_STACK,
      holds: NO_HOLDS,
    };
  }

  private run(thread: ThreadId): void {
    if (this.running === thread) return;
    if (this.running !== undefined) this.enter(this.running, { kind: 'ready' });
    this.enter(thread, { kind: 'running' });
  }

  /** Puts a thread into a state, and keeps `running` and `since` in step with it. */
  private enter(id: ThreadId, state: ThreadState): void {
    const thread = this.ownThread(id);
    if (thread === undefined) return;
    if (state.kind === 'running') this.running = id;
    else if (this.running === id) this.running = undefined;
    thread.state = state;
    thread.since = this.time;
    thread.sinceStep = this.step;
  }

  private finish(id: ThreadId): void {
    const exception = this.threads[id]?.exception;
    this.leaveQueue(id);
    this.enter(id, exception === undefined ? { kind: 'finished' } : { kind: 'crashed', exception });
  }

  private objectNew(event: EventOf<'objectNew'>): void {
    this.created++;
    this.objects[event.object] = {
      id: event.object,
      kind: event.objectKind,
      typeName: event.typeName,
      partOf: event.partOf,
      lock: event.lock,
      isLibrary: event.isLibrary,
      creator: event.by,
      createdAt: event.at,
      state: event.state,
      owner: undefined,
      waiters: [],
    };
  }

  private objectGone(id: ObjectId): void {
    const owner = this.objects[id]?.owner;
    if (owner !== undefined) this.dropHolding(owner, id);
    delete this.objects[id];
  }

  private acquire(by: ThreadId, id: ObjectId, count: number, at: StackId): void {
    if (this.threads[by] === undefined || this.objects[id] === undefined) return;
    // A lock may be handed over before its new owner is woken.
    if (waitsFor(this.threads[by]) === id) this.leaveQueue(by);
    const [thread, object] = [this.ownThread(by), this.ownObject(id)];
    if (!thread || !object) return;
    if (thread.calledFor !== undefined) thread.calledFor = undefined;
    object.owner = by;
    if (this.holds.count(thread, id, count, this.age)) return;
    this.holds.add(thread, { object: id, count, at, since: this.time, step: this.step }, this.age);
  }

  private release(by: ThreadId, id: ObjectId, count: number): void {
    const owner = this.objects[id]?.owner ?? by;
    if (count > 0) return this.setCount(owner, id, count);
    this.dropHolding(owner, id);
    const object = this.ownObject(id);
    if (!object) return;
    object.owner = undefined;
    if (owner !== by) object.wasHandedOver = true;
  }

  private notify({ by, at, object, woken }: EventOf<'notify'>): void {
    this.patchObject(object, { lastNotify: { by, at, woken, step: this.step } });
  }

  private setCount(owner: ThreadId, object: ObjectId, count: number): void {
    const thread = this.ownThread(owner);
    if (thread) this.holds.count(thread, object, count, this.age);
  }

  private dropHolding(owner: ThreadId, object: ObjectId): void {
    const thread = this.ownThread(owner);
    if (thread) this.holds.remove(thread, object, this.age);
  }

  private wait(event: EventOf<'wait'>): void {
    const { wait, by } = event;
    this.leaveQueue(by);
    this.enter(by, waitState(event));
    if (wait.kind !== 'lock' && wait.kind !== 'object') return;
    const queue = this.ownQueue(wait.object);
    const isAgain = this.threads[by]?.calledFor === wait.object;
    if (isAgain) queue?.unshift(by);
    else queue?.push(by);
    if (isAgain) this.patchThread(by, { calledFor: undefined });
  }

  private wake({ thread, reason }: EventOf<'wake'>): void {
    const state = this.threads[thread]?.state;
    if (state?.kind === 'blocked' && reason === 'granted') {
      this.patchThread(thread, { calledFor: state.on });
    }
    // Nobody could, so nobody should have; but if so, it is not stuck.
    if (this.threads[thread]?.isStuck) this.patchThread(thread, { isStuck: undefined });
    this.leaveQueue(thread);
    if (this.running !== thread) this.enter(thread, { kind: 'ready' });
  }

  private leaveQueue(id: ThreadId): void {
    const object = waitsFor(this.threads[id]);
    const queue = object === undefined ? undefined : this.ownQueue(object);
    if (queue) takeOut(queue, id);
  }

  /** Only an exit ends threads: after a deadlock or a stop they are shown as they stood. */
  private end(outcome: Outcome): void {
    this.outcome = outcome;
    if (outcome.kind !== 'exited') return;
    for (const thread of Object.values<Thread>(this.threads)) {
      if (!isAlive(thread)) continue;
      if (thread.id === MAIN_THREAD) this.finish(thread.id);
      else {
        this.leaveQueue(thread.id);
        this.enter(thread.id, { kind: 'cutOff' });
      }
    }
  }

  private patchThread(id: ThreadId, patch: Patch<Thread>): void {
    const thread = this.ownThread(id);
    if (thread) Object.assign(thread, patch);
  }

  private patchObject(id: ObjectId, patch: Patch<SyncObject>): void {
    const object = this.ownObject(id);
    if (object) Object.assign(object, patch);
  }

  /** A thread that may be changed. */
  private ownThread(id: ThreadId): Own<Thread> | undefined {
    const thread = this.threads[id];
    if (thread === undefined || this.threadAges[id] === this.age) return thread;
    this.threadAges[id] = this.age;
    return (this.threads[id] = { ...thread });
  }

  /** An object that may be changed. */
  private ownObject(id: ObjectId): Own<SyncObject> | undefined {
    const object = this.objects[id];
    if (object === undefined || this.objectAges[id] === this.age) return object;
    this.objectAges[id] = this.age;
    return (this.objects[id] = { ...object });
  }

  /** Who waits for an object, as a list that may be changed. */
  private ownQueue(id: ObjectId): ThreadId[] | undefined {
    const object = this.ownObject(id);
    if (!object) return undefined;
    if (this.queueAges[id] === this.age) return object.waiters as ThreadId[];
    this.queueAges[id] = this.age;
    const queue = [...object.waiters];
    object.waiters = queue;
    return queue;
  }
}

/** Mostly it is the first; in a recording that somebody made up it may be there several times. */
function takeOut(queue: ThreadId[], id: ThreadId): void {
  for (let at = queue.indexOf(id); at >= 0; at = queue.indexOf(id, at)) queue.splice(at, 1);
}

/** True from `start()` to the thread's end. */
export function isAlive({ state }: Thread): boolean {
  return !['new', 'finished', 'crashed', 'cutOff'].includes(state.kind);
}

/** The object in whose queue a thread stands. */
export function waitsFor(thread: Thread | undefined): ObjectId | undefined {
  const state = thread?.state;
  if (state?.kind === 'blocked') return state.on;
  return state?.kind === 'waiting' && state.wait.kind === 'object' ? state.wait.object : undefined;
}

function waitState({ wait, until, time }: EventOf<'wait'>): ThreadState {
  if (wait.kind === 'lock') return { kind: 'blocked', on: wait.object, until };
  if (wait.kind === 'sleep') return { kind: 'sleeping', until: until ?? time };
  return { kind: 'waiting', wait, until };
}

function exceptionText({ typeName, message }: EventOf<'exception'>): string {
  return message === '' ? typeName : `${typeName}: ${message}`;
}
