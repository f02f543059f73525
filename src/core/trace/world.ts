// The state of a run at one step: plain data that survives JSON, a fold over events
// (see fold.ts). Names of objects are not here: they follow from sources (analysis/naming).

import type { Nanoseconds, ObjectId, StackId, Step, ThreadId } from '../base/ids.ts';
import type { ObjectKind, ObjectState, Outcome, Site, Stack, Wait } from './events.ts';

export type ThreadState =
  | { readonly kind: 'new' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'running' }
  /** Wants a Lock or RLock. */
  | { readonly kind: 'blocked'; readonly on: ObjectId; readonly until: Nanoseconds | undefined }
  | {
      readonly kind: 'waiting';
      readonly wait: Exclude<Wait, { kind: 'lock' } | { kind: 'sleep' }>;
      readonly until: Nanoseconds | undefined;
    }
  | { readonly kind: 'sleeping'; readonly until: Nanoseconds }
  | { readonly kind: 'finished' }
  | { readonly kind: 'crashed'; readonly exception: string }
  /** A daemon thread when the program ended. */
  | { readonly kind: 'cutOff' };

/** The last time that somebody notified a Condition. */
export interface Notify {
  readonly by: ThreadId;
  readonly at: StackId;
  readonly step: Step;
  /** How many waiters it let go. */
  readonly woken: number;
}

/** A lock in the hands of a thread. */
export interface Holding {
  readonly object: ObjectId;
  readonly count: number;
  /** Where and when it was (first) acquired. */
  readonly at: StackId;
  readonly since: Nanoseconds;
  readonly step: Step;
}

export interface Thread {
  readonly id: ThreadId;
  readonly name: string;
  readonly daemon: boolean;
  readonly ident: number;
  readonly isLibrary: boolean;
  readonly creator: ThreadId;
  readonly createdAt: StackId;
  readonly state: ThreadState;
  /** Virtual time at which the state began, and the step of the event that began it. */
  readonly since: Nanoseconds;
  readonly sinceStep: Step;
  /** The thread's last known stack. */
  readonly at: StackId;
  /** In order of acquisition. */
  readonly holds: readonly Holding[];
  /** What nobody caught in it; its state becomes `crashed` when it ends. */
  readonly exception?: string | undefined;
  /** The lock that it was woken for; if another thread is faster, it waits again, in front. */
  readonly calledFor?: ObjectId | undefined;
  /** It waits for an object that no thread which can still run has a reference to. */
  readonly isStuck?: boolean | undefined;
}

export interface SyncObject {
  readonly id: ObjectId;
  readonly kind: ObjectKind;
  readonly typeName: string;
  readonly partOf: ObjectId | undefined;
  readonly lock: ObjectId | undefined;
  readonly isLibrary: boolean;
  readonly creator: ThreadId;
  readonly createdAt: StackId;
  readonly state: ObjectState;
  /** Lock and RLock only. */
  readonly owner: ThreadId | undefined;
  /** In queue order. */
  readonly waiters: readonly ThreadId[];
  /** A Lock that was once released by another thread than its owner. */
  readonly wasHandedOver?: boolean | undefined;
  readonly lastNotify?: Notify | undefined;
}

export interface World {
  readonly step: Step;
  readonly time: Nanoseconds;
  readonly running: ThreadId | undefined;
  readonly threads: Readonly<Record<ThreadId, Thread>>;
  /** Objects that are gone are not here. */
  readonly objects: Readonly<Record<ObjectId, SyncObject>>;
  readonly outcome: Outcome | undefined;
}

/** The tables that events refer to. Index = id - 1. */
export interface Tables {
  readonly sites: readonly Site[];
  readonly stacks: readonly Stack[];
}

export function emptyWorld(): World {
  return {
    step: 0 as Step,
    time: 0,
    running: undefined,
    threads: {},
    objects: {},
    outcome: undefined,
  };
}
