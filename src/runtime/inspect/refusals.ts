// Why a question can't be answered now: what it would do to the run, as a sentence.

import type { KernelLock } from '../kernel/kernelLock.ts';
import type { LookProblem } from '../kernel/outcomes.ts';
import type { ThreadId } from '../../core/base/ids.ts';

const CANT = "can't be evaluated now: it would ";

export const END_OF_PROGRAM = `${CANT}end the program`;

/** Names of what the sentences are about. */
export interface Names {
  threadName(thread: ThreadId): string;
  lockName(lock: KernelLock): string;
}

/** By code of operation (see threadModule/operations.ts): nobody who looks may do these. */
const FORBIDDEN: Readonly<Record<number, string>> = {
  45: 'end a thread',
  80: 'start a thread',
  81: 'start a thread',
  85: 'wait for all threads',
  93: 'end the program',
  97: 'interrupt the main thread',
  98: 'end the program',
};

/** What an operation would wait for that is not a lock. */
const WAITS: Readonly<Record<number, string>> = {
  43: 'wait for the end of a thread',
  64: 'wait for an item of a SimpleQueue',
  91: 'sleep',
  92: 'wait for input',
};

export function forbidden(code: number): string | undefined {
  const what = FORBIDDEN[code];
  return what === undefined ? undefined : CANT + what;
}

export function waiting(code: number): string {
  return CANT + (WAITS[code] ?? 'wait');
}

export function problemText(problem: LookProblem, names: Names): string {
  switch (problem.kind) {
    case 'wait':
      return `${CANT}wait for ${held(problem.lock, names)}`;
    case 'wake':
      return `${CANT}let ${names.threadName(problem.thread)} go on`;
    case 'release':
      return CANT + releaseText(problem.lock, names);
  }
}

/** Locks without an object are those on which a thread waits inside `Condition.wait`. */
function releaseText(lock: KernelLock, names: Names): string {
  const waiters = lock.waiters.map(({ id }) => names.threadName(id));
  if (lock.object === 0 && waiters.length > 0) return `let ${waiters.join(', ')} go on`;
  return `release ${held(lock, names)}`;
}

function held(lock: KernelLock, names: Names): string {
  const name = names.lockName(lock);
  return lock.owner === 0 ? name : `${name}, held by ${names.threadName(lock.owner)}`;
}

export function leftAcquired(lock: KernelLock, names: Names): string {
  return `${CANT}leave ${names.lockName(lock)} acquired`;
}
