// Standard streams as Emscripten devices: what is written goes to a handler at once, unbuffered;
// reading file descriptor 0 directly finds the end of file (`sys.stdin` waits in Python).

import type { CPython } from './cpython.ts';

export type StreamName = 'stdout' | 'stderr';

/** Emscripten's own would look for the terminal that these streams are not. */
const noTerminal = { close: () => undefined, fsync: () => undefined };

export function connectStreams(
  python: CPython,
  write: (stream: StreamName, text: string) => void,
): void {
  connect(python, 1, (text) => write('stdout', text));
  connect(python, 2, (text) => write('stderr', text));
  const input = python.FS.streams[0];
  if (input) {
    input.stream_ops = { ...input.stream_ops, ...noTerminal, read: () => 0 };
    input.tty = undefined;
  }
}

function connect(python: CPython, descriptor: number, write: (text: string) => void): void {
  const stream = python.FS.streams[descriptor];
  if (!stream) throw new Error(`internal error: file descriptor ${descriptor} is not open`);
  // A character may be split over two writes. Made by the first: most programs print little.
  let decoder: TextDecoder | undefined = undefined;
  stream.tty = undefined;
  stream.stream_ops = {
    ...stream.stream_ops,
    ...noTerminal,
    write(_: unknown, heap: Int8Array, offset: number, length: number) {
      const bytes = new Uint8Array(heap.buffer, heap.byteOffset + offset, length);
      decoder ??= new TextDecoder('utf-8', { ignoreBOM: true });
      write(decoder.decode(bytes.slice(), { stream: true }));
      return length;
    },
  };
}
