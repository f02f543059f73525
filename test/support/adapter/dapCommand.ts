// `weft dap` as it is shipped, and the independent client that talks to it.

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { DebugClient } from '@vscode/debugadapter-testsupport';

import type { Disposable } from '../../../src/core/base/disposable.ts';

const command = join(import.meta.dirname, '../../../dist/weft.mjs');

export function startDap(...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [command, 'dap', ...args], { stdio: 'pipe' });
}

/** Talks to a process of its own over stdin and stdout. */
export class StdioClient extends DebugClient {
  readonly process = startDap();

  constructor() {
    super('', '', 'weft');
    const { stdout, stdin } = this.process;
    if (stdout === null || stdin === null) throw new Error('the process has no pipes');
    this.connect(stdout, stdin);
  }

  /** Disconnects, and waits for the process. @returns its exit code */
  async finish(): Promise<number | null> {
    const exit = once(this.process, 'exit');
    await this.disconnectRequest();
    const [code] = (await exit) as [number | null];
    return code;
  }
}

export interface TcpCommand extends Disposable {
  readonly process: ChildProcess;
  connect(): Promise<DebugClient>;
}

/** A server at a free port. */
export async function startTcp(): Promise<TcpCommand> {
  const child = startDap('--port', '0');
  const port = await new Promise<number>((resolve, reject) => {
    let text = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const [, found] = /127\.0\.0\.1:(\d+)\n/.exec(text) ?? [];
      if (found !== undefined) resolve(Number(found));
    });
    child.on('exit', () => reject(new Error(`weft dap ended: ${text}`)));
  });
  return {
    process: child,
    async connect() {
      const client = new DebugClient('', '', 'weft');
      await client.start(port);
      return client;
    },
    dispose: () => child.kill(),
  };
}
