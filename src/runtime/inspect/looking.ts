// One look at a run that stands: Python runs as one of its threads, and nothing that it does
// reaches the trace, the clock or the schedule. What would is refused.

import type { ThreadId } from '../../core/base/ids.ts';
import type { Inspection } from '../kernel/inspection.ts';
import { LookError, PinnedError } from '../kernel/outcomes.ts';
import type { Looker, Machine } from '../machine.ts';
import type { CPython, Pointer } from '../python/cpython.ts';
import type { Assembly } from '../threadModule/assemble.ts';
import type { Eyes } from '../threadModule/context.ts';
import { describeObject } from './eyes.ts';
import type { Names } from './refusals.ts';
import { forbidden, leftAcquired, problemText, waiting } from './refusals.ts';

/** Codes of operations.ts that mean nothing here: they name a thread or report to the trace. */
const IDLE = new Set([88, 95]);
/** Milliseconds that Python has to obey when it is told to stop, before it is cut off. */
const GRACE = 500;
/** Python code is told again after so many milliseconds, as it may catch what it is told. */
const INSISTENCE = 20;

/** Thrown through the interpreter: its memory must be restored. */
export class CutOffError extends Error {
  override readonly name = 'CutOffError';
}

export interface LookingAt {
  readonly machine: Machine;
  readonly assembly: Assembly;
  readonly names: Names;
  /** Class of the exception that ends what takes too long, borrowed. */
  readonly stopError: Pointer;
  /** Milliseconds. */
  readonly now: () => number;
}

/** What is known of Python's objects outside of Python. */
function savers(assembly: Assembly): readonly (() => void)[] {
  const { locks, handles, queues, locals, observer, context } = assembly;
  const parts = [locks, handles, queues, locals, observer, context.objects];
  return parts.map((part) => part.save());
}

export class Looking implements Looker, Eyes {
  /** The first thing that must not happen and was tried; then nothing is kept. */
  refusal: string | undefined;
  subject: Pointer = 0;
  /** Something would have waited, and was told that it can't. */
  hasRefusedWait = false;
  private readonly at: LookingAt;
  private readonly thread: ThreadId;
  private readonly inspection: Inspection;
  private readonly undo: readonly (() => void)[];
  /** Milliseconds at which Python code is told to stop, and at which it is cut off. */
  private softEnd = Infinity;
  /** Since when Python code does not obey. */
  private toldSince: number | undefined;
  private readonly isUndoable: boolean;
  private readonly start: number;
  private readonly hardEnd: number;

  /** The eval loop's count of checks until its next tick. */
  private readonly signalClock: number;

  /**
   * `patience`: milliseconds that the whole look may take; undefined if Python can't be cut off, as
   * its memory can't be put back.
   */
  constructor(at: LookingAt, thread: ThreadId, patience: number | undefined) {
    this.at = at;
    this.thread = thread;
    this.start = at.now();
    this.isUndoable = patience !== undefined;
    this.hardEnd = this.start + (patience ?? Infinity) + GRACE;
    const { assembly, machine } = at;
    const { context } = assembly;
    this.signalClock = this.clockOf(context.python);
    this.undo = patience === undefined ? [] : savers(assembly);
    context.quiet.isOn = true;
    context.quiet.eyes = this;
    context.frames.isQuiet = true;
    this.inspection = context.kernel.inspect(thread);
    machine.look(this);
  }

  private clockOf(python: CPython): number {
    return python.HEAP32[python.__Py_emscripten_signal_clock >> 2] ?? 0;
  }

  /** A lock that would be left acquired or free, unlike before; as a sentence. */
  get leftOver(): string | undefined {
    const lock = this.inspection.locks.changed();
    return lock && leftAcquired(lock, this.at.names);
  }

  // ── asked by py/inspect.py ──

  /** Then `stopError` is raised in Python code, wherever it is. */
  limit(milliseconds: number): number {
    const now = this.at.now();
    this.toldSince = undefined;
    this.softEnd = milliseconds === 0 ? Infinity : now + milliseconds;
    if (milliseconds === 0) this.tell(0);
    return now - this.start;
  }

  describe(object: Pointer): string | undefined {
    return describeObject(this.at.assembly, object);
  }

  /** `isKept`: what was done to Python's objects stays, so what is known about them must too. */
  end(isKept: boolean): void {
    const { assembly, machine } = this.at;
    const { python, quiet, frames } = assembly.context;
    machine.look(undefined);
    this.inspection.end(isKept);
    python.HEAP32[python.__Py_emscripten_signal_clock >> 2] = this.signalClock;
    quiet.isOn = false;
    quiet.eyes = undefined;
    frames.isQuiet = false;
    if (!isKept) {
      quiet.deferred = [];
      for (const undo of this.undo) undo();
    }
  }

  // ── asked by the interpreter ──

  operation(code: number, run: () => Pointer): Pointer {
    const { objects } = this.at.assembly.context;
    if (IDLE.has(code)) return objects.none;
    const refused = forbidden(code);
    if (refused !== undefined) return this.refuse(refused);
    try {
      return run();
    } catch (error) {
      if (error instanceof PinnedError) return this.refuseWait(waiting(code));
      if (!(error instanceof LookError)) throw error;
      const text = problemText(error.problem, this.at.names);
      return error.problem.kind === 'wait' ? this.refuseWait(text) : this.refuse(text);
    }
  }

  /** Python code may catch this, and go on without what it would have waited for. */
  private refuseWait(text: string): Pointer {
    this.hasRefusedWait = true;
    return this.at.assembly.context.objects.raise('RuntimeError', text);
  }

  /** Python code may catch the exception, but nothing will be kept. */
  private refuse(text: string): Pointer {
    this.refusal ??= text;
    return this.at.assembly.context.objects.raise('RuntimeError', text);
  }

  tick(): void {
    const now = this.at.now();
    if (now > this.hardEnd) throw new CutOffError('took too long');
    if (now < this.softEnd) return;
    this.toldSince ??= now;
    if (this.isUndoable && now > this.toldSince + GRACE) throw new CutOffError('did not obey');
    this.softEnd = now + INSISTENCE;
    this.tell(this.at.stopError);
  }

  private tell(error: Pointer): void {
    const { python, native } = this.at.assembly.context;
    python._PyThreadState_SetAsyncExc(native.identOf(this.thread), error);
  }
}
