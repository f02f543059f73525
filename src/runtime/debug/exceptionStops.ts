// Stops at exceptions: where one is raised in the user's code, or when nobody has caught it.

import type { ThreadId } from '../../core/base/ids.ts';
import { NO_THREAD } from '../../core/base/ids.ts';
import type { ExceptionStops as Wanted } from '../../core/protocol/debug.ts';
import type { CodeObjects } from '../python/codeObjects.ts';
import type { CPython, Pointer } from '../python/cpython.ts';
import type { LiveFrame } from '../python/frames.ts';
import type { MonitoringLayout } from '../python/layout.ts';
import type { PythonObjects } from '../python/objects.ts';
import type { Stop } from './stop.ts';

/** They steer loops and ends, and stop only if they are named. */
const STEERING = ['StopIteration', 'StopAsyncIteration', 'GeneratorExit', 'SystemExit'];
/** `PyTupleObject`, `PyTracebackObject`, `PyFrameObject`, `_PyInterpreterFrame`, in words. */
const TUPLE_ITEMS = 4;
const TB_NEXT = 2;
const TB_FRAME = 3;
const FRAME = 3;
const EXECUTABLE = 0;

export interface ExceptionParts {
  readonly python: CPython;
  readonly objects: PythonObjects;
  readonly codes: CodeObjects;
  readonly layout: MonitoringLayout;
}

export class ExceptionStops {
  private wanted: Wanted = { raised: false, uncaught: false, classes: [] };
  private stopped = { thread: NO_THREAD, exception: 0 };
  private readonly parts: ExceptionParts;

  constructor(parts: ExceptionParts) {
    this.parts = parts;
  }

  set(wanted: Wanted): void {
    this.wanted = wanted;
    const { python, layout } = this.parts;
    const tools = python.HEAPU8[layout.raiseTools] ?? 0;
    const own = 1 << layout.tool;
    python.HEAPU8[layout.raiseTools] = wanted.raised ? tools | own : tools & ~own;
  }

  /** The exception at which a thread has stopped; borrowed, 0 if it stopped at none. */
  exceptionOf(thread: ThreadId): Pointer {
    return this.stopped.thread === thread ? this.stopped.exception : 0;
  }

  /** The run goes on. */
  forget(): void {
    this.stopped = { thread: NO_THREAD, exception: 0 };
  }

  /** An exception passes the innermost frame. */
  raised(thread: ThreadId, frame: LiveFrame, exception: Pointer): Stop | undefined {
    if (!this.wanted.raised || !this.parts.codes.isUsers(frame.code)) return undefined;
    const { classes } = this.wanted;
    if (!this.isOfInterest(exception, classes) || this.cameFromUser(exception)) return undefined;
    return this.stop(thread, exception);
  }

  /**
   * Nobody has caught it, and the thread will end. One that no Python code has raised, as a syntax
   * error of the script, has no frames to look at: its traceback says all there is.
   */
  uncaught(thread: ThreadId, exception: Pointer): Stop | undefined {
    const { uncaught, classes, uncaughtClasses = classes } = this.wanted;
    if (!uncaught || this.tracebackOf(exception) === 0) return undefined;
    return this.isOfInterest(exception, uncaughtClasses) ? this.stop(thread, exception) : undefined;
  }

  private stop(thread: ThreadId, exception: Pointer): Stop {
    this.stopped = { thread, exception };
    return { reason: 'exception', thread, text: this.parts.objects.typeName(exception) };
  }

  private isOfInterest(exception: Pointer, classes: readonly string[]): boolean {
    const names = this.namesOf(exception);
    if (classes.length > 0) return names.some((name) => classes.includes(name));
    return !names.some((name) => STEERING.includes(name));
  }

  /** Names of its class and of those that it is derived from, with and without their module. */
  private namesOf(exception: Pointer): string[] {
    const { objects, python } = this.parts;
    const names = objects.withAttribute(objects.typeOf(exception), '__mro__', (mro) => {
      const count = objects.size(mro) ?? 0;
      return Array.from({ length: count }, (_, index) => {
        const type = python.HEAPU32[(mro >>> 2) + TUPLE_ITEMS + index] ?? 0;
        const name = objects.textAttribute(type, '__qualname__') ?? '';
        return [name, `${objects.textAttribute(type, '__module__') ?? ''}.${name}`];
      });
    });
    return names?.flat() ?? [];
  }

  /**
   * True if an inner frame of the user's has seen it before. Read from memory: to ask for `tb_frame`
   * raises an audit event, which runs Python code.
   */
  private cameFromUser(exception: Pointer): boolean {
    const { codes } = this.parts;
    const traceback = this.tracebackOf(exception);
    if (traceback === 0) return false;
    for (let entry = this.word(traceback, TB_NEXT); entry !== 0;) {
      const frame = this.word(this.word(entry, TB_FRAME), FRAME);
      if (codes.isUsers(this.word(frame, EXECUTABLE) & ~3)) return true;
      entry = this.word(entry, TB_NEXT);
    }
    return false;
  }

  /** Borrowed; 0 for none. */
  private tracebackOf(exception: Pointer): Pointer {
    const { objects } = this.parts;
    const traceback = objects.attribute(exception, '__traceback__');
    objects.release(traceback);
    return traceback === objects.none ? 0 : traceback;
  }

  private word(address: number, index: number): number {
    return this.parts.python.HEAPU32[(address >>> 2) + index] ?? 0;
  }
}
