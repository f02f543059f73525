// Which operations on which kinds of object a run can be stopped at, and how that is said.

import type { ObjectPlace, SyncOperation } from '../../core/protocol/debug.ts';
import type { ObjectKind } from '../../core/trace/events.ts';

const OF_LOCKS: readonly SyncOperation[] = ['acquire', 'contend', 'release'];
const OF_WAITS: readonly SyncOperation[] = ['wait', 'wake'];

const OPERATIONS: Readonly<Record<ObjectKind, readonly SyncOperation[]>> = {
  Lock: OF_LOCKS,
  RLock: OF_LOCKS,
  Condition: ['notify', ...OF_WAITS],
  Event: ['set', 'clear', 'wait'],
  Semaphore: [...OF_LOCKS, 'wake'],
  BoundedSemaphore: [...OF_LOCKS, 'wake'],
  Barrier: OF_WAITS,
  Queue: OF_WAITS,
  LifoQueue: OF_WAITS,
  PriorityQueue: OF_WAITS,
  SimpleQueue: OF_WAITS,
  Future: OF_WAITS,
  Timer: [],
  local: [],
};

export function operationsOn(kind: ObjectKind): readonly SyncOperation[] {
  return OPERATIONS[kind];
}

/** Without a subject: `is acquired`. */
const PASSIVE: Readonly<Record<SyncOperation, string>> = {
  acquire: 'is acquired',
  contend: 'has to be waited for',
  release: 'is released',
  set: 'is set',
  clear: 'is cleared',
  notify: 'is notified',
  wake: 'lets a waiter go on',
  wait: 'is waited for',
  threadStart: 'starts',
  threadEnd: 'ends',
};

/** What `any` stands for, with the operations on it. */
const ANYTHING: Readonly<Record<SyncOperation, string>> = {
  acquire: 'Any lock or semaphore',
  contend: 'Any object',
  release: 'Any lock or semaphore',
  set: 'Any event',
  clear: 'Any event',
  notify: 'Any condition',
  wake: 'Any event, condition or queue',
  wait: 'Any event, condition or queue',
  threadStart: 'Any thread',
  threadEnd: 'Any thread',
};

export const ALL_OPERATIONS = Object.keys(PASSIVE).filter(isOperation);

export function isOperation(value: unknown): value is SyncOperation {
  return typeof value === 'string' && Object.hasOwn(PASSIVE, value);
}

/** `is acquired` */
export function operationText(operation: SyncOperation): string {
  return PASSIVE[operation];
}

/** `left is acquired`, `Any thread starts` @param name undefined stands for any */
export function breakText(operation: SyncOperation, name: string | undefined): string {
  return `${name ?? ANYTHING[operation]} ${PASSIVE[operation]}`;
}

/** `bank.py:12`, and which of those made there if it is not the first. */
export function placeText({ file, line, ordinal }: ObjectPlace): string {
  const place = `${file.slice(file.lastIndexOf('/') + 1)}:${line}`;
  return ordinal === 0 ? place : `${place}, number ${ordinal + 1} made there`;
}
