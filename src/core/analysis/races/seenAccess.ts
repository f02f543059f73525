// An access to what threads share, with all that tells what it can race with.

import type { StackId, Step, ThreadId } from '../../base/ids.ts';
import type { AccessMode } from '../../trace/events.ts';
import type { Stamp } from '../predictions/happensBefore.ts';
import type { LockSet } from './lockSets.ts';

/** Where an access is in the code, and in which call of it. */
export interface AccessPlace {
  /** A number for the place in the code. */
  readonly site: number;
  /** A number for the function's activation; a later one may have it again. */
  readonly frame: number;
}

export interface SeenAccess extends AccessPlace {
  readonly thread: ThreadId;
  readonly mode: AccessMode;
  readonly at: StackId;
  readonly step: Step;
  /** What is read or written, in short; undefined if that is not known. */
  value: string | undefined;
  /** Its time in the order that locks make, too. */
  readonly stamp: Stamp;
  /** Its time in the order of every schedule. */
  readonly everyStamp: Stamp;
  readonly locks: LockSet;
  /** How often the location had been written before. */
  version: number;
}

export function isWrite({ mode }: Pick<SeenAccess, 'mode'>): boolean {
  return mode !== 'read';
}
