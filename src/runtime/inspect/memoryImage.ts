// The interpreter's linear memory, kept while the run stands: whatever a question does to Python's
// objects, allocator and caches is undone by putting it back. Then even `id()` and the order of
// sets are in the rest of the run as if nobody had looked.

import type { CPython, EmscriptenStream } from '../python/cpython.ts';

interface KeptStream {
  readonly stream: EmscriptenStream | undefined;
  readonly position: number;
}

export class MemoryImage {
  private readonly python: CPython;
  private readonly bytes: Uint8Array;
  private readonly streams: readonly KeptStream[];

  constructor(python: CPython) {
    this.python = python;
    this.bytes = python.HEAPU8.slice();
    this.streams = python.FS.streams.map((stream) => ({
      stream,
      position: stream?.position ?? 0,
    }));
  }

  restore(): void {
    const { HEAPU8 } = this.python;
    HEAPU8.set(this.bytes);
    // Memory can't shrink; what the allocator has not asked for yet is zero.
    HEAPU8.fill(0, this.bytes.length);
    this.restoreStreams();
  }

  /** Open files and their positions are kept outside of Python. */
  private restoreStreams(): void {
    const { streams } = this.python.FS;
    streams.length = this.streams.length;
    this.streams.forEach(({ stream, position }, index) => {
      if (stream) stream.position = position;
      streams[index] = stream;
    });
  }
}
