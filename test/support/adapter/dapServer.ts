// The debug adapter behind a socket, as DebugClient and other editors talk to it.

import { createServer, type Server } from 'node:net';

import {
  WeftDebugAdapter,
  type AdapterEnvironment,
} from '../../../src/adapter/weftDebugAdapter.ts';
import { serveStream } from '../../../src/cli/dapStream.ts';

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
    void serveStream(adapter, { input: socket, output: socket }).then(() => socket.end());
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
