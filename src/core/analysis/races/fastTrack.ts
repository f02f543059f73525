// Data races by happens-before: Flanagan and Freund, FastTrack (PLDI 2009). Of a variable only the
// last write is kept, and the last reads that no later read is known to follow; most often that is
// one epoch (`thread`, `count` of a stamp).

import type { Stamp } from '../predictions/happensBefore.ts';
import { isKnownBefore } from '../predictions/happensBefore.ts';

export interface TimedAccess {
  readonly mode: 'read' | 'write' | 'update';
  readonly stamp: Stamp;
}

export interface Variable<Access extends TimedAccess> {
  write: Access | undefined;
  /** Concurrent with each other; those before the last write are gone. */
  reads: Access[];
}

export function newVariable<Access extends TimedAccess>(): Variable<Access> {
  return { write: undefined, reads: [] };
}

/** Takes note of an access. @returns those before it that nothing orders before it */
export function track<Access extends TimedAccess>(
  variable: Variable<Access>,
  access: Access,
): Access[] {
  const { write, reads } = variable;
  const isOpen = (earlier: Access): boolean => !isOrdered(earlier.stamp, access.stamp);
  const racing = write !== undefined && isOpen(write) ? [write] : [];
  if (access.mode === 'read') {
    variable.reads = [...reads.filter(isOpen), access];
    return racing;
  }
  racing.push(...reads.filter(isOpen));
  variable.write = access;
  variable.reads = [];
  return racing;
}

function isOrdered(earlier: Stamp, later: Stamp): boolean {
  return earlier.thread === later.thread || isKnownBefore(earlier, later);
}
