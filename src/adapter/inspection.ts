// Questions about a run that stands: stacks, variables, expressions. What the client holds of a
// stop is worth nothing when the run goes on, and says so.

import type { DebugProtocol } from '@vscode/debugprotocol';

import { UserError } from '../core/base/errors.ts';
import type { ThreadId } from '../core/base/ids.ts';
import type { InspectAnswer, InspectQuery, ValueView } from '../core/protocol/debug.ts';
import type { Session } from '../session/session.ts';
import { pythonPath } from '../session/sandboxPath.ts';
import { Handles } from './handles.ts';
import { LibrarySources, textIn } from './librarySources.ts';
import { frameOf, justMyRows, sitesOf, type SourceView, type StackRow } from './stackFrames.ts';
import {
  shownCompletion,
  shownException,
  shownScope,
  shownValue,
  shownVariable,
} from './valueViews.ts';

type Query<K extends InspectQuery['kind']> = Extract<InspectQuery, { readonly kind: K }>;
type Answer<K extends InspectQuery['kind']> = Extract<InspectAnswer, { readonly kind: K }>;
type EvaluateContext = Query<'evaluate'>['context'];

const CONTEXTS: readonly string[] = ['watch', 'hover', 'repl', 'clipboard', 'variables'];
const RUNS = 'The program is running. Pause it first.';
const GONE = 'This belongs to an earlier stop, or to a frame of the library.';

type DataInfo = DebugProtocol.DataBreakpointInfoResponse['body'];

export interface InspectionOptions {
  readonly session: Session;
  readonly view: SourceView;
  readonly isJustMyCode: boolean;
  /** Shows what an expression in the console has printed. */
  readonly print: (text: string) => void;
}

export class Inspection {
  private readonly session: Session;
  private readonly view: SourceView;
  private readonly isJustMyCode: boolean;
  private readonly print: (text: string) => void;
  private readonly frames = new Handles();
  private readonly values = new Handles();
  private readonly library = new LibrarySources();
  private isStanding = false;
  private stop = 0;

  constructor({ session, view, isJustMyCode, print }: InspectionOptions) {
    this.session = session;
    this.view = view;
    this.isJustMyCode = isJustMyCode;
    this.print = print;
  }

  /** The run stands: questions are possible. */
  begin(): void {
    this.isStanding = true;
  }

  /** The run goes on. */
  end(): void {
    this.isStanding = false;
    this.stop++;
    this.frames.clear();
    this.values.clear();
  }

  async stackTrace(args: DebugProtocol.StackTraceArguments): Promise<object> {
    const thread = args.threadId as ThreadId;
    const rows = await this.rowsOf(thread);
    const shown = this.isJustMyCode ? justMyRows(rows) : rows;
    const first = args.startFrame ?? 0;
    const page = shown.slice(first, args.levels ? first + args.levels : undefined);
    const stackFrames = page.map((row) => {
      const id = row.id === undefined ? this.frames.fresh() : this.frames.add(row.id);
      return frameOf(row, id, this.view, this.isJustMyCode ? undefined : this.library);
    });
    return { stackFrames, totalFrames: shown.length };
  }

  async scopes({ frameId }: DebugProtocol.ScopesArguments): Promise<object> {
    const { scopes } = await this.ask({ kind: 'scopes', frame: this.frame(frameId) });
    return { scopes: scopes.map((scope) => shownScope(scope, this.numberOf)) };
  }

  async variables(args: DebugProtocol.VariablesArguments): Promise<object> {
    const { variables } = await this.ask({
      kind: 'variables',
      reference: this.reference(args.variablesReference),
      filter: args.filter,
      start: args.start ?? 0,
      // 0 stands for all, too.
      count: args.count || undefined,
    });
    return { variables: variables.map((each) => shownVariable(each, this.numberOf)) };
  }

  async evaluate(args: DebugProtocol.EvaluateArguments): Promise<object> {
    const { result, output = '' } = await this.ask({
      kind: 'evaluate',
      frame: args.frameId === undefined ? undefined : this.frame(args.frameId),
      expression: args.expression,
      context: contextOf(args.context),
    });
    // A watch is asked again and again: what it prints is for nobody.
    if (args.context === 'repl' && output !== '') this.print(output);
    return { result: result.value, ...shownValue(result, this.numberOf) };
  }

  async setVariable(args: DebugProtocol.SetVariableArguments): Promise<object> {
    const { name, value } = args;
    const reference = this.reference(args.variablesReference);
    return this.changed((await this.ask({ kind: 'setVariable', reference, name, value })).result);
  }

  async setExpression(args: DebugProtocol.SetExpressionArguments): Promise<object> {
    const { frameId, expression, value } = args;
    if (frameId === undefined) throw new UserError('Select a stack frame first.');
    const frame = this.frame(frameId);
    return this.changed(
      (await this.ask({ kind: 'setExpression', frame, expression, value })).result,
    );
  }

  /** None while the program runs: what is typed then is not worth an error. */
  async completions(args: DebugProtocol.CompletionsArguments): Promise<object> {
    if (!this.isStanding) return { targets: [] };
    const { text } = args;
    const { firstLine, firstColumn } = this.view;
    const before = text.split('\n').slice(0, (args.line ?? firstLine) - firstLine);
    const lineStart = before.reduce((sum, line) => sum + line.length + 1, 0);
    const { items } = await this.ask({
      kind: 'completions',
      frame: args.frameId === undefined ? undefined : this.frame(args.frameId),
      text,
      column: Array.from(text.slice(0, lineStart + args.column - firstColumn)).length,
    });
    return { targets: items.map((item) => shownCompletion(item, text, firstColumn)) };
  }

  async exception(thread: ThreadId): Promise<object> {
    const { exception } = await this.ask({ kind: 'exception', thread });
    if (exception === undefined) throw new UserError('This thread is not stopped by an exception.');
    return shownException(exception);
  }

  async dataBreakpoint(args: DebugProtocol.DataBreakpointInfoArguments): Promise<DataInfo> {
    const { variablesReference, frameId, name } = args;
    const { data } = await this.ask({
      kind: 'dataBreakpoint',
      reference: variablesReference ? this.reference(variablesReference) : undefined,
      frame: frameId === undefined ? undefined : this.frame(frameId),
      name,
    });
    const { dataId = null, description } = data;
    return { dataId, description, ...(dataId !== null && { accessTypes: ['write' as const] }) };
  }

  /** The text of a file of the standard library, which lies in the interpreter. */
  async source({ sourceReference }: DebugProtocol.SourceArguments): Promise<object> {
    const expression = this.library.expressionOf(sourceReference);
    if (expression === undefined) throw new UserError('There is no such source.');
    const query = { kind: 'evaluate', frame: undefined, expression, context: 'clipboard' } as const;
    const { result } = await this.ask(query);
    const content = textIn(result.value);
    if (content === undefined) throw new UserError('This source can’t be read.');
    return { content, mimeType: 'text/x-python' };
  }

  /** None if it can't be said now. */
  async breakpointLocations(args: DebugProtocol.BreakpointLocationsArguments): Promise<object> {
    const path = args.source.path === undefined ? undefined : this.view.tracePath(args.source.path);
    if (path === undefined) return { breakpoints: [] };
    const file = pythonPath(path, this.session.launch);
    const offset = 1 - this.view.firstLine;
    const line = args.line + offset;
    const endLine = (args.endLine ?? args.line) + offset;
    const query = { kind: 'breakableLines', file, line, endLine } as const;
    const answer = await this.session.debug.inspect(query);
    const lines = answer.kind === 'breakableLines' ? answer.lines : [];
    return { breakpoints: lines.map((each) => ({ line: each - offset })) };
  }

  /** What a thread's stack is now, or was when it was last recorded. */
  private async rowsOf(thread: ThreadId): Promise<readonly StackRow[]> {
    const { world, tables } = this.session;
    const known = world.threads[thread];
    if (known === undefined) throw new UserError(`There is no thread ${thread}.`);
    const stop = this.stop;
    if (this.isStanding) {
      const answer = await this.session.debug.inspect({ kind: 'stack', thread });
      const isCurrent = stop === this.stop;
      if (isCurrent && answer.kind === 'stack') {
        return answer.frames.map(({ site, id }) => ({ site, id, count: 0 }));
      }
    }
    return sitesOf(known.at, tables).map((site) => ({ site, id: undefined, count: 0 }));
  }

  private changed(result: ValueView): object {
    return { value: result.value, ...shownValue(result, this.numberOf) };
  }

  private readonly numberOf = (reference: number): number =>
    reference === 0 ? 0 : this.values.add(reference);

  private frame(number: number): number {
    return this.known(this.frames.valueOf(number));
  }

  private reference(number: number): number {
    return this.known(this.values.valueOf(number));
  }

  private known(value: number | undefined): number {
    if (!this.isStanding) throw new UserError(RUNS);
    if (value === undefined) throw new UserError(GONE);
    return value;
  }

  /** @throws UserError if the run does not stand, the question is wrong, or the answer is late. */
  private async ask<K extends InspectQuery['kind']>(query: Query<K>): Promise<Answer<K>> {
    if (!this.isStanding) throw new UserError(RUNS);
    const stop = this.stop;
    const answer = await this.session.debug.inspect(query);
    if (answer.kind === 'error') throw new UserError(answer.message);
    if (stop !== this.stop) throw new UserError(GONE);
    return answer as Answer<K>;
  }
}

function contextOf(context: string | undefined): EvaluateContext {
  return CONTEXTS.includes(context ?? '') ? (context as EvaluateContext) : 'watch';
}
