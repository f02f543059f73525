// One session as DAP sees it: turns what happens in the run into DAP events.

import type { DebugProtocol } from '@vscode/debugprotocol';

import { DisposableStore, type Disposable } from '../core/base/disposable.ts';
import { UserError } from '../core/base/errors.ts';
import { MAIN_THREAD, NO_THREAD, type Step, type ThreadId } from '../core/base/ids.ts';
import type { RunState } from '../core/protocol/panel.ts';
import { EVENT_WIDTH, type TraceBatch } from '../core/trace/batch.ts';
import { EventCode } from '../core/trace/encode.ts';
import { isAlive } from '../core/trace/fold.ts';
import type { OutputPiece } from '../session/batchEvents.ts';
import { exitCodeOf, outcomeMessage } from '../session/exitCode.ts';
import type { Session, SessionEnd } from '../session/session.ts';
import { sourceOf, type SourceView } from './stackFrames.ts';

export type SendEvent = (event: string, body?: unknown) => void;

/** What a stopped state looks like to the client. */
export interface Trouble {
  readonly name: string;
  readonly explanation: string;
}

export class DebuggedRun implements Disposable {
  readonly session: Session;
  /** The thread that the client asked to pause or step: it gets the focus. */
  focus: ThreadId | undefined;
  private readonly send: SendEvent;
  private readonly view: SourceView;
  private readonly store = new DisposableStore();
  private isStopped = false;
  private deadlock: Trouble | undefined;

  constructor(session: Session, send: SendEvent, view: SourceView) {
    this.session = session;
    this.send = send;
    this.view = view;
    this.store.add(session);
    this.store.add(session.onBatch(({ batch }) => this.reportThreads(batch)));
    this.store.add(session.onOutput((piece) => this.reportOutput(piece)));
    this.store.add(session.onNotice(({ text }) => this.log('console', text)));
    // For clients that don't hold the session; they answer with a line of the console.
    this.store.add(session.onInputWanted((prompt) => this.send('weft/inputWanted', { prompt })));
    this.store.add(session.onState((state) => this.stateChanged(state)));
    this.store.add(session.onEnd((end) => this.reportEnd(end)));
  }

  /** Why the run is stopped, if that is trouble. */
  get trouble(): Trouble | undefined {
    return this.deadlock;
  }

  /** Does what makes the run go on; the reply to the request says so, no event is needed. */
  goOn(resume: () => void): void {
    if (this.deadlock !== undefined) {
      throw new UserError('Nobody can ever run again. Stop the run, or restart it.');
    }
    this.isStopped = false;
    resume();
  }

  /** Ends the run without a word to the client, except that its threads are gone. */
  dispose(): void {
    this.store.dispose();
  }

  /** For a restart: the client forgets the threads of this run. */
  discard(): void {
    for (const thread of Object.values(this.session.world.threads)) {
      if (isAlive(thread)) this.reportThread('exited', thread.id);
    }
    this.dispose();
  }

  log(category: 'console' | 'important', text: string): void {
    this.send('output', { category, output: `${text}\n` });
  }

  private stateChanged(state: RunState): void {
    if (state.kind === 'paused') return this.reportStop(state.reason);
    if (!this.isStopped || state.kind === 'ended') return;
    this.isStopped = false;
    this.send('continued', { threadId: MAIN_THREAD, allThreadsContinued: true });
  }

  private reportStop(reason: string): void {
    this.isStopped = true;
    const body = { allThreadsStopped: true, threadId: this.threadInFocus(reason) };
    this.focus = undefined;
    if (reason !== 'deadlock') return this.send('stopped', { ...body, ...stopReason(reason) });
    const findings = this.session.findings;
    const explanation = findings.map((finding) => finding.explanation).join('\n');
    this.deadlock = { name: 'Deadlock', explanation: explanation || 'Nobody can ever run again.' };
    this.send('stopped', {
      ...body,
      reason: 'exception',
      description: 'Deadlock',
      text: this.deadlock.explanation,
    });
  }

  private threadInFocus(reason: string): ThreadId {
    const { world, trace, findings } = this.session;
    const last = trace.eventAt((trace.length - 1) as Step)?.by;
    const candidates =
      reason === 'deadlock' ? [findings[0]?.threads[0]] : [this.focus, last, world.running];
    const isChoice = (id: ThreadId | undefined): id is ThreadId => {
      const thread = id === undefined || id === NO_THREAD ? undefined : world.threads[id];
      return thread !== undefined && isAlive(thread);
    };
    return candidates.find(isChoice) ?? MAIN_THREAD;
  }

  private reportThreads({ numbers }: TraceBatch): void {
    for (let offset = 0; offset < numbers.length; offset += EVENT_WIDTH) {
      const code = numbers[offset];
      if (code !== EventCode.threadStart && code !== EventCode.threadEnd) continue;
      const reason = code === EventCode.threadStart ? 'started' : 'exited';
      this.reportThread(reason, Number(numbers[offset + 4]));
    }
  }

  private reportThread(reason: 'started' | 'exited', threadId: number): void {
    this.send('thread', { reason, threadId });
  }

  private reportOutput({ stream, text, site }: OutputPiece): void {
    const body: DebugProtocol.OutputEvent['body'] = { category: stream, output: text };
    if (site === undefined) return this.send('output', body);
    const line = site.line - 1 + this.view.firstLine;
    const column = site.column - 1 + this.view.firstColumn;
    this.send('output', { ...body, source: sourceOf(site, this.view), line, column });
  }

  private reportEnd({ outcome }: SessionEnd): void {
    const message = outcomeMessage(outcome);
    if (message !== undefined) this.log('important', message);
    this.send('exited', { exitCode: exitCodeOf(outcome) });
    this.send('terminated');
  }
}

function stopReason(reason: string): { reason: string; description?: string } {
  switch (reason) {
    case 'entry':
    case 'step':
      return { reason };
    case 'pauseAt':
      return { reason: 'pause', description: 'Paused at the chosen time' };
    default:
      return { reason: 'pause' };
  }
}
