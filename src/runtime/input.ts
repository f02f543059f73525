// Lines for `input()` and `sys.stdin`: first those that the launch brought, then one request each.

export class Input {
  private readonly recorded: (string | undefined)[];
  private readonly ask: (prompt: string) => void;
  private readonly waiting: ((line: string | undefined) => void)[] = [];

  constructor(recorded: readonly (string | undefined)[], ask: (prompt: string) => void) {
    this.recorded = [...recorded];
    this.ask = ask;
  }

  /** `answer` is called when the reader has been parked, never within this call. */
  read(prompt: string, answer: (line: string | undefined) => void): void {
    this.waiting.push(answer);
    if (this.recorded.length > 0) queueMicrotask(() => this.answer(this.recorded.shift()));
    else if (this.waiting.length === 1) this.ask(prompt);
  }

  /** The next line; false if nobody waits for one. */
  answer(line: string | undefined): boolean {
    const reader = this.waiting.shift();
    reader?.(line);
    if (this.waiting.length > 0) this.ask('');
    return reader !== undefined;
  }
}
