// What the search for reachable objects asks, answered by the parts of `_thread`.

import type { RuntimeLayout } from '../python/layout.ts';
import { Heap } from '../python/heap.ts';
import type { Assembly } from '../threadModule/assemble.ts';
import type { ObjectFacts } from './search.ts';

/** Attributes of `threading.Thread` that only its own `run` uses. */
const PRIVATE = ['_target', '_args', '_kwargs'];

export function objectFacts(assembly: Assembly, layout: RuntimeLayout): ObjectFacts {
  const { locks, queues, handles, context } = assembly;
  const { python, objects, native } = context;
  const [lockType = 0, rlockType = 0, , queueType = 0] = layout.types;
  const isBelow = (type: number, base: number): boolean =>
    type === base || python._PyType_IsSubtype(type, base) !== 0;
  return {
    heap: new Heap(python, native, layout.heap, layout.threadIdWord),
    kindOf(type) {
      if (isBelow(type, lockType) || isBelow(type, rlockType)) return 'lock';
      return isBelow(type, queueType) ? 'queue' : 'other';
    },
    lockAt: (object) => locks.lockAt(object),
    contentsOf: (object) => queues.contentsOf(object),
    threadOf: handles.threadOf,
    privateValues: (thread) =>
      PRIVATE.map((name) => objects.withAttribute(thread, name, (value) => value) ?? 0),
    isThreadList: (object) => layout.heap.threadLists.includes(object),
  };
}
