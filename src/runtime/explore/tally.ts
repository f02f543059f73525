// What a search has seen so far, in numbers.

import type { Execution } from '../../core/schedule/explore/execution.ts';
import type { ExploreProgress } from '../../core/protocol/explore.ts';

/** Of traces and of outputs; more are not told apart: memory is bounded. */
const MOST_DIFFERENT = 1_000_000;

export class Tally {
  readonly traces = new Set<number>();
  readonly signatures = new Set<string>();
  executions = 0;
  /** Of the steps of all executions together. */
  weight = 0;
  private readonly outputs = new Set<number>();
  private redundant = 0;
  private failing = 0;
  private longest = 0;

  /**
   * `trace` and `output` are the numbers of its trace and of what it printed.
   * @returns true if it came to its end and its trace was not seen before, as far as is known
   */
  note({ steps, end, weight }: Execution, trace: number, output: number): boolean {
    this.executions++;
    this.weight += weight;
    this.longest = Math.max(this.longest, steps.length);
    if (end.kind === 'redundant') {
      this.redundant++;
      return false;
    }
    const isNew = !this.traces.has(trace);
    tellApart(this.traces, trace);
    tellApart(this.outputs, output);
    return isNew;
  }

  /** The last one failed. */
  failed(): void {
    this.failing++;
  }

  progress(milliseconds: number): ExploreProgress {
    const { executions, redundant, failing, longest } = this;
    return {
      executions,
      redundant,
      traces: this.traces.size,
      failing,
      failures: this.signatures.size,
      outputs: this.outputs.size,
      longest,
      milliseconds,
    };
  }
}

function tellApart(known: Set<number>, number: number): void {
  if (known.size < MOST_DIFFERENT) known.add(number);
}
