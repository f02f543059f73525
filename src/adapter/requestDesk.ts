// Messages in and out of the debug adapter: numbers them, finds the handler of a request, and
// sees to it that every request gets exactly one reply, also on an error and on dispose.

import type { DebugProtocol } from '@vscode/debugprotocol';

import { Emitter } from '../core/base/emitter.ts';
import { UserError } from '../core/base/errors.ts';

/** Gives the reply's body, or a `Reply`. What it throws becomes the reply's error. */
export type Handler = (args: unknown) => unknown;
export type Handlers = Readonly<Record<string, Handler>>;

/** A reply's body, and what is to be done when it has been sent. */
export class Reply {
  readonly body: unknown;
  readonly after: () => void;

  constructor(body: unknown, after: () => void) {
    this.body = body;
    this.after = after;
  }
}

/** Says what arguments a handler takes: the client's messages are what the protocol says. */
export function on<Args>(handler: (args: Args) => unknown): Handler {
  return (args) => handler(args as Args);
}

/** Their failures stand where the question was asked (a hover, a watch); a popup would be noise. */
const QUIET: ReadonlySet<string> = new Set([
  'stackTrace',
  'scopes',
  'variables',
  'evaluate',
  'setVariable',
  'setExpression',
  'completions',
  'exceptionInfo',
  'dataBreakpointInfo',
  'breakpointLocations',
  'source',
]);

export class RequestDesk {
  private readonly messages = new Emitter<DebugProtocol.ProtocolMessage>();
  /** The requests themselves: a client may use a number twice. */
  private readonly pending = new Set<DebugProtocol.Request>();
  private readonly handlers: Handlers;
  private sequence = 1;
  private isDisposed = false;

  readonly onDidSendMessage = this.messages.on;

  constructor(handlers: Handlers) {
    this.handlers = handlers;
  }

  handle(request: DebugProtocol.Request): void {
    this.pending.add(request);
    if (this.isDisposed) return this.refuse(request, new UserError('The debug session has ended.'));
    const handler = Object.hasOwn(this.handlers, request.command)
      ? this.handlers[request.command]
      : undefined;
    void this.answer(request, handler);
  }

  event(event: string, body: unknown = {}): void {
    if (!this.isDisposed) this.send({ type: 'event', event, body });
  }

  dispose(): void {
    for (const request of [...this.pending]) {
      this.refuse(request, new UserError('The debug session has ended.'));
    }
    this.isDisposed = true;
    this.messages.dispose();
  }

  /** Never rejects. */
  private async answer(
    request: DebugProtocol.Request,
    handler: Handler | undefined,
  ): Promise<void> {
    try {
      if (!handler) throw new UserError(`Weft does not know the request "${request.command}".`);
      const result = await handler(request.arguments ?? {});
      this.reply(request, { success: true, body: result instanceof Reply ? result.body : result });
      if (result instanceof Reply) result.after();
    } catch (error) {
      this.refuse(request, error);
    }
  }

  private refuse(request: DebugProtocol.Request, error: unknown): void {
    const text = error instanceof Error ? error.message : String(error);
    // As a variable: braces in the text are not placeholders.
    const showUser = !QUIET.has(request.command);
    const details = { id: 1, format: '{text}', variables: { text }, showUser };
    this.reply(request, { success: false, message: text, body: { error: details } });
  }

  private reply(request: DebugProtocol.Request, result: object): void {
    if (!this.pending.delete(request)) return;
    const { seq, command } = request;
    this.send({ type: 'response', request_seq: seq, command, ...result });
  }

  private send(message: { readonly type: string } & Readonly<Record<string, unknown>>): void {
    this.messages.fire({ seq: this.sequence++, ...message });
  }
}
