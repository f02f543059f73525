// Answers a debugger's questions about a run that stands. Python's side is py/inspect.py: it runs
// as the thread that is asked about, and its memory is put back afterwards.

import type { ThreadId } from '../../core/base/ids.ts';
import { MAIN_THREAD } from '../../core/base/ids.ts';
import type { InspectAnswer, InspectQuery, ValueView } from '../../core/protocol/debug.ts';
import type { PythonSide } from './pythonSide.ts';
import { References } from './references.ts';
import type { FramePlace } from './references.ts';
import type { RawRow, RawView, Steps } from './views.ts';

/** Milliseconds that an evaluation may take. */
const SHORT_PATIENCE = 1_000;
const LONG_PATIENCE = 5_000;
/** Milliseconds that any other answer may take. */
const LIST_PATIENCE = 4_000;

type Evaluate = Extract<InspectQuery, { kind: 'evaluate' }>;
type Variables = Extract<InspectQuery, { kind: 'variables' }>;

export class Inspector {
  private readonly python: PythonSide;
  private readonly references = new References();

  constructor(python: PythonSide) {
    this.python = python;
  }

  /** The run goes on: frames and values are no more what they were. */
  forget(): void {
    this.python.memoryChanged();
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
    if (!this.python.hasState(thread)) return { kind: 'stack', frames: [] };
    const raw = this.python.ask({ kind: 'stack' }, thread, LIST_PATIENCE);
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
    const raw = this.python.ask({ kind: 'scopes', frame }, thread, LIST_PATIENCE);
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
    const raw = this.python.ask(request, thread, LIST_PATIENCE);
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
    const raw = this.python.ask(request, thread, patience + LIST_PATIENCE);
    if (raw.keep) this.noteChange(expression);
    const output = raw.output ?? '';
    if (raw.view === undefined) return failure(output + (raw.error ?? ''));
    const root: Steps =
      raw.kept === undefined
        ? [['expression', frame ?? null, expression.trim()]]
        : [['kept', raw.kept]];
    const result = this.view(raw.view, thread, root);
    return { kind: 'evaluate', result, ...(output === '' ? {} : { output }) };
  }

  private noteChange(what: string): void {
    const text = `Changed by the debugger: ${what.trim()}; a replay of this run may differ.`;
    this.python.record({ kind: 'notice', code: 'debugger', text });
  }

  /** Undefined if the frame is of an earlier stop. */
  private placeOf(frame: number | undefined): FramePlace | undefined {
    if (frame !== undefined) return this.references.frame(frame);
    return { thread: MAIN_THREAD, frame: undefined };
  }
}

function failure(message = 'The question could not be answered.'): InspectAnswer {
  return { kind: 'error', message };
}

function stale(): InspectAnswer {
  return failure('That was of an earlier stop: the run has gone on since.');
}
