// Requests about breakpoints, and what a run is told of them: they come before the launch as well as
// while it runs, and stay when it is restarted.

import type { DebugProtocol } from '@vscode/debugprotocol';

import type { Disposable } from '../core/base/disposable.ts';
import { pythonPath } from '../session/sandboxPath.ts';
import type { Session } from '../session/session.ts';
import { BreakpointBook, type SyncBreakpoint } from './breakpointBook.ts';
import { NO_EXCEPTION_STOPS, readExceptionFilters } from './exceptionStops.ts';
import { on, type Handlers } from './requestDesk.ts';
import type { SourceView } from './stackFrames.ts';

type Shown = readonly DebugProtocol.Breakpoint[];

export class BreakpointRequests {
  readonly book: BreakpointBook;
  private readonly send: (event: string, body: unknown) => void;
  private exceptions = NO_EXCEPTION_STOPS;
  /** The run that is to stop at them. */
  private session: Session | undefined;
  private listening: Disposable | undefined;

  constructor(view: SourceView, send: (event: string, body: unknown) => void) {
    this.book = new BreakpointBook(view);
    this.send = send;
  }

  handlers(): Handlers {
    return {
      setBreakpoints: on<DebugProtocol.SetBreakpointsArguments>((args) =>
        this.set(this.book.setLines(args)),
      ),
      setFunctionBreakpoints: on<DebugProtocol.SetFunctionBreakpointsArguments>((args) =>
        this.set(this.book.setFunctions(args.breakpoints)),
      ),
      setDataBreakpoints: on<DebugProtocol.SetDataBreakpointsArguments>((args) =>
        this.set(this.book.setData(args.breakpoints)),
      ),
      setExceptionBreakpoints: on<DebugProtocol.SetExceptionBreakpointsArguments>((args) => {
        const { stops, breakpoints } = readExceptionFilters(args);
        this.exceptions = stops;
        return this.set(breakpoints);
      }),
      'weft/setSyncBreakpoints': on<{ readonly breakpoints?: readonly SyncBreakpoint[] }>(
        ({ breakpoints = [] }) => this.setSync(breakpoints),
      ),
    };
  }

  setSync(breakpoints: readonly SyncBreakpoint[]): { readonly breakpoints: Shown } {
    return this.set(this.book.setSync(breakpoints));
  }

  /** Tells a run that is about to start; nothing of it has run yet. */
  begin(session: Session): void {
    this.session = session;
    this.book.forgetPlaces();
    this.listening = session.debug.onVerified((places) => {
      for (const breakpoint of this.book.verified(places)) {
        this.send('breakpoint', { reason: 'changed', breakpoint });
      }
    });
    const { raised, uncaught } = this.exceptions;
    if (this.book.breakpoints.length > 0 || raised || uncaught) this.tell();
  }

  /** The run is not wanted any more. */
  end(): void {
    this.listening?.dispose();
    this.session = undefined;
  }

  private set(breakpoints: Shown): { readonly breakpoints: Shown } {
    this.tell();
    return { breakpoints };
  }

  private tell(): void {
    const { session } = this;
    if (session === undefined) return;
    const breakpoints = this.book.breakpoints.map((each) =>
      each.kind === 'line' ? { ...each, file: pythonPath(each.file, session.launch) } : each,
    );
    session.debug.setBreakpoints(breakpoints, this.exceptions);
  }
}
