// The process's streams and signals, as the commands use them.

import { EXIT_STOPPED } from '../session/exitCode.ts';
import { StdinLines } from './stdinLines.ts';

/** Milliseconds. One Ctrl+C may come twice: from the terminal and from the process above. */
const SAME_INTERRUPT = 300;

export class Terminal {
  /** Exit code after Ctrl+C and its like; undefined if nothing came. */
  interruptCode: number | undefined;
  private readonly stdin = new StdinLines(process.stdin);
  private interrupted: (() => void) | undefined;
  private interruptedAt = 0;

  constructor() {
    process.on('SIGINT', () => this.interrupt(EXIT_STOPPED));
    process.on('SIGTERM', () => this.interrupt(128 + 15));
    // The reader of our output has gone (`weft … | head`): nobody wants the rest.
    process.stdout.on('error', () => this.interrupt(128 + 13));
    process.stderr.on('error', () => this.interrupt(128 + 13));
  }

  out(text: string): void {
    process.stdout.write(text);
  }

  err(text: string): void {
    process.stderr.write(text);
  }

  /** A line of Weft's own, told apart from what the script prints. */
  say(text: string): void {
    this.err(`weft: ${text}\n`);
  }

  nextLine(): Promise<string | undefined> {
    return this.stdin.next();
  }

  /** Before this is called, and when the user insists, an interrupt ends the process at once. */
  onInterrupt(listener: () => void): void {
    this.interrupted = listener;
  }

  /** Lets the process end. */
  dispose(): void {
    this.stdin.dispose();
  }

  private interrupt(exitCode: number): void {
    if (this.interrupted === undefined) process.exit(exitCode);
    if (this.interruptCode === undefined) {
      this.interruptCode = exitCode;
      this.interruptedAt = performance.now();
      this.interrupted();
    } else if (performance.now() - this.interruptedAt > SAME_INTERRUPT) {
      process.exit(this.interruptCode);
    }
  }
}
