// Asks py/inspect.py: it runs as the thread that is asked about, on the event loop's own stack, and
// what it does to Python's memory is undone unless it says that something is to stay.

import type { ThreadId } from '../../core/base/ids.ts';
import type { Machine } from '../machine.ts';
import type { Pointer } from '../python/cpython.ts';
import type { RuntimeLayout } from '../python/layout.ts';
import type { Assembly } from '../threadModule/assemble.ts';
import { recordHere } from '../threadModule/context.ts';
import { namesOf } from './eyes.ts';
import type { LookingAt } from './looking.ts';
import { CutOffError, Looking } from './looking.ts';
import { MemoryImage } from './memoryImage.ts';
import { END_OF_PROGRAM } from './refusals.ts';
import type { RawAnswer } from './views.ts';

/** More than any recursion limit. */
const ALL_FRAMES = 1_000_000;

export interface PythonSideParts {
  readonly machine: Machine;
  readonly assembly: Assembly;
  readonly layout: RuntimeLayout;
  /** Milliseconds. */
  readonly now: () => number;
  /** The exception at which a thread stands, borrowed; 0 for none. */
  readonly exceptionOf: (thread: ThreadId) => Pointer;
}

/** An expression's value, or what Python says is wrong with it. */
export type HereAnswer =
  | { readonly kind: 'value'; readonly isTrue: boolean; readonly text: string }
  | { readonly kind: 'error'; readonly message: string };

export class PythonSide {
  private readonly parts: PythonSideParts;
  private image: MemoryImage | undefined;
  private looking: Looking | undefined;
  private printedText = '';
  private hasNotedCalls = false;

  constructor(parts: PythonSideParts) {
    this.parts = parts;
  }

  get isLooking(): boolean {
    return this.looking !== undefined;
  }

  /** Something was written to a standard stream, past `sys.stdout`. */
  printed(text: string): void {
    this.printedText += text;
  }

  /** Something else than a question may have changed Python's memory. */
  memoryChanged(): void {
    this.image = undefined;
  }

  hasState(thread: ThreadId): boolean {
    return this.parts.assembly.context.native.stateOf(thread) !== 0;
  }

  /** The trace says what somebody has changed from outside. */
  noteChange(what: string): void {
    this.note(`Changed by the debugger: ${what.trim()}; a replay of this run may differ.`);
  }

  /** Most calls change nothing that matters, so once in a run is enough. */
  noteCalls(): void {
    if (this.hasNotedCalls) return;
    this.hasNotedCalls = true;
    this.note('Calls made in the console may have changed the run; a replay may differ.');
  }

  private note(text: string): void {
    recordHere(this.parts.assembly.context, { kind: 'notice', code: 'debugger', text });
  }

  /** Address of a thread's frame: `ordinal` counts those of the same code, innermost first. */
  frameAddress(thread: ThreadId, code: Pointer, ordinal: number): number | undefined {
    const { frames, native } = this.parts.assembly.context;
    const all = frames.innermost(native.stateOf(thread), ALL_FRAMES);
    return all.filter((frame) => frame.code === code)[ordinal]?.address;
  }

  /** `patience`: milliseconds for the whole answer. */
  ask(request: object, thread: ThreadId, patience: number): RawAnswer {
    if (!this.hasState(thread)) return { error: 'The thread has ended.' };
    const { machine, assembly } = this.parts;
    const { native } = assembly.context;
    this.image ??= new MemoryImage(machine.python);
    this.printedText = '';
    const looking = new Looking(this.lookingAt(), thread, patience);
    looking.subject = this.parts.exceptionOf(thread);
    this.looking = looking;
    let raw: RawAnswer;
    try {
      raw = native.lend(thread, () => this.call(JSON.stringify(request)));
    } catch (error) {
      raw = { error: brokenOff(error, patience), wasCutOff: true };
    }
    const refusal = looking.refusal ?? (raw.keep ? looking.leftOver : undefined);
    if (refusal !== undefined) raw = { error: `RuntimeError: ${refusal}` };
    const hasFailed = raw.error !== undefined && looking.hasRefusedWait;
    const isKept = raw.keep === true && !hasFailed;
    looking.end(isKept);
    this.looking = undefined;
    if (isKept) this.kept();
    else this.image.restore();
    return { ...raw, keep: isKept, output: (raw.output ?? '') + this.printedText };
  }

  /** What was done to Python's objects stays: the trace must know of it. */
  private kept(): void {
    this.image = undefined;
    this.recordDeferred();
    this.parts.assembly.observer.refreshAll();
  }

  private recordDeferred(): void {
    const { context } = this.parts.assembly;
    const { deferred } = context.quiet;
    if (deferred.length === 0) return;
    context.quiet.deferred = [];
    for (const body of deferred) recordHere(context, body);
  }

  private call(text: string): RawAnswer {
    const { machine, layout } = this.parts;
    const answer = this.callWith(layout.inspect, machine.objects.str(text));
    return answer === undefined ? {} : (JSON.parse(answer) as RawAnswer);
  }

  /** The text that a function of py/inspect.py gives; undefined if it failed. */
  private callWith(callable: Pointer, argument: Pointer): string | undefined {
    const { python, objects } = this.parts.machine;
    const raised = python._PyErr_GetRaisedException();
    const result = python._PyObject_CallOneArg(callable, argument);
    objects.release(argument);
    if (result === 0) python._PyErr_Clear();
    const text = objects.text(result);
    objects.release(result);
    if (raised !== 0) python._PyErr_SetRaisedException(raised);
    return text;
  }

  /**
   * On the running thread's own stack, in its innermost frame (conditions, log points): its memory
   * can't be put back, but no event, time, tick or switch comes of it.
   */
  evaluateHere(expression: string): HereAnswer {
    const { machine, assembly, layout } = this.parts;
    const { objects } = machine;
    const looking = new Looking(this.lookingAt(), assembly.context.native.running, undefined);
    this.looking = looking;
    const text = this.callWith(layout.evaluateHere, objects.str(expression));
    const refusal = looking.refusal ?? looking.leftOver;
    looking.end(true);
    this.looking = undefined;
    this.recordDeferred();
    if (refusal !== undefined) return { kind: 'error', message: `RuntimeError: ${refusal}` };
    const rest = text?.slice(1) ?? '';
    if (text?.startsWith('!') ?? true) return { kind: 'error', message: rest };
    return { kind: 'value', isTrue: text?.startsWith('1') ?? false, text: rest };
  }

  private lookingAt(): LookingAt {
    const { machine, assembly, layout, now } = this.parts;
    return { machine, assembly, names: namesOf(assembly), stopError: layout.stopError, now };
  }
}

/** Python was cut off; its memory is restored. */
function brokenOff(error: unknown, patience: number): string {
  if (error instanceof CutOffError) return `TimeoutError: stopped after ${patience / 1000} s`;
  if (error instanceof RangeError) return 'RecursionError: the recursion went too deep';
  // Emscripten's ExitStatus, which is no Error: the process was ended below Python.
  if (!(error instanceof Error)) return `RuntimeError: ${END_OF_PROGRAM}`;
  return `The interpreter broke off: ${error.message}`;
}
