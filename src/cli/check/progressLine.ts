// One line on a terminal that says how far a search is; nothing if stderr is a file.

import type { Progress } from '../../session/exploration/exploration.ts';

/** Milliseconds between two looks of the line. */
const PERIOD = 100;

export class ProgressLine {
  private readonly name: string;
  private shownAt = -Infinity;
  private width = 0;

  constructor(name: string) {
    this.name = name;
  }

  show({ phase, schedules, of, interleavings, failures, seconds }: Progress): void {
    const now = performance.now();
    if (!process.stderr.isTTY || now - this.shownAt < PERIOD) return;
    this.shownAt = now;
    const rate = seconds > 0 ? Math.round(schedules / seconds) : 0;
    const found = failures > 0 ? `, ${failures} failing` : '';
    this.write(
      `${this.name}: ${phase}, ${schedules}${Number.isFinite(of) ? `/${of}` : ''} schedules (${rate}/s), ` +
        `${interleavings} different${found}`,
    );
  }

  clear(): void {
    if (this.width > 0) this.write('');
  }

  private write(text: string): void {
    const shown = text.slice(0, (process.stderr.columns ?? 80) - 1);
    process.stderr.write(`\r${shown.padEnd(this.width)}\r${shown}`);
    this.width = shown.length;
  }
}
