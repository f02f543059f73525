// What the script prints, as events: one for each write to the file descriptor. Python's own line
// buffering makes them few; merging them here would depend on when batches are sent.

import type { StackId } from '../core/base/ids.ts';
import type { BatchWriter } from '../core/trace/encode.ts';
import type { Kernel } from './kernel/kernel.ts';
import type { StreamName } from './python/streams.ts';

/** Pieces that are told of at once after each breath of the worker; the others wait for the next one. */
const MOST_PROMPT = 10;

export interface OutputOptions {
  /** In bytes, both streams together. */
  readonly limit: number;
  readonly overflow: (message: string) => void;
  /** Tells what has been written so far. */
  readonly tell: () => void;
}

export class Output {
  private bytes = 0;
  /** Since the last breath. */
  private pieces = 0;
  private lastLine = '';
  private readonly run: {
    readonly kernel: Kernel;
    readonly writer: BatchWriter;
    readonly stackOf: () => StackId;
  };
  private readonly options: OutputOptions;

  constructor(run: Output['run'], options: OutputOptions) {
    this.run = run;
    this.options = options;
  }

  /** What stdout shows after its last newline: the prompt of `input()`. */
  get prompt(): string {
    return this.lastLine;
  }

  /** The worker takes a breath: all has been told. */
  breathed(): void {
    this.pieces = 0;
  }

  /** A long call of C may be next, in which nothing is told: the user sees what was printed before it. */
  write(stream: StreamName, text: string): void {
    const { limit, overflow, tell } = this.options;
    if (this.bytes > limit) return;
    this.bytes += text.length;
    if (stream === 'stdout') {
      const newline = text.lastIndexOf('\n');
      this.lastLine = newline < 0 ? this.lastLine + text : text.slice(newline + 1);
    }
    this.add(stream, text);
    if (++this.pieces <= MOST_PROMPT) tell();
    if (this.bytes > limit) overflow(overflowMessage(limit));
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
