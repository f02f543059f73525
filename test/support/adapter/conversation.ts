// A client in the same process: sends requests, keeps everything that comes back, in order.

import type { DebugProtocol } from '@vscode/debugprotocol';

import { WeftDebugAdapter } from '../../../src/adapter/weftDebugAdapter.ts';
import type { RunOptions } from '../../../src/session/launch.ts';
import { Session } from '../../../src/session/session.ts';
import { FakeRuntime } from '../session/fakeRuntime.ts';
import { launchRequest } from '../session/launchRequest.ts';

export class Conversation {
  readonly adapter: WeftDebugAdapter;
  readonly messages: DebugProtocol.ProtocolMessage[] = [];
  readonly runtimes: FakeRuntime[] = [];
  readonly options: RunOptions[] = [];
  /** What the adapter's next `openSession` fails with or waits for. */
  beforeOpen: () => Promise<void> = () => Promise.resolve();
  notice: string | undefined;
  private sequence = 1;

  constructor() {
    this.adapter = new WeftDebugAdapter({
      openSession: (options) => this.open(options),
      sourcePath: (file) => `/user${file}`,
      tracePath: (path) => (path.startsWith('/user/') ? path.slice('/user'.length) : undefined),
    });
    this.adapter.onDidSendMessage((message) => this.messages.push(message));
  }

  /** Of the newest run. */
  get runtime(): FakeRuntime {
    const runtime = this.runtimes.at(-1);
    if (runtime === undefined) throw new Error('no run has been opened');
    return runtime;
  }

  /** Sends a request and waits for its reply. */
  request(command: string, args?: unknown): Promise<DebugProtocol.Response> {
    const seq = this.sequence++;
    const reply = new Promise<DebugProtocol.Response>((resolve) => {
      this.adapter.onDidSendMessage((message) => {
        const response = message as DebugProtocol.Response;
        if (message.type === 'response' && response.request_seq === seq) resolve(response);
      });
    });
    const request = { seq, type: 'request', command, arguments: args };
    this.adapter.handleMessage(request);
    return reply;
  }

  /** Up to a program that runs. */
  async launched(args: object = {}): Promise<FakeRuntime> {
    await this.request('initialize', { adapterID: 'weft' });
    await this.request('launch', { program: '/test.py', ...args });
    await this.request('configurationDone');
    this.runtime.starts();
    return this.runtime;
  }

  events(name: string): Record<string, unknown>[] {
    return this.messages
      .filter((message) => (message as DebugProtocol.Event).event === name)
      .map((message) => (message as DebugProtocol.Event).body);
  }

  private async open(options: RunOptions) {
    this.options.push(options);
    await this.beforeOpen();
    const port = new FakeRuntime();
    this.runtimes.push(port);
    const launch = launchRequest();
    const session = new Session({ port, launch, title: 'test.py', onDeadlock: 'pause' });
    return { session, notice: this.notice };
  }
}
