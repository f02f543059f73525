// What a session is made from, and what it tells.

import type { ObjectId } from '../core/base/ids.ts';
import type { LaunchRequest } from '../core/protocol/worker.ts';
import type { ComparedRun } from '../core/recording/replayCheck.ts';
import type { TraceBatch } from '../core/trace/batch.ts';
import type { Outcome } from '../core/trace/events.ts';
import type { RuntimePort } from './runtimePort.ts';
import type { TravelWorkers } from './travel/travels.ts';

/** A user who stops a run must not wait for a worker that never hears it. Milliseconds. */
export const STOP_GRACE = 500;
/** A worker at a deadlock stands and listens; only a busy machine keeps its answer. Milliseconds. */
export const DEADLOCK_GRACE = 20_000;

export interface SessionOptions {
  /** The session disposes it. */
  readonly port: RuntimePort;
  readonly launch: LaunchRequest;
  readonly title: string;
  /** When nobody can ever run again: stay paused to be looked at, or end. */
  readonly onDeadlock: 'pause' | 'end';
  /** Milliseconds that the worker has to obey `stop`; `STOP_GRACE` if left out. */
  readonly stopGrace?: number;
  /** The run that this one replays: the session says where they part. */
  readonly recorded?: ComparedRun | undefined;
  /** For travels to the past, disposed with the session; left out: there are none. */
  readonly travelWorkers?: TravelWorkers | undefined;
}

export interface SessionEnd {
  readonly outcome: Outcome;
  /** Replays this run; undefined if the worker died before it could tell. */
  readonly schedule: string | undefined;
}

export interface NamedBatch {
  readonly batch: TraceBatch;
  /** New and changed names of objects. */
  readonly names: Readonly<Record<ObjectId, string>>;
}
