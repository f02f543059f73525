// What activating the extension adds to the heap of VS Code's extension host, as V8's inspector tells it.

import { extensionHostsOf } from '../support/vscode/extensionHosts.ts';
import { VscodeServer } from '../support/vscode/vscodeServer.ts';
import { waitUntil } from '../support/vscode/waitUntil.ts';
import { median } from './slope.ts';

/** Where Node's inspector listens when a process is asked for it by a signal. */
const INSPECTOR = 'http://127.0.0.1:9229';
/** Bytes between two looks at a host that has nothing to do. */
const CALM = 100_000;

/** Bytes; the median of three windows. */
export async function heapOfActivation(): Promise<number> {
  const server = await VscodeServer.start();
  try {
    const heaps: number[] = [];
    for (let window = 0; window < 3; window++) heaps.push(await heapInWindow(server));
    return median(heaps);
  } finally {
    await server.dispose();
  }
}

async function heapInWindow(server: VscodeServer): Promise<number> {
  const earlier = extensionHostsOf(server.process);
  const workbench = await server.openFolder();
  const host = extensionHostsOf(server.process).find((id) => !earlier.includes(id));
  if (host === undefined) throw new Error('the window has no extension host');
  process.kill(host, 'SIGUSR1');
  const inspector = await Inspector.connect();
  try {
    const before = await inspector.calmHeap();
    await workbench.runCommand('Weft: Show Log');
    return (await inspector.calmHeap()) - before;
  } finally {
    inspector.close();
    await workbench.dispose();
    // It may stay for a while, and the next one needs the inspector's port.
    if (extensionHostsOf(server.process).includes(host)) process.kill(host);
  }
}

class Inspector {
  private readonly socket: WebSocket;
  private calls = 0;

  private constructor(socket: WebSocket) {
    this.socket = socket;
  }

  static async connect(): Promise<Inspector> {
    const read = (): Promise<string | undefined> => debuggerAddress().catch(() => undefined);
    const what = 'the inspector of the extension host';
    const address = await waitUntil(read, (found) => found !== undefined, { what });
    const socket = new WebSocket(address ?? '');
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve, { once: true });
      socket.addEventListener('error', reject, { once: true });
    });
    return new Inspector(socket);
  }

  close(): void {
    this.socket.close();
  }

  /** Bytes in use when a host has done what it had to do. */
  async calmHeap(): Promise<number> {
    let last = Infinity;
    const change = async (): Promise<number> => {
      const before = last;
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      last = await this.heap();
      return Math.abs(last - before);
    };
    await waitUntil(change, (bytes) => bytes < CALM, { what: 'a calm host', timeout: 60_000 });
    return last;
  }

  private async heap(): Promise<number> {
    await this.call('HeapProfiler.collectGarbage');
    const { usedSize } = (await this.call('Runtime.getHeapUsage')) as { usedSize: number };
    return usedSize;
  }

  private call(method: string): Promise<unknown> {
    const id = ++this.calls;
    return new Promise((resolve) => {
      const listen = ({ data }: MessageEvent): void => {
        const answer = JSON.parse(String(data)) as { id?: number; result?: unknown };
        if (answer.id !== id) return;
        this.socket.removeEventListener('message', listen);
        resolve(answer.result);
      };
      this.socket.addEventListener('message', listen);
      this.socket.send(JSON.stringify({ id, method }));
    });
  }
}

async function debuggerAddress(): Promise<string | undefined> {
  const targets = (await (await fetch(`${INSPECTOR}/json`)).json()) as readonly {
    readonly webSocketDebuggerUrl?: string;
  }[];
  return targets[0]?.webSocketDebuggerUrl;
}
