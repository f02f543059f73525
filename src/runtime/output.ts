// What the script prints, as events: one for each write to the file descriptor. Python's own line
// buffering makes them few; merging them here would depend on when batches are sent.

import type { StackId } from '../core/base/ids.ts';
import type { BatchWriter } from '../core/trace/encode.ts';
import type { Kernel } from './kernel/kernel.ts';
import type { StreamName } from './python/streams.ts';

export class Output {
  private bytes = 0;
  private lastLine = '';
  private readonly run: {
    readonly kernel: Kernel;
    readonly writer: BatchWriter;
    readonly stackOf: () => StackId;
  };
  private readonly limit: number;
  private readonly overflow: (message: string) => void;

  /** `limit` is in bytes, both streams together. */
  constructor(run: Output['run'], limit: number, overflow: (message: string) => void) {
    this.run = run;
    this.limit = limit;
    this.overflow = overflow;
  }

  /** What stdout shows after its last newline: the prompt of `input()`. */
  get prompt(): string {
    return this.lastLine;
  }

  write(stream: StreamName, text: string): void {
    if (this.bytes > this.limit) return;
    this.bytes += text.length;
    if (stream === 'stdout') {
      const newline = text.lastIndexOf('\n');
      this.lastLine = newline < 0 ? this.lastLine + text : text.slice(newline + 1);
    }
    this.add(stream, text);
    if (this.bytes > this.limit) this.overflow(overflowMessage(this.limit));
  }

  private add(stream: StreamName, text: string): void {
    if (text === '') return;
    const { kernel, writer, stackOf } = this.run;
    writer.rich(kernel.clock.now, kernel.current, stackOf(), { kind: 'output', stream, text });
  }
}

function overflowMessage(limit: number): string {
  const bytes = limit.toLocaleString('en-US');
  return (
    `The script printed more than ${bytes} bytes, and was ended. ` +
    'If that is meant, raise the setting "weft.outputLimit".'
  );
}
