// DAP's messages on a pair of streams: a header with the length, then JSON.

import type { Readable, Writable } from 'node:stream';
import type { DebugProtocol } from '@vscode/debugprotocol';

import type { WeftDebugAdapter } from '../adapter/weftDebugAdapter.ts';

export interface DapStreams {
  readonly input: Readable;
  readonly output: Writable;
}

/**
 * Only these: a web page can make a browser send JSON to a local port, but not without HTTP's
 * first line before it.
 */
const HEADER =
  /^(Content-Type: [^\r\n]*\r\n)?Content-Length: (\d+)\r\n(Content-Type: [^\r\n]*\r\n)?$/i;
const MOST_HEADER_BYTES = 1_000;
const MOST_BYTES = 100_000_000;

/** Cuts a stream of bytes into messages. */
export class MessageReader {
  private received = Buffer.alloc(0);

  /** @throws Error if the bytes are no message of DAP. */
  *read(chunk: Buffer): Generator {
    this.received = Buffer.concat([this.received, chunk]);
    for (let length = this.take(); length !== undefined; length = this.take()) {
      const json = this.received.toString('utf8', length.start, length.end);
      this.received = this.received.subarray(length.end);
      yield JSON.parse(json);
    }
  }

  private take(): { readonly start: number; readonly end: number } | undefined {
    const headerEnd = this.received.indexOf('\r\n\r\n');
    if (headerEnd < 0 && this.received.length < MOST_HEADER_BYTES) return undefined;
    const header = HEADER.exec(this.received.toString('latin1', 0, headerEnd + 2));
    if (header === null) throw new Error('The header is not "Content-Length: …".');
    const length = Number(header[2]);
    if (length > MOST_BYTES) throw new Error(`A message of ${length} bytes is too long.`);
    const start = headerEnd + 4;
    return this.received.length < start + length ? undefined : { start, end: start + length };
  }
}

/**
 * Serves one client until it disconnects or its stream ends; then the adapter is disposed.
 * @returns what was wrong with the client's bytes; undefined if nothing was.
 */
export function serveStream(
  adapter: WeftDebugAdapter,
  { input, output }: DapStreams,
): Promise<string | undefined> {
  const reader = new MessageReader();
  return new Promise((resolve) => {
    const end = (fault?: string): void => {
      adapter.dispose();
      input.removeListener('data', take);
      resolve(fault);
    };
    const take = (chunk: Buffer): void => {
      try {
        for (const message of reader.read(chunk)) receive(adapter, message);
      } catch (error) {
        end(`This is not the Debug Adapter Protocol. ${String(error)}`);
      }
    };
    adapter.onDidSendMessage((message) => {
      output.write(framed(message));
      if (isGoodbye(message)) end();
    });
    input.on('data', take);
    for (const event of ['end', 'close', 'error']) input.on(event, () => end());
    output.on('error', () => end());
  });
}

function receive(adapter: WeftDebugAdapter, message: unknown): void {
  if (typeof message !== 'object' || message === null) return;
  adapter.handleMessage(message as DebugProtocol.ProtocolMessage);
}

function framed(message: DebugProtocol.ProtocolMessage): string {
  const json = JSON.stringify(message);
  return `Content-Length: ${Buffer.byteLength(json)}\r\n\r\n${json}`;
}

function isGoodbye(message: DebugProtocol.ProtocolMessage): boolean {
  return (
    message.type === 'response' && (message as DebugProtocol.Response).command === 'disconnect'
  );
}
