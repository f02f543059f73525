// Steps through a program line by line, as somebody who holds the key down, and looks around at
// some of the stops.

import type { DebugProtocol } from '@vscode/debugprotocol';

import {
  WeftDebugAdapter,
  type AdapterEnvironment,
} from '../../../src/adapter/weftDebugAdapter.ts';
import type { Session } from '../../../src/session/session.ts';

/** Stops; a look takes longer than a step. */
const LOOK_EVERY = 3;

export interface StepThrough {
  readonly script: string;
  /** Asked in the top frame. */
  readonly watches: readonly string[];
  readonly breakpoints: readonly DebugProtocol.SourceBreakpoint[];
}

export interface SteppedRun {
  readonly session: Session;
  readonly stops: number;
  /** What each watch gave, without repetition. */
  readonly seen: ReadonlySet<string>;
}

/** The adapter must be disposed by whoever gets the session. */
export class Stepper {
  readonly adapter: WeftDebugAdapter;
  private readonly replies = new Map<number, (response: DebugProtocol.Response) => void>();
  private readonly seen = new Set<string>();
  private sequence = 1;
  private stops = 0;

  constructor(environment: AdapterEnvironment) {
    this.adapter = new WeftDebugAdapter(environment);
    this.adapter.onDidSendMessage((message) => {
      if (message.type !== 'response') return;
      const response = message as DebugProtocol.Response;
      this.replies.get(response.request_seq)?.(response);
    });
  }

  async through({ script, watches, breakpoints }: StepThrough): Promise<SteppedRun> {
    const opened = new Promise<Session>((resolve) => this.adapter.onSession(resolve));
    await this.request('initialize', { adapterID: 'weft' });
    await this.request('setBreakpoints', { source: { path: script }, breakpoints });
    await this.request('launch', { program: script, speed: 'max', stopOnEntry: true });
    const session = await opened;
    const ended = new Promise<void>((resolve) => {
      this.adapter.onDidSendMessage((message) => {
        const { event, body } = message as DebugProtocol.Event;
        if (event === 'terminated') resolve();
        if (event === 'stopped') void this.lookAndStep(body.threadId, watches);
      });
    });
    await this.request('configurationDone', {});
    await ended;
    return { session, stops: this.stops, seen: this.seen };
  }

  private async lookAndStep(threadId: number, watches: readonly string[]): Promise<void> {
    if (this.stops++ % LOOK_EVERY === 0) await this.look(threadId, watches);
    await this.request('stepIn', { threadId });
  }

  private async look(threadId: number, watches: readonly string[]): Promise<void> {
    const { body } = await this.request('stackTrace', { threadId });
    const frames = body.stackFrames as DebugProtocol.StackFrame[];
    const frameId = frames.find(({ source }) => source !== undefined)?.id;
    for (const expression of watches) {
      const args = { expression, context: 'watch', ...(frameId !== undefined && { frameId }) };
      const reply = await this.request('evaluate', args);
      this.seen.add(`${expression}: ${reply.success ? reply.body.result : reply.message}`);
    }
  }

  private request(command: string, args: object): Promise<DebugProtocol.Response> {
    const seq = this.sequence++;
    return new Promise((resolve) => {
      this.replies.set(seq, resolve);
      const request = { seq, type: 'request', command, arguments: args };
      this.adapter.handleMessage(request);
    });
  }
}
