// Lines of the CLI's stdin, read only when the script asks for them.

import type { Readable } from 'node:stream';

export class StdinLines {
  private readonly stream: Readable;
  private readonly waiting: ((line: string | undefined) => void)[] = [];
  private text = '';
  private hasEnded = false;
  private isReading = false;

  constructor(stream: Readable) {
    this.stream = stream;
  }

  /** The next line without its end; undefined at the end of the file. */
  next(): Promise<string | undefined> {
    this.startReading();
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      this.serve();
    });
  }

  dispose(): void {
    this.stream.destroy();
  }

  private startReading(): void {
    if (this.isReading) return;
    this.isReading = true;
    this.stream.setEncoding('utf8');
    this.stream.on('data', (text: string) => {
      this.text += text;
      this.serve();
    });
    const end = () => {
      this.hasEnded = true;
      this.serve();
    };
    // A stdin that can't be read (closed by the shell) is at its end.
    this.stream.on('end', end).on('close', end).on('error', end);
  }

  private serve(): void {
    while (this.waiting.length > 0) {
      const end = this.text.indexOf('\n');
      if (end < 0 && !this.hasEnded) return;
      this.waiting.shift()?.(end < 0 ? this.rest() : this.line(end));
    }
  }

  private line(end: number): string {
    const line = this.text.slice(0, end);
    this.text = this.text.slice(end + 1);
    return line.endsWith('\r') ? line.slice(0, -1) : line;
  }

  /** A last line without an end. */
  private rest(): string | undefined {
    const rest = this.text === '' ? undefined : this.text;
    this.text = '';
    return rest;
  }
}
