// A client in the same process for an adapter with the real runtime; remembers all events.

import type { DebugProtocol } from '@vscode/debugprotocol';

import {
  WeftDebugAdapter,
  type AdapterEnvironment,
} from '../../../src/adapter/weftDebugAdapter.ts';
import type { Session } from '../../../src/session/session.ts';

type Body = Record<string, unknown>;

export class DirectClient {
  readonly adapter: WeftDebugAdapter;
  /** Of the newest run. */
  session: Session | undefined;
  private readonly messages: DebugProtocol.ProtocolMessage[] = [];
  private sequence = 1;

  constructor(environment: AdapterEnvironment) {
    this.adapter = new WeftDebugAdapter(environment);
    this.adapter.onDidSendMessage((message) => this.messages.push(message));
    this.adapter.onSession((session) => (this.session = session));
  }

  /** Resolves with the reply, also if that is an error. */
  async request(command: string, args: object = {}): Promise<DebugProtocol.Response> {
    const seq = this.sequence++;
    this.adapter.handleMessage({ seq, type: 'request', command, arguments: args } as never);
    return this.message<DebugProtocol.Response>((response) => response.request_seq === seq);
  }

  /** The first event of this name that is meant; it may have come already. */
  async event(name: string, isMeant: (body: Body) => boolean = () => true): Promise<Body> {
    const isIt = ({ event, body }: DebugProtocol.Event): boolean => event === name && isMeant(body);
    return (await this.message<DebugProtocol.Event>(isIt)).body;
  }

  /** How many events of this name have come. */
  count(name: string): number {
    return this.messages.filter((message) => (message as DebugProtocol.Event).event === name)
      .length;
  }

  /** What the program has printed to stdout. */
  get stdout(): string {
    return this.messages
      .map((message) => message as DebugProtocol.Event)
      .filter(({ event, body }) => event === 'output' && body.category === 'stdout')
      .map(({ body }) => body.output as string)
      .join('');
  }

  /** Up to a program that starts. */
  async launch(args: object): Promise<void> {
    await this.request('initialize', { adapterID: 'weft' });
    await this.request('launch', { speed: 'max', ...args });
    await this.request('configurationDone');
  }

  /** Asks the run to end, and waits until it has. */
  async stop(): Promise<void> {
    const before = this.count('terminated');
    await this.request('terminate');
    await this.event('terminated', () => this.count('terminated') > before);
  }

  private message<T extends DebugProtocol.ProtocolMessage>(
    isMeant: (message: T) => boolean,
  ): Promise<T> {
    const known = this.messages.find((message) => isMeant(message as T));
    if (known) return Promise.resolve(known as T);
    return new Promise((resolve) => {
      const listener = this.adapter.onDidSendMessage((message) => {
        if (!isMeant(message as T)) return;
        listener.dispose();
        resolve(message as T);
      });
    });
  }
}
