// `weft dap`: the debug adapter for editors other than VS Code, over stdio or TCP.

import { createServer, type AddressInfo, type Server } from 'node:net';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { WeftDebugAdapter, type AdapterEnvironment } from '../adapter/weftDebugAdapter.ts';
import { UserError } from '../core/base/errors.ts';
import type { RunOptions } from '../session/launch.ts';
import { nodeFiles } from '../session/nodeFiles.ts';
import { startNodeRuntime } from '../session/nodeRuntime.ts';
import { openSession } from '../session/openSession.ts';
import { RuntimePool } from '../session/runtimePool.ts';
import type { StartRuntime } from '../session/runtimePort.ts';
import { toHostPath, toSandboxPath } from '../session/sandboxPath.ts';
import type { DapCommand } from './commandLine.ts';
import { serveStream } from './dapStream.ts';
import type { Terminal } from './terminal.ts';

/** Beside the bundle of this file. */
const WORKER = new URL('./worker.mjs', import.meta.url);

/** @returns the exit code. @throws UserError if the port can't be had. */
export async function dap(command: DapCommand, terminal: Terminal): Promise<number> {
  const pool = new RuntimePool(() => startNodeRuntime({ worker: WORKER }));
  const environment = environmentOf(pool.take);
  try {
    if (command.port !== undefined) return await serveTcp(command, environment, terminal);
    return await serveStdio(environment, terminal);
  } finally {
    pool.dispose();
  }
}

async function serveStdio(environment: AdapterEnvironment, terminal: Terminal): Promise<number> {
  const adapter = new WeftDebugAdapter(environment);
  const streams = { input: process.stdin, output: process.stdout };
  const fault = await new Promise<string | undefined>((end) => {
    terminal.onInterrupt(() => end(undefined));
    void serveStream(adapter, streams).then(end);
  });
  adapter.dispose();
  if (fault !== undefined) throw new UserError(fault);
  return terminal.interruptCode ?? 0;
}

/** Until Ctrl+C. */
async function serveTcp(
  command: DapCommand,
  environment: AdapterEnvironment,
  terminal: Terminal,
): Promise<number> {
  const adapters = new Set<WeftDebugAdapter>();
  const server = createServer((socket) => {
    const adapter = new WeftDebugAdapter(environment);
    adapters.add(adapter);
    void serveStream(adapter, { input: socket, output: socket }).then((fault) => {
      if (fault !== undefined) terminal.say(fault);
      adapters.delete(adapter);
      socket.end();
    });
  });
  const { address, port } = await listen(server, command);
  terminal.say(`serving the Debug Adapter Protocol at ${address}:${port}`);
  await new Promise<void>((end) => terminal.onInterrupt(end));
  for (const adapter of adapters) adapter.dispose();
  server.close();
  return terminal.interruptCode ?? 0;
}

function listen(server: Server, { port, host }: DapCommand): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.on('error', (error) => {
      reject(new UserError(`Weft can't listen at ${host}:${port}: ${error.message}`));
    });
    server.listen(port, host, () => resolve(server.address() as AddressInfo));
  });
}

/** Paths of launch configurations may be relative to the folder that the command runs in. */
export function environmentOf(startRuntime: StartRuntime): AdapterEnvironment {
  return {
    openSession(options: RunOptions) {
      const { script, cwd } = options;
      const absolute = { script: resolve(script), ...(cwd && { cwd: resolve(cwd) }) };
      return openSession(
        { ...options, ...absolute },
        { reader: nodeFiles, now: Date.now, startRuntime, onDeadlock: 'pause' },
      );
    },
    sourcePath: toHostPath,
    tracePath: (path) =>
      toSandboxPath(path.startsWith('file:') ? fileURLToPath(path) : resolve(path)),
  };
}
