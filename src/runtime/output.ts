// What the script prints, as events. Pieces that one thread writes to one stream without anything
// happening in between become one event: `print` alone writes text and newline separately.

import type { StackId, ThreadId } from '../core/base/ids.ts';
import type { BatchWriter } from '../core/trace/encode.ts';
import type { Kernel } from './kernel/kernel.ts';
import type { StreamName } from './python/streams.ts';

/** The last event, as long as nothing else was recorded and it was not sent. */
interface OpenEvent {
  readonly by: ThreadId;
  /** Number of events just after it. */
  readonly step: number;
  readonly body: { readonly kind: 'output'; readonly stream: StreamName; text: string };
}

export class Output {
  private open: OpenEvent | undefined;
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
    if (stream === 'stdout') this.lastLine = (this.lastLine + text).split('\n').at(-1) ?? '';
    this.add(stream, text);
    if (this.bytes > this.limit) this.overflow(overflowMessage(this.limit));
  }

  private add(stream: StreamName, text: string): void {
    const { kernel, writer, stackOf } = this.run;
    const { open } = this;
    const isUnchanged = open?.step === writer.step && writer.length > 0;
    if (open && isUnchanged && open.by === kernel.current && open.body.stream === stream) {
      if (!open.body.text.endsWith('\n')) {
        open.body.text += text;
        return;
      }
    }
    const body = { kind: 'output' as const, stream, text };
    writer.rich(kernel.clock.now, kernel.current, stackOf(), body);
    this.open = { by: kernel.current, step: writer.step, body };
  }
}

function overflowMessage(limit: number): string {
  const bytes = limit.toLocaleString('en-US');
  return (
    `The script printed more than ${bytes} bytes, and was ended. ` +
    'If that is meant, raise the setting "weft.outputLimit".'
  );
}
