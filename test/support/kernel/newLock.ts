// The kernel does not record the making of locks: Python's layer does. For tests without it.

import { NO_STACK, NO_THREAD, type ObjectId } from '../../../src/core/base/ids.ts';
import type { TraceEvent } from '../../../src/core/trace/events.ts';
import { RLOCK } from './lockProgram.ts';

/** @param id from 1; the last lock of a lock program is an RLock */
export function newLock(id: number): TraceEvent {
  const objectKind = id - 1 === RLOCK ? 'RLock' : 'Lock';
  return {
    ...{ kind: 'objectNew', time: 0, by: NO_THREAD, at: NO_STACK, object: id as ObjectId },
    ...{ objectKind, typeName: objectKind, partOf: undefined, lock: undefined },
    ...{ isLibrary: false, state: { kind: 'none' } },
  };
}
