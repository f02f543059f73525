// `_queue.SimpleQueue` (Modules/_queuemodule.c, 3.14): CPython's own waits on a C semaphore, which
// this build has not. Items are strong references kept here.

import type { ObjectId, ThreadId } from '../../core/base/ids.ts';
import type { LocationId, Operation, OperationKind } from '../../core/schedule/operation.ts';
import type { Wait } from '../../core/trace/events.ts';
import type { Contention, Exploring } from '../kernel/exploring.ts';
import { INTERRUPTED, LookError } from '../kernel/outcomes.ts';
import type { Pointer } from '../python/cpython.ts';
import type { Call } from './arguments.ts';
import type { Context } from './context.ts';
import { keepList } from '../python/keep.ts';
import { recordState } from './context.ts';
import type { Observer } from './observer.ts';
import type { Settlement } from './settle.ts';

/** Where our objects keep their number, in words. */
const NUMBER = 2;
const EMPTY = 0;
const GOT = 1;

interface SimpleQueue {
  readonly object: ObjectId;
  readonly items: Pointer[];
  readonly waiters: ThreadId[];
  readonly location: LocationId;
  /** When exploring: who waits for an item, and who could take one. */
  readonly contention: Contention;
}

export class QueueType {
  private readonly queues: (SimpleQueue | undefined)[] = [];
  private readonly context: Context;
  private readonly observer: Observer;
  private readonly settlement: Settlement;
  /** `_queue.Empty`, borrowed. */
  private readonly emptyError: Pointer;
  /** `_queue.SimpleQueue`, borrowed. */
  private readonly type: Pointer;

  constructor(
    context: Context,
    observer: Observer,
    settlement: Settlement,
    classes: { readonly type: Pointer; readonly emptyError: Pointer },
  ) {
    this.context = context;
    this.observer = observer;
    this.settlement = settlement;
    this.type = classes.type;
    this.emptyError = classes.emptyError;
  }

  /** What undoes the making, filling and emptying of queues from now on. */
  save(): () => void {
    const undo = [
      keepList(this.queues),
      ...this.queues.flatMap((queue) => (queue ? [keepList(queue.items)] : [])),
    ];
    return () => undo.forEach((each) => each());
  }

  newQueue(type: Pointer): Pointer {
    const { python, kernel, native, frames } = this.context;
    const object = python._PyType_GenericAlloc(type, 0);
    if (object === 0) return 0;
    python.HEAPU32[(object >>> 2) + NUMBER] = this.queues.length;
    const queue: SimpleQueue = {
      object: kernel.newObjectId(),
      items: [],
      waiters: [],
      location: kernel.newLocation(),
      contention: { waiters: [], contenders: [] },
    };
    this.queues.push(queue);
    const [creator] = frames.innermost(native.runningState, 1);
    const typeName = this.context.objects.typeName(object);
    const facts = { kind: 'SimpleQueue', typeName, state: stateOf(queue) } as const;
    this.observer.announce(queue.object, facts, creator?.code ?? 0);
    return object;
  }

  dealloc(object: Pointer): void {
    const number = this.context.python.HEAPU32[(object >>> 2) + NUMBER] ?? 0;
    const queue = this.queues[number];
    this.queues[number] = undefined;
    if (!queue) return;
    this.observer.objectGone(queue.object);
    for (const item of queue.items) this.context.objects.release(item);
  }

  repr(object: Pointer): Pointer {
    return this.context.objects.str(`<_queue.SimpleQueue object at 0x${object.toString(16)}>`);
  }

  private queueOf(object: Pointer): SimpleQueue {
    const queue = this.queues[this.context.python.HEAPU32[(object >>> 2) + NUMBER] ?? 0];
    if (!queue) throw new Error('internal error: a SimpleQueue without its items');
    return queue;
  }

  /** What a debugger shows of a SimpleQueue; undefined for any other object. */
  factsOf(object: Pointer) {
    const { objects, python } = this.context;
    if (python._PyType_IsSubtype(objects.typeOf(object), this.type) === 0) return undefined;
    const queue = this.queueOf(object);
    return { object: queue.object, size: queue.items.length, waiters: waitersOf(queue) };
  }

  /** What is in a SimpleQueue, borrowed, and its id; undefined for any other object. */
  contentsOf(object: Pointer): Pick<SimpleQueue, 'object' | 'items'> | undefined {
    const { objects, python } = this.context;
    if (python._PyType_IsSubtype(objects.typeOf(object), this.type) === 0) return undefined;
    return this.queueOf(object);
  }

  put(call: Call): Pointer {
    const { kernel, objects } = this.context;
    const bound = this.context.arguments.bind('put', ['item', 'block', 'timeout'], call);
    if (!bound) return 0;
    const item = bound[0] ?? 0;
    if (item === 0) {
      return objects.raise('TypeError', "put() missing required argument 'item' (pos 1)");
    }
    const queue = this.queueOf(call.self);
    this.refuseToWake(queue);
    const by = kernel.current;
    const add = (): number => this.addItem(queue, item);
    const { exploring } = kernel;
    const operation = (): Operation => ({ kind: putKind(queue), object: queue.location });
    const result = exploring ? exploring.announce({ operation, perform: add }) : add();
    return this.settlement.settle(by, result, () => objects.none);
  }

  private addItem(queue: SimpleQueue, item: Pointer): number {
    const { kernel, objects } = this.context;
    this.did(queue, putKind(queue));
    queue.items.push(objects.retain(item));
    this.noteState(queue);
    const waiter = queue.waiters.shift();
    if (waiter !== undefined) kernel.unpark(waiter, 'granted');
    if (!this.context.quiet.isOn) kernel.exploring?.freed(queue.contention);
    return kernel.point('operation', 0);
  }

  private did({ location: object }: SimpleQueue, kind: OperationKind): void {
    this.context.kernel.exploring?.watcher?.did({ kind, object });
  }

  /** @throws LookError if somebody who only looks would let a waiter go on. */
  private refuseToWake(queue: SimpleQueue): void {
    const [thread] = waitersOf(queue);
    if (thread === undefined || !this.context.quiet.isOn) return;
    throw new LookError({ kind: 'wake', thread });
  }

  get(call: Call): Pointer {
    const reader = this.context.arguments;
    const bound = reader.bind('get', ['block', 'timeout'], call);
    if (!bound) return 0;
    const block = reader.truth(bound[0] ?? 0, true);
    if (block === undefined) return 0;
    const timeout = block ? this.timeoutOf(bound[1] ?? 0) : 0;
    return timeout === 'invalid' ? 0 : this.takeItem(this.queueOf(call.self), timeout);
  }

  getNowait(call: Call): Pointer {
    return this.takeItem(this.queueOf(call.self), 0);
  }

  private timeoutOf(object: Pointer): number | undefined | 'invalid' {
    if (object === 0 || object === this.context.objects.none) return undefined;
    const seconds = this.context.arguments.seconds(object);
    if (seconds === undefined) return 'invalid';
    if (seconds >= 0) return this.context.arguments.nanoseconds(seconds);
    this.context.objects.raise('ValueError', "'timeout' must be a non-negative number");
    return 'invalid';
  }

  private takeItem(queue: SimpleQueue, timeout: number | undefined): Pointer {
    const { kernel, python } = this.context;
    const by = kernel.current;
    let item: Pointer = 0;
    const tryTake = (): number => {
      const first = queue.items.shift();
      this.did(queue, takeKind(first !== undefined, timeout));
      if (first === undefined) return EMPTY;
      item = first;
      this.noteState(queue);
      // Who only looks gives it back.
      const isLast = queue.items.length === 0 && !this.context.quiet.isOn;
      if (isLast) kernel.exploring?.taken(queue.contention);
      return GOT;
    };
    const until = timeout === undefined ? undefined : kernel.clock.now + timeout;
    const take = (): number => kernel.point('operation', tryTake());
    const result = kernel.exploring
      ? this.announceTake(kernel.exploring, queue, timeout === 0 ? 'now' : until, take)
      : queue.items.length > 0 || timeout === 0
        ? take()
        : this.parkForItem(queue, until, tryTake);
    return this.settlement.settle(by, result, (got) => {
      if (got === EMPTY) python._PyErr_SetNone(this.emptyError);
      return item;
    });
  }

  private announceTake(
    exploring: Exploring,
    queue: SimpleQueue,
    until: number | undefined | 'now',
    take: () => number,
  ): number {
    const hasItem = (): boolean => queue.items.length > 0;
    const wait = waitFor(queue);
    const timeout = until === 'now' ? 0 : until;
    return exploring.announce({
      operation: () => ({ kind: takeKind(hasItem(), timeout), object: queue.location }),
      perform: take,
      ...(until === 'now' ? {} : { claim: { on: queue.contention, isFree: hasItem, wait, until } }),
    });
  }

  private parkForItem(
    queue: SimpleQueue,
    until: number | undefined,
    tryTake: () => number,
  ): number {
    const { kernel } = this.context;
    const by = kernel.current;
    kernel.refuseIfPinned();
    queue.waiters.push(by);
    return kernel.park({
      wait: waitFor(queue),
      until,
      finish: (reason) => {
        const at = queue.waiters.indexOf(by);
        if (at >= 0) queue.waiters.splice(at, 1);
        if (reason === 'interrupt') return INTERRUPTED;
        const result = tryTake();
        // Somebody else was faster: wait for the rest of the time.
        if (result === GOT || reason === 'timeout') return result;
        return this.parkForItem(queue, until, tryTake);
      },
    });
  }

  empty(call: Call): Pointer {
    const { objects } = this.context;
    return this.look(call, ({ items }) => objects.bool(items.length === 0));
  }

  size(call: Call): Pointer {
    const { objects } = this.context;
    return this.look(call, ({ items }) => objects.int(items.length));
  }

  private look(call: Call, see: (queue: SimpleQueue) => Pointer): Pointer {
    const { kernel } = this.context;
    const queue = this.queueOf(call.self);
    const look = kernel.announce({ kind: 'read', object: queue.location });
    return this.settlement.settle(kernel.current, look, () => see(queue));
  }

  private noteState(queue: SimpleQueue): void {
    const state = stateOf(queue);
    recordState(this.context, queue.object, state);
  }
}

/** Into an empty queue: then somebody may go on who could not before. */
function putKind({ items }: SimpleQueue): OperationKind {
  return items.length === 0 ? 'release' : 'write';
}

function waitersOf({ waiters, contention }: SimpleQueue): readonly ThreadId[] {
  return [...waiters, ...contention.waiters.map(({ id }) => id)];
}

function takeKind(hasItem: boolean, timeout: number | undefined): OperationKind {
  if (timeout === 0) return hasItem ? 'write' : 'read';
  return 'acquire';
}

function waitFor({ object }: SimpleQueue): Wait {
  return { kind: 'object', object, operation: 'get' };
}

function stateOf(queue: SimpleQueue) {
  const size = queue.items.length;
  return { kind: 'queue', size, maxsize: 0, unfinished: 0, isShutdown: false } as const;
}
