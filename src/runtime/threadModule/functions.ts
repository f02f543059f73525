// Functions that are neither about locks nor about starting threads: sleep, input, os._exit, and
// what Weft's own Python code tells us.

import type { StackId } from '../../core/base/ids.ts';
import { MAIN_THREAD, NO_STACK } from '../../core/base/ids.ts';
import type { InputLine } from '../../core/trace/inputLines.ts';
import type { Pointer } from '../python/cpython.ts';
import type { Call } from './arguments.ts';
import type { Context } from './context.ts';
import { recordHere, SUSPENDED } from './context.ts';
import type { LibraryCode } from './libraryCode.ts';
import type { Notifies } from './notifies.ts';
import type { Observer } from './observer.ts';
import type { Settlement } from './settle.ts';

const NANOSECONDS = 1e9;

/** What the functions need from outside the interpreter. */
export interface Outside {
  /** Asks for a line of input; `answer` is called once, now or later. */
  readInput(prompt: string, answer: (line: InputLine) => void): void;
  /** The end of the last line of stdout that has no newline yet: the prompt of `input()`. */
  currentPrompt(): string;
  /** The program ends now, whatever its threads are doing. */
  exit(exitCode: number): void;
  /** The program has reached a limit and is ended; the message says which. */
  limit(message: string): void;
  /** Nobody has caught this exception. @returns true if the thread is to stand here for now */
  uncaught(exception: Pointer): boolean;
}

export class Functions {
  private readonly context: Context;
  private readonly settlement: Settlement;
  private readonly observer: Observer;
  private readonly code: LibraryCode;
  private readonly notifies: Notifies;
  private readonly outside: Outside;

  constructor(
    context: Context,
    settlement: Settlement,
    observed: {
      readonly observer: Observer;
      readonly notifies: Notifies;
      readonly code: LibraryCode;
    },
    outside: Outside,
  ) {
    this.context = context;
    this.settlement = settlement;
    this.observer = observed.observer;
    this.notifies = observed.notifies;
    this.code = observed.code;
    this.outside = outside;
  }

  sleep(call: Call): Pointer {
    const { objects, kernel } = this.context;
    const reader = this.context.arguments;
    const bound = reader.bind('sleep', ['seconds'], call);
    if (!bound) return 0;
    if (!bound[0])
      return objects.raise('TypeError', 'sleep() takes exactly one argument (0 given)');
    const seconds = reader.seconds(bound[0]);
    if (seconds === undefined) return 0;
    if (seconds < 0) return objects.raise('ValueError', 'sleep length must be non-negative');
    const by = kernel.current;
    const duration = reader.duration(seconds);
    if (duration === undefined) return 0;
    return this.settlement.settle(by, kernel.sleep(duration), () => objects.none);
  }

  /** `read_line()` -> str with its newline, '' at end of file. */
  readLine(): Pointer {
    const { kernel, objects } = this.context;
    const by = kernel.current;
    const prompt = this.outside.currentPrompt();
    const wait = { kind: 'input', prompt } as const;
    const result = kernel.park({ wait, until: undefined, finish: () => 0 });
    let line: string | undefined;
    let arrived = 0;
    this.outside.readInput(prompt, (answer) => {
      line = answer.line;
      // What was decided at this very time was decided without it: a replay must see that too.
      arrived = answer.arrived ?? kernel.clock.now + 1;
      kernel.grantAt(by, arrived);
    });
    return this.settlement.settle(by, result, () => {
      recordHere(this.context, { kind: 'input', line, arrived });
      return objects.str(line === undefined ? '' : `${line}\n`);
    });
  }

  /** `os._exit(status)`: nothing of the program runs any more. */
  exitNow(call: Call): Pointer {
    const bound = this.context.arguments.bind('_exit', ['status'], call);
    if (!bound) return 0;
    const { python, objects } = this.context;
    if (!bound[0]) {
      return objects.raise('TypeError', "_exit() missing required argument 'status' (pos 1)");
    }
    const integer = python._PyNumber_Index(bound[0]);
    if (integer === 0) return 0;
    const status = objects.number(integer) ?? Infinity;
    objects.release(integer);
    if (status !== (status | 0)) {
      return objects.raise('OverflowError', 'Python int too large to convert to C int');
    }
    this.outside.exit(status & 0xff);
    return SUSPENDED;
  }

  /**
   * Callback of `sys.monitoring`: a constructor returns, a Condition is to be notified, or a thread
   * dies of an exception.
   */
  monitored(call: Call): Pointer {
    const { python, objects, native, frames } = this.context;
    const code = python.HEAPU32[call.args >>> 2] ?? 0;
    if (code === this.code.conditionNotify) return this.notifyStarts();
    if (code !== this.code.invokeExcepthook) this.observer.constructed();
    else if (frames.innermost(native.runningState, 1).length > 0) return this.noteException();
    return objects.none;
  }

  /** A debugger that waits for it stops here: a notify that wakes nobody comes to no point. */
  private notifyStarts(): Pointer {
    const { kernel, objects } = this.context;
    this.notifies.starts();
    if (!kernel.attention || kernel.isPinned) return objects.none;
    return this.settlement.hold(kernel.current, objects.none);
  }

  /** Records the exception that is being handled: it ends the current thread. */
  private noteException(): Pointer {
    const exception = this.context.python._PyErr_GetHandledException();
    // It stays handled while the thread stands here.
    this.context.objects.release(exception);
    return exception === 0 ? this.context.objects.none : this.recordException(exception);
  }

  /** `uncaught(exception)`: the main thread ends with it. */
  uncaught(call: Call): Pointer {
    const bound = this.context.arguments.bind('uncaught', ['exception'], call);
    return bound?.[0] ? this.recordException(bound[0]) : this.context.objects.none;
  }

  /** None, or SUSPENDED if a debugger wants to look at it. */
  private recordException(exception: Pointer): Pointer {
    const { python, objects, quiet } = this.context;
    if (quiet.isOn) return objects.none;
    const typeName = objects.typeName(exception);
    if (typeName === 'SystemExit') return objects.none;
    const text = python._PyObject_Str(exception);
    if (text === 0) python._PyErr_Clear();
    const message = objects.text(text) ?? '';
    objects.release(text);
    const { kernel, writer } = this.context;
    const at = this.raisedAt(exception);
    const body = { kind: 'exception', typeName, message } as const;
    writer.rich(kernel.clock.now, kernel.current, at, body);
    if (!this.outside.uncaught(exception)) return objects.none;
    return this.settlement.hold(kernel.current, objects.none);
  }

  /** Nowhere for one that no Python code has raised, as a syntax error of the script. */
  private raisedAt(exception: Pointer): StackId {
    const { objects, frames, native } = this.context;
    const stack = objects.withAttribute(exception, '__traceback__', (traceback) =>
      traceback === objects.none
        ? undefined
        : frames.stackOfTraceback(traceback, native.runningState),
    );
    return stack ?? NO_STACK;
  }

  /** `sys.setswitchinterval`'s twin: seconds of virtual CPU time between forced switches. */
  setSwitchInterval(call: Call): Pointer {
    const { objects, kernel } = this.context;
    const bound = this.context.arguments.bind('setswitchinterval', ['interval'], call);
    const seconds = bound?.[0] ? this.context.arguments.seconds(bound[0]) : undefined;
    if (seconds === undefined) return 0;
    if (seconds <= 0) {
      return objects.raise('ValueError', 'switch interval must be strictly positive');
    }
    kernel.switchInterval = Math.ceil(seconds * NANOSECONDS);
    return objects.none;
  }

  /** After `_thread.interrupt_main()`: a main thread that waits must look at its signals. */
  wakeMain(): Pointer {
    this.context.kernel.unpark(MAIN_THREAD, 'interrupt');
    return this.context.objects.none;
  }

  /** `look_limit(milliseconds)` -> milliseconds since the look began. */
  lookLimit(call: Call): Pointer {
    const { objects, quiet } = this.context;
    const bound = this.context.arguments.bind('look_limit', ['milliseconds'], call);
    const milliseconds = bound?.[0] ? (objects.number(bound[0]) ?? 0) : 0;
    return objects.int(Math.round(quiet.eyes?.limit(milliseconds) ?? 0));
  }

  /** `look_at(object)` -> JSON about a synchronisation object, or None. */
  lookAt(call: Call): Pointer {
    const { objects, quiet } = this.context;
    const bound = this.context.arguments.bind('look_at', ['object'], call);
    const text = bound?.[0] ? quiet.eyes?.describe(bound[0]) : undefined;
    return text === undefined ? objects.none : objects.str(text);
  }

  /** `look_subject()` -> the exception at which the thread stands, or None. */
  lookSubject(): Pointer {
    const { objects, quiet } = this.context;
    return objects.retain(quiet.eyes?.subject || objects.none);
  }

  /**
   * The program has ended and its objects are destroyed: the trace keeps its last picture, and no
   * other thread runs any more. False: its objects may stay, as the interpreter is reset at once.
   */
  tearDown(): Pointer {
    this.observer.isTearingDown = true;
    const { kernel, objects } = this.context;
    kernel.abandonDaemons();
    return objects.bool(kernel.exploring?.watcher === undefined);
  }
}
