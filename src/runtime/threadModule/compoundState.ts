// Reads what threading.py and queue.py keep in plain attributes (`_flag`, `_value` …) from the
// Python object, without running Python code of the user.

import type { ObjectKind, ObjectState } from '../../core/trace/events.ts';
import type { Pointer } from '../python/cpython.ts';
import type { PythonObjects } from '../python/objects.ts';

type StateOf<K extends ObjectState['kind']> = Extract<ObjectState, { kind: K }>;

/** State of everything but timers and thread-locals. */
export function readState(
  objects: PythonObjects,
  kind: ObjectKind,
  object: Pointer,
  previous: ObjectState | undefined,
): ObjectState {
  switch (kind) {
    case 'Event':
      return { kind: 'event', flag: objects.boolAttribute(object, '_flag') ?? false };
    case 'Semaphore':
    case 'BoundedSemaphore':
      return semaphoreState(objects, object, previous);
    case 'Barrier':
      return barrierState(objects, object);
    case 'Queue':
    case 'LifoQueue':
    case 'PriorityQueue':
      return queueState(objects, object);
    case 'Future':
      return { kind: 'future', phase: objects.wordAttribute(object, '_state') ?? 'PENDING' };
    default:
      return { kind: 'none' };
  }
}

function semaphoreState(
  objects: PythonObjects,
  object: Pointer,
  previous: ObjectState | undefined,
): StateOf<'semaphore'> {
  const value = objects.numberAttribute(object, '_value') ?? 0;
  const initial = previous?.kind === 'semaphore' ? previous.initial : value;
  return { kind: 'semaphore', value, initial };
}

/** Barrier._state: 0 filling, 1 draining, -1 resetting, -2 broken. */
const BARRIER_PHASES: Readonly<Record<number, StateOf<'barrier'>['phase']>> = {
  0: 'filling',
  1: 'draining',
  [-1]: 'resetting',
  [-2]: 'broken',
};

function barrierState(objects: PythonObjects, object: Pointer): StateOf<'barrier'> {
  return {
    kind: 'barrier',
    parties: objects.numberAttribute(object, '_parties') ?? 0,
    waiting: objects.numberAttribute(object, '_count') ?? 0,
    phase: BARRIER_PHASES[objects.numberAttribute(object, '_state') ?? 0] ?? 'filling',
  };
}

function queueState(objects: PythonObjects, object: Pointer): StateOf<'queue'> {
  return {
    kind: 'queue',
    size: objects.withAttribute(object, 'queue', (items) => objects.size(items)) ?? 0,
    maxsize: Math.max(0, objects.numberAttribute(object, 'maxsize') ?? 0),
    unfinished: objects.numberAttribute(object, 'unfinished_tasks') ?? 0,
    isShutdown: objects.boolAttribute(object, 'is_shutdown') ?? false,
  };
}

/** True if two states of one object show the same. */
export function isSameState(a: ObjectState, b: ObjectState): boolean {
  if (a.kind === 'event' && b.kind === 'event') return a.flag === b.flag;
  if (a.kind === 'semaphore' && b.kind === 'semaphore') return a.value === b.value;
  if (a.kind === 'future' && b.kind === 'future') return a.phase === b.phase;
  if (a.kind === 'queue' && b.kind === 'queue') return isSameQueue(a, b);
  return a.kind === b.kind && JSON.stringify(a) === JSON.stringify(b);
}

function isSameQueue(a: StateOf<'queue'>, b: StateOf<'queue'>): boolean {
  const isSameSize = a.size === b.size && a.maxsize === b.maxsize;
  return isSameSize && a.unfinished === b.unfinished && a.isShutdown === b.isShutdown;
}
