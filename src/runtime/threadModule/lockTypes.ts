// `_thread.lock` and `_thread.RLock` on the kernel's locks (Modules/_threadmodule.c, 3.14).

import type { ObjectId, ThreadId } from '../../core/base/ids.ts';
import type { KernelLock } from '../kernel/kernelLock.ts';
import type { Pointer } from '../python/cpython.ts';
import type { Call } from './arguments.ts';
import type { Complete, Context } from './context.ts';
import { keepList } from '../python/keep.ts';
import { NUMBER } from '../python/leasedLocks.ts';
import type { Observer } from './observer.ts';
import type { Settlement } from './settle.ts';

export class LockTypes {
  private readonly locks: (KernelLock | undefined)[] = [];
  private readonly freeNumbers: number[] = [];
  private readonly context: Context;
  private readonly observer: Observer;
  private readonly settlement: Settlement;

  /** Addresses of `_thread.lock` and `_thread.RLock`. */
  private readonly types: readonly Pointer[];

  constructor(
    context: Context,
    observer: Observer,
    settlement: Settlement,
    types: readonly Pointer[],
  ) {
    this.context = context;
    this.observer = observer;
    this.settlement = settlement;
    this.types = types;
  }

  private numberOf(object: Pointer): number {
    return this.context.python.HEAPU32[(object >>> 2) + NUMBER] ?? 0;
  }

  private lockOf(object: Pointer): KernelLock {
    const lock = this.locks[this.numberOf(object)];
    if (!lock) throw new Error('internal error: a lock without a kernel lock');
    return lock;
  }

  /** The kernel's lock of a Python object if it is one of ours. */
  lockAt(object: Pointer): KernelLock | undefined {
    const { objects, python } = this.context;
    const type = objects.typeOf(object);
    const isLock = this.types.some((base) => python._PyType_IsSubtype(type, base) !== 0);
    return isLock ? this.lockOf(object) : undefined;
  }

  /** Object id of a Python object if it is one of our locks. */
  objectOf(object: Pointer): ObjectId | undefined {
    return this.lockAt(object)?.object || undefined;
  }

  /** What undoes the making and freeing of locks from now on. */
  save(): () => void {
    const undo = [keepList(this.locks), keepList(this.freeNumbers)];
    return () => undo.forEach((each) => each());
  }

  /** Numbers of the locks that exist, for the snapshot. */
  numbers(): number[] {
    return [...this.locks.keys()].filter((number) => this.locks[number] !== undefined);
  }

  /** Makes the locks that are in the snapshot known to this run's kernel. */
  restore(numbers: readonly number[]): void {
    for (const number of numbers) {
      this.locks[number] = this.context.kernel.createLock({ object: 0 as ObjectId });
    }
    const length = this.locks.length;
    for (let number = 0; number < length; number++) {
      if (!this.locks[number]) this.freeNumbers.push(number);
    }
  }

  // ── life ──

  /** `lock()`: the arguments of a constructor are a tuple and a dict. */
  newLockOf({ self, args, keywords }: Call): Pointer {
    const { python, objects } = this.context;
    if (args !== 0 && python._PyTuple_Size(args) > 0) {
      return objects.raise('TypeError', 'lock() takes no positional arguments');
    }
    if (keywords !== 0 && python._PyDict_Size(keywords) > 0) {
      return objects.raise('TypeError', 'lock() takes no keyword arguments');
    }
    return this.newLock(self);
  }

  newLock(type: Pointer): Pointer {
    return this.create(type, 'Lock');
  }

  newRLock(type: Pointer): Pointer {
    return this.create(type, 'RLock');
  }

  private create(type: Pointer, kind: 'Lock' | 'RLock'): Pointer {
    const { python } = this.context;
    const object = python._PyType_GenericAlloc(type, 0);
    if (object === 0) return 0;
    const number = this.freeNumbers.pop() ?? this.locks.length;
    python.HEAPU32[(object >>> 2) + NUMBER] = number;
    this.locks[number] = this.observer.lockCreated(number, kind, object);
    return object;
  }

  dealloc(object: Pointer): void {
    const lock = this.lockOf(object);
    const number = this.numberOf(object);
    lock.withhold();
    this.observer.lockFreed(number);
    this.locks[number] = undefined;
    this.freeNumbers.push(number);
    this.observer.objectGone(lock.object);
  }

  repr(object: Pointer): Pointer {
    const { objects } = this.context;
    const state = this.lockOf(object).count > 0 ? 'locked' : 'unlocked';
    const address = object.toString(16);
    return objects.str(`<${state} ${qualifiedName(this.context, object)} object at 0x${address}>`);
  }

  reprRecursive(object: Pointer): Pointer {
    const { context } = this;
    const { owner, count } = this.lockOf(object);
    const state = count > 0 ? 'locked' : 'unlocked';
    const ident = count > 0 ? this.identOf(owner) : 0;
    const name = qualifiedName(context, object);
    const address = object.toString(16);
    return context.objects.str(
      `<${state} ${name} object owner=${ident} count=${count} at 0x${address}>`,
    );
  }

  private identOf(thread: ThreadId): number {
    return this.context.native.identOf(thread);
  }

  // ── lock ──

  acquire(call: Call): Pointer {
    const timeout = this.timeoutOf(call);
    return timeout === 'invalid' ? 0 : this.take(call.self, timeout);
  }

  enter(call: Call): Pointer {
    return this.take(call.self, undefined);
  }

  private take(object: Pointer, timeout: number | undefined): Pointer {
    const { kernel } = this.context;
    const lock = this.lockOf(object);
    const by = kernel.current;
    if (lock.count === 0 || timeout === 0) {
      return this.finish(lock, by, kernel.acquire(lock, timeout), this.toBool);
    }
    const number = this.numberOf(object);
    const wait = this.observer.waitFor(number, lock, timeout);
    return this.settlement.settle(by, kernel.acquire(lock, timeout, wait), (result) => {
      if (result === 0) this.observer.timedOut(number);
      return this.toBool(result);
    });
  }

  release(call: Call): Pointer {
    return this.giveBack(call.self);
  }

  exit(call: Call): Pointer {
    return this.giveBack(call.self);
  }

  private giveBack(object: Pointer): Pointer {
    const { kernel } = this.context;
    const lock = this.lockOf(object);
    this.observer.beforeRelease(this.numberOf(object));
    const by = kernel.current;
    try {
      return this.finish(lock, by, kernel.release(lock), this.toNone);
    } catch (error) {
      return this.settlement.refusal(error);
    }
  }

  /** Who has done such an operation mostly does another one, which is lent to it. */
  private finish(lock: KernelLock, by: ThreadId, result: number, complete: Complete): Pointer {
    if (lock.isLent) this.context.lend();
    return this.settlement.settle(by, result, complete);
  }

  locked(call: Call): Pointer {
    const { kernel, objects } = this.context;
    const lock = this.lockOf(call.self);
    const look = kernel.announce({ kind: 'read', object: lock.location });
    return this.settlement.settle(kernel.current, look, () => objects.bool(lock.count > 0));
  }

  /** `_at_fork_reinit`: there is no fork; makes the lock free as CPython does in a child. */
  reinit(call: Call): Pointer {
    this.context.kernel.resetLock(this.lockOf(call.self));
    return this.context.objects.none;
  }

  // ── RLock ──

  acquireRecursive(call: Call): Pointer {
    const timeout = this.timeoutOf(call);
    return timeout === 'invalid' ? 0 : this.takeRecursive(call.self, timeout);
  }

  enterRecursive(call: Call): Pointer {
    return this.takeRecursive(call.self, undefined);
  }

  private takeRecursive(object: Pointer, timeout: number | undefined): Pointer {
    const { kernel } = this.context;
    const lock = this.lockOf(object);
    const isTaken = lock.count > 0 && !kernel.isOwned(lock) && timeout !== 0;
    const number = this.numberOf(object);
    const wait = isTaken ? this.observer.waitFor(number, lock, timeout) : undefined;
    const by = kernel.current;
    return this.finish(lock, by, kernel.acquireRecursive(lock, timeout, wait), this.toBool);
  }

  releaseRecursive(call: Call): Pointer {
    const { kernel } = this.context;
    const lock = this.lockOf(call.self);
    this.observer.beforeRelease(this.numberOf(call.self));
    const by = kernel.current;
    try {
      return this.finish(lock, by, kernel.releaseRecursive(lock), this.toNone);
    } catch (error) {
      return this.settlement.refusal(error);
    }
  }

  isOwned(call: Call): Pointer {
    const { kernel, objects } = this.context;
    return objects.bool(kernel.isOwned(this.lockOf(call.self)));
  }

  recursionCount(call: Call): Pointer {
    const { kernel, objects } = this.context;
    const lock = this.lockOf(call.self);
    return objects.int(kernel.isOwned(lock) ? lock.count : 0);
  }

  /** Answers (count, owner's ident), as Condition.wait hands it to `_acquire_restore`. */
  releaseSave(call: Call): Pointer {
    const { kernel, python, objects } = this.context;
    const lock = this.lockOf(call.self);
    this.observer.beforeRelease(this.numberOf(call.self));
    const by = kernel.current;
    const ident = this.identOf(lock.owner);
    return this.settlement.attempt(() =>
      this.settlement.settle(by, kernel.releaseSave(lock), (count) => {
        const tuple = python._PyTuple_New(2);
        python._PyTuple_SetItem(tuple, 0, objects.int(count));
        python._PyTuple_SetItem(tuple, 1, objects.int(ident));
        return tuple;
      }),
    );
  }

  acquireRestore(call: Call): Pointer {
    const { kernel, python, objects } = this.context;
    const bound = this.context.arguments.bind('_acquire_restore', ['state'], call);
    const state = bound?.[0];
    if (!state) return 0;
    const isPair = objects.typeName(state) === 'tuple' && python._PyTuple_Size(state) === 2;
    const count = isPair ? objects.number(python._PyTuple_GetItem(state, 0)) : undefined;
    if (count === undefined) return objects.raise('TypeError', 'a pair of integers is required');
    const lock = this.lockOf(call.self);
    const by = kernel.current;
    return this.settlement.settle(by, kernel.acquireRestore(lock, count), this.toNone);
  }

  // ── arguments and results ──

  private timeoutOf(call: Call): number | undefined | 'invalid' {
    if (call.positional === 0 && call.keywords === 0) return undefined;
    const reader = this.context.arguments;
    const bound = reader.bind('acquire', ['blocking', 'timeout'], call);
    if (!bound) return 'invalid';
    const blocking = reader.truth(bound[0] ?? 0, true);
    return blocking === undefined ? 'invalid' : reader.acquireTimeout(blocking, bound[1] ?? 0);
  }

  private readonly toBool = (result: number): Pointer => this.context.objects.bool(result === 1);
  private readonly toNone = (): Pointer => this.context.objects.none;
}

/** Module and name of an object's class, as in its `repr`. */
function qualifiedName({ objects }: Context, object: Pointer): string {
  const type = objects.typeOf(object);
  const module = objects.textAttribute(type, '__module__') ?? '_thread';
  return `${module}.${objects.typeName(object)}`;
}
