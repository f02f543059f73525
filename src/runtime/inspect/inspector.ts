// Answers a debugger's questions about a run that stands. Python's side is py/inspect.py: it runs
// as the thread that is asked about, and its memory is put back afterwards.

import type { ThreadId } from '../../core/base/ids.ts';
import { MAIN_THREAD } from '../../core/base/ids.ts';
import type { InspectAnswer, InspectQuery } from '../../core/protocol/debug.ts';
import { unreachable } from '../../core/base/errors.ts';
import type { QueryOf } from './answers.ts';
import {
  failure,
  framePlace,
  LIST_PATIENCE,
  LONG_PATIENCE,
  SHORT_PATIENCE,
  stale,
  valueView,
  variableView,
} from './answers.ts';
import { Changes } from './changes.ts';
import type { DataPlaces } from './dataPlaces.ts';
import type { PythonSide } from './pythonSide.ts';
import { References } from './references.ts';
import type { Steps } from './views.ts';

export interface InspectorSources {
  readonly dataPlaces: DataPlaces;
  /** Lines with code of a file that is loaded; undefined if it is not. */
  linesBetween(file: string, line: number, endLine: number): readonly number[] | undefined;
}

export class Inspector {
  private readonly python: PythonSide;
  private readonly sources: InspectorSources;
  private readonly references = new References();
  private readonly changes: Changes;

  constructor(python: PythonSide, sources: InspectorSources) {
    this.python = python;
    this.sources = sources;
    this.changes = new Changes(python, this.references, sources.dataPlaces);
  }

  /** The run goes on: frames and values are no more what they were. */
  forget(): void {
    this.python.memoryChanged();
    this.references.forget();
    this.sources.dataPlaces.forget();
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
      case 'setVariable':
        return this.changes.setVariable(query);
      case 'setExpression':
        return this.changes.setExpression(query);
      case 'dataBreakpoint':
        return this.changes.dataBreakpoint(query);
      case 'completions':
        return this.completions(query);
      case 'exception':
        return this.exception(query.thread);
      case 'breakableLines':
        return this.breakableLines(query);
      default:
        return unreachable(query);
    }
  }

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

  private variables(query: QueryOf<'variables'>): InspectAnswer {
    const place = this.references.value(query.reference);
    if (!place) return stale();
    const { filter, start, count } = query;
    const { thread, steps } = place;
    const request = { kind: 'variables', steps, filter, start, count, patience: SHORT_PATIENCE };
    let raw = this.python.ask(request, thread, LIST_PATIENCE);
    // A `__repr__` that can't be stopped: once more without any of the user's.
    if (raw.wasCutOff) raw = this.python.ask({ ...request, plain: true }, thread, LIST_PATIENCE);
    if (raw.rows === undefined) return failure(raw.error);
    const variables = raw.rows.map((row) => variableView(this.references, row, place));
    return { kind: 'variables', variables };
  }

  private evaluate(query: QueryOf<'evaluate'>): InspectAnswer {
    const place = framePlace(this.references, query.frame);
    if (!place) return stale();
    const { thread, frame } = place;
    const { expression, context } = query;
    const patience = context === 'repl' ? LONG_PATIENCE : SHORT_PATIENCE;
    const request = { kind: 'evaluate', frame, expression, context, patience };
    const raw = this.python.ask(request, thread, patience + LIST_PATIENCE);
    if (raw.keep && raw.effect === 'calls') this.python.noteCalls();
    else if (raw.keep) this.python.noteChange(expression);
    const output = raw.output ?? '';
    if (raw.view === undefined) return failure(output + (raw.error ?? ''));
    const steps: Steps =
      raw.kept === undefined
        ? [['expression', frame ?? null, expression.trim()]]
        : [['kept', raw.kept]];
    const result = valueView(this.references, raw.view, { thread, steps });
    return { kind: 'evaluate', result, ...(output === '' ? {} : { output }) };
  }

  private completions(query: QueryOf<'completions'>): InspectAnswer {
    const place = framePlace(this.references, query.frame);
    if (!place) return stale();
    const { text, column } = query;
    const request = { kind: 'completions', frame: place.frame, text, column };
    const raw = this.python.ask(request, place.thread, LIST_PATIENCE);
    if (raw.items === undefined) return failure(raw.error);
    return { kind: 'completions', items: raw.items };
  }

  private exception(thread: ThreadId): InspectAnswer {
    if (!this.python.hasState(thread)) return { kind: 'exception', exception: undefined };
    const raw = this.python.ask({ kind: 'exception' }, thread, LIST_PATIENCE);
    if (raw.exception === undefined) return failure(raw.error);
    return { kind: 'exception', exception: raw.exception ?? undefined };
  }

  private breakableLines(query: QueryOf<'breakableLines'>): InspectAnswer {
    const { file, line, endLine } = query;
    const loaded = this.sources.linesBetween(file, line, endLine);
    if (loaded) return { kind: 'breakableLines', lines: loaded };
    const raw = this.python.ask(query, MAIN_THREAD, LIST_PATIENCE);
    if (raw.lines === undefined) return failure(raw.error);
    return { kind: 'breakableLines', lines: raw.lines };
  }
}
