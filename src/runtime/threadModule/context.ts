// What the operations of `_thread` work with.

import type { ObjectId, StackId } from '../../core/base/ids.ts';
import type { BatchWriter } from '../../core/trace/encode.ts';
import { writeState } from '../../core/trace/encode.ts';
import type { EventBody, ObjectState } from '../../core/trace/events.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { CPython, Pointer } from '../python/cpython.ts';
import type { Frames } from '../python/frames.ts';
import type { NativeThreads } from '../python/native.ts';
import type { PythonObjects } from '../python/objects.ts';
import type { ArgumentReader } from './arguments.ts';

export interface Context {
  readonly python: CPython;
  readonly objects: PythonObjects;
  readonly arguments: ArgumentReader;
  readonly native: NativeThreads;
  readonly frames: Frames;
  readonly kernel: Kernel;
  readonly writer: BatchWriter;
  /** Of the current thread, for an event; none if nobody reads the trace. */
  readonly stackOf: () => StackId;
  readonly quiet: QuietMode;
  /** Lends the current thread more operations, if that can be. */
  lend(): void;
}

/** While somebody looks at the run its events wait: to be recorded, or dropped. */
export interface QuietMode {
  isOn: boolean;
  deferred: EventBody[];
  eyes: Eyes | undefined;
}

/** What py/inspect.py asks of whoever looks. */
export interface Eyes {
  /** Python code may go on for so many milliseconds; 0 ends the limit. Milliseconds so far. */
  limit(milliseconds: number): number;
  /** The exception at which the thread stands, borrowed; 0 for none. */
  readonly subject: Pointer;
  /** What is known of a synchronisation object, as JSON; undefined for anything else. */
  describe(object: Pointer): string | undefined;
}

/** Answer of an operation that suspends the thread (see native.wat). */
export const SUSPENDED = 1;

/** Turns the kernel's integer into a Python object when an operation is complete. */
export type Complete = (result: number) => Pointer;

/** Records an event of a rare kind, by the current thread, here and now. */
export function recordHere(context: Context, body: EventBody, at = context.stackOf()): void {
  const { kernel, writer, quiet } = context;
  if (quiet.isOn) {
    quiet.deferred.push(body);
    return;
  }
  writer.rich(kernel.clock.now, kernel.current, at, body);
}

/** The same for the state of an object; most states ride as numbers. */
export function recordState(context: Context, object: ObjectId, state: ObjectState): void {
  const { kernel, writer, quiet } = context;
  if (quiet.isOn) {
    quiet.deferred.push({ kind: 'objectState', object, state });
    return;
  }
  const stamp = { time: kernel.clock.now, by: kernel.current, at: context.stackOf() };
  writeState(writer, stamp, object, state);
}
