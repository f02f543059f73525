// The debug adapter behind a socket, as DebugClient and other editors talk to it.

import { createServer, type Server, type Socket } from 'node:net';
import type { DebugProtocol } from '@vscode/debugprotocol';

import {
  WeftDebugAdapter,
  type AdapterEnvironment,
} from '../../../src/adapter/weftDebugAdapter.ts';

export interface DapServer {
  readonly port: number;
  dispose(): void;
}

/** Serves every connection with an adapter of its own. */
export async function serveAdapter(environment: AdapterEnvironment): Promise<DapServer> {
  const adapters: WeftDebugAdapter[] = [];
  const server = createServer((socket) => {
    const adapter = new WeftDebugAdapter(environment);
    adapters.push(adapter);
    connect(adapter, socket);
  });
  const port = await listen(server);
  return {
    port,
    dispose() {
      for (const adapter of adapters) adapter.dispose();
      server.close();
    },
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}

function connect(adapter: WeftDebugAdapter, socket: Socket): void {
  let received = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    received = Buffer.concat([received, chunk]);
    for (let message = take(); message !== undefined; message = take()) {
      adapter.handleMessage(message);
    }
  });
  socket.on('close', () => adapter.dispose());
  adapter.onDidSendMessage((message) => {
    const json = JSON.stringify(message);
    socket.write(`Content-Length: ${Buffer.byteLength(json)}\r\n\r\n${json}`);
  });

  function take(): DebugProtocol.ProtocolMessage | undefined {
    const header = /^Content-Length: (\d+)\r\n\r\n/.exec(received.toString('latin1', 0, 64));
    if (header === null) return undefined;
    const start = header[0].length;
    const end = start + Number(header[1]);
    if (received.length < end) return undefined;
    const message = JSON.parse(received.toString('utf8', start, end));
    received = received.subarray(end);
    return message;
  }
}
