// What the worker knows of a synchronisation object beyond its Python attributes: its number in the
// trace, who holds it and who waits.

import type { ThreadId } from '../../core/base/ids.ts';
import type { KernelLock } from '../kernel/kernelLock.ts';
import type { KernelThread } from '../kernel/kernelThread.ts';
import type { Pointer } from '../python/cpython.ts';
import type { Assembly } from '../threadModule/assemble.ts';
import type { Names } from './refusals.ts';

const THREAD_STATES: Readonly<Record<KernelThread['state'], string>> = {
  new: 'not started',
  ready: 'ready',
  running: 'running',
  parked: 'waiting',
  finished: 'finished',
  abandoned: 'cut off',
};

export function namesOf(assembly: Assembly): Names {
  const { handles } = assembly;
  return {
    threadName: (thread) => handles.nameOf(thread),
    lockName: (lock) => assembly.observer.placeOf(lock.object) ?? 'a lock',
  };
}

/** JSON for py/sync.py; undefined for an object that is none of ours. */
export function describeObject(assembly: Assembly, object: Pointer): string | undefined {
  const { locks, queues, locals, handles, observer } = assembly;
  const nameOf = (thread: ThreadId): string => handles.nameOf(thread);
  const lock = locks.lockAt(object);
  if (lock) return JSON.stringify(lockFacts(lock, nameOf));
  const queue = queues.factsOf(object);
  if (queue) return JSON.stringify({ ...queue, waiters: queue.waiters.map(nameOf) });
  const thread = handles.threadOf(object);
  const compound = observer.factsOf(object);
  if (thread !== 0) {
    const state = THREAD_STATES[assembly.context.kernel.stateOf(thread)];
    return JSON.stringify({ ...compound, thread, state });
  }
  const local = locals.objectAt(object);
  const facts = compound ?? (local === undefined ? undefined : { object: local });
  return facts && JSON.stringify(facts);
}

function lockFacts(lock: KernelLock, nameOf: (thread: ThreadId) => string) {
  return {
    object: lock.object,
    owner: lock.owner === 0 ? null : nameOf(lock.owner),
    count: lock.count,
    waiters: lock.waiters.map(({ id }) => nameOf(id)),
  };
}
