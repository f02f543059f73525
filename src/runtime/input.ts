// Lines for `input()` and `sys.stdin`: first those that the launch brought, then one request each.

import type { InputLine } from '../core/trace/inputLines.ts';

export class Input {
  private readonly recorded: InputLine[];
  private readonly ask: (prompt: string) => void;
  private readonly waiting: ((line: InputLine) => void)[] = [];

  constructor(recorded: readonly InputLine[], ask: (prompt: string) => void) {
    this.recorded = [...recorded];
    this.ask = ask;
  }

  /** `answer` is called at once with a recorded line, else when a line has come. */
  read(prompt: string, answer: (line: InputLine) => void): void {
    const recorded = this.recorded.shift();
    if (recorded) return answer(recorded);
    this.waiting.push(answer);
    if (this.waiting.length === 1) this.ask(prompt);
  }

  /** The next line has come, undefined is end of file; ignored if nobody waits for one. */
  arrived(line: string | undefined): void {
    const reader = this.waiting.shift();
    reader?.(line === undefined ? {} : { line });
    if (this.waiting.length > 0) this.ask('');
  }
}
