// Answers a debugger's questions about a run that stands. Python's side is py/inspect.py: it runs
// as the thread that is asked about, and its memory is put back afterwards.

import type { ThreadId } from '../../core/base/ids.ts';
import { MAIN_THREAD } from '../../core/base/ids.ts';
import type { InspectAnswer, InspectQuery, ValueView } from '../../core/protocol/debug.ts';
import type { Machine } from '../machine.ts';
import type { RuntimeLayout } from '../python/layout.ts';
import type { Assembly } from '../threadModule/assemble.ts';
import { recordHere } from '../threadModule/context.ts';
import { namesOf } from './eyes.ts';
import { CutOffError, Looking } from './looking.ts';
import { MemoryImage } from './memoryImage.ts';
import { References } from './references.ts';
import type { FramePlace } from './references.ts';
import type { RawAnswer, RawRow, RawView, Steps } from './views.ts';

/** Milliseconds that an evaluation may take. */
const SHORT_PATIENCE = 1_000;
const LONG_PATIENCE = 5_000;
/** Milliseconds that any other answer may take. */
const LIST_PATIENCE = 4_000;

export interface InspectorParts {
  readonly machine: Machine;
  readonly assembly: Assembly;
  readonly layout: RuntimeLayout;
  /** Milliseconds. */
  readonly now: () => number;
}

type Evaluate = Extract<InspectQuery, { kind: 'evaluate' }>;
type Variables = Extract<InspectQuery, { kind: 'variables' }>;

export class Inspector {
  private readonly parts: InspectorParts;
  private readonly references = new References();
  private image: MemoryImage | undefined;
  private looking: Looking | undefined;
  private printedText = '';

  constructor(parts: InspectorParts) {
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

  /** The run goes on: frames and values are no more what they were. */
  forget(): void {
    this.image = undefined;
    this.references.forget();
  }

  /** To be asked only while the run stands. */
  answer(query: InspectQuery): InspectAnswer {
    switch (query.kind) {
      case 'stack':
        return this.stack(query.thread);
      case 'scopes':
        return this.scopes(query.frame);
      case 'variables':
        return this.variables(query);
      case 'evaluate':
        return this.evaluate(query);
      default:
        return failure('Not known yet.');
    }
  }

  // ── questions ──

  private stack(thread: ThreadId): InspectAnswer {
    if (!this.hasState(thread)) return { kind: 'stack', frames: [] };
    const raw = this.ask({ kind: 'stack' }, thread, LIST_PATIENCE);
    if (raw.sites === undefined) return failure(raw.error);
    const frames = raw.sites.map((site, frame) => ({
      id: this.references.numberOfFrame({ thread, frame }),
      site,
    }));
    return { kind: 'stack', frames };
  }

  private scopes(id: number): InspectAnswer {
    const place = this.references.frame(id);
    if (!place) return stale();
    const { thread, frame = 0 } = place;
    const raw = this.ask({ kind: 'scopes', frame }, thread, LIST_PATIENCE);
    if (raw.scopes === undefined) return failure(raw.error);
    const scopes = raw.scopes.map((scope) => ({
      ...scope,
      reference: this.references.numberOfValue({ thread, steps: [['scope', frame, scope.name]] }),
    }));
    return { kind: 'scopes', scopes };
  }

  private variables(query: Variables): InspectAnswer {
    const place = this.references.value(query.reference);
    if (!place) return stale();
    const { thread, steps } = place;
    const { filter, start, count } = query;
    const request = { kind: 'variables', steps, filter, start, count, patience: SHORT_PATIENCE };
    const raw = this.ask(request, thread, LIST_PATIENCE);
    if (raw.rows === undefined) return failure(raw.error);
    const variables = raw.rows.map((row) => this.variable(row, thread, steps));
    return { kind: 'variables', variables };
  }

  private variable(row: RawRow, thread: ThreadId, parent: Steps) {
    const { name, kind, isReadOnly, text } = row;
    const steps = row.step && [...parent, row.step];
    const evaluateName = text ? { evaluateName: text } : {};
    return { name, kind, isReadOnly, ...evaluateName, ...this.view(row.view, thread, steps) };
  }

  private view(raw: RawView, thread: ThreadId, steps: Steps | undefined): ValueView {
    const { value, type, named = 0, indexed = 0, has = false, object, isLazy } = raw;
    return {
      value,
      type,
      reference: has && steps ? this.references.numberOfValue({ thread, steps }) : 0,
      namedCount: named,
      indexedCount: indexed,
      ...(object === undefined ? {} : { object }),
      ...(isLazy ? { isLazy } : {}),
    };
  }

  private evaluate(query: Evaluate): InspectAnswer {
    const place = this.placeOf(query.frame);
    if (!place) return stale();
    const { thread, frame } = place;
    const { expression, context } = query;
    const patience = context === 'repl' ? LONG_PATIENCE : SHORT_PATIENCE;
    const request = { kind: 'evaluate', frame, expression, context, patience };
    const raw = this.ask(request, thread, patience + LIST_PATIENCE);
    if (raw.view === undefined) return failure(raw.error);
    const root: Steps =
      raw.kept === undefined
        ? [['expression', frame ?? null, expression.trim()]]
        : [['kept', raw.kept]];
    if (raw.keep) this.noteChange(expression);
    const result = this.view(raw.view, thread, root);
    const output = (raw.output ?? '') + this.printedText;
    return { kind: 'evaluate', result, ...(output === '' ? {} : { output }) };
  }

  private noteChange(what: string): void {
    const text = `Changed by the debugger: ${what.trim()}; a replay of this run may differ.`;
    recordHere(this.parts.assembly.context, { kind: 'notice', code: 'debugger', text });
  }

  // ── asking Python ──

  /** Undefined if the frame is of an earlier stop. */
  private placeOf(frame: number | undefined): FramePlace | undefined {
    if (frame !== undefined) return this.references.frame(frame);
    return { thread: MAIN_THREAD, frame: undefined };
  }

  private hasState(thread: ThreadId): boolean {
    return this.parts.assembly.context.native.stateOf(thread) !== 0;
  }

  private ask(request: object, thread: ThreadId, patience: number): RawAnswer {
    if (!this.hasState(thread)) return { error: 'The thread has ended.' };
    const { machine, assembly, layout, now } = this.parts;
    const { native } = assembly.context;
    this.image ??= new MemoryImage(machine.python);
    this.printedText = '';
    const at = { machine, assembly, names: namesOf(assembly), stopError: layout.stopError, now };
    const looking = new Looking(at, thread, patience);
    this.looking = looking;
    let raw: RawAnswer;
    try {
      raw = native.lend(thread, () => this.call(JSON.stringify(request)));
    } catch (error) {
      raw = { error: brokenOff(error, patience) };
    }
    const refusal = looking.refusal ?? (raw.keep ? looking.leftOver : undefined);
    if (refusal !== undefined) raw = { error: `RuntimeError: ${refusal}` };
    const isKept = raw.keep === true;
    looking.end(isKept);
    this.looking = undefined;
    if (isKept) this.kept();
    else this.image.restore();
    return raw;
  }

  /** What was done to Python's objects stays: the trace must know of it. */
  private kept(): void {
    this.image = undefined;
    const { context, observer } = this.parts.assembly;
    const { deferred } = context.quiet;
    context.quiet.deferred = [];
    for (const body of deferred) recordHere(context, body);
    observer.refreshAll();
  }

  private call(text: string): RawAnswer {
    const { machine, layout } = this.parts;
    const { python, objects } = machine;
    const raised = python._PyErr_GetRaisedException();
    const argument = objects.str(text);
    const result = python._PyObject_CallOneArg(layout.inspect, argument);
    objects.release(argument);
    if (result === 0) python._PyErr_Clear();
    const answer = objects.text(result) ?? '{"error": "The question could not be answered."}';
    objects.release(result);
    if (raised !== 0) python._PyErr_SetRaisedException(raised);
    return JSON.parse(answer) as RawAnswer;
  }
}

function failure(message = 'The question could not be answered.'): InspectAnswer {
  return { kind: 'error', message };
}

function stale(): InspectAnswer {
  return failure('That was of an earlier stop: the run has gone on since.');
}

/** Python was cut off; its memory is restored. */
function brokenOff(error: unknown, patience: number): string {
  if (error instanceof CutOffError) return `TimeoutError: stopped after ${patience / 1000} s`;
  if (error instanceof RangeError) return 'RecursionError: the recursion went too deep';
  const message = error instanceof Error ? error.message : String(error);
  return `The interpreter broke off: ${message}`;
}
