// The seam between a search and what runs its schedules. One explorer uses one worker at a time.

import type { Block } from '../../core/exploration/blocks.ts';

/** What is known of a schedule that was run. */
export interface Explored {
  /** From 0. */
  readonly number: number;
  readonly strategy: string;
  /** Replays it. */
  readonly schedule: string;
  /** Hash of the order in which threads synchronised. */
  readonly interleaving: string;
  /** Hash of what it printed and how it ended. */
  readonly output: string;
  readonly threads: number;
  /** Of its failure; undefined: it went well. */
  readonly failure: string | undefined;
}

export interface Explorer {
  /**
   * Runs the schedules of a block in order, as long as `goesOn` says so, and reports each.
   * Resolves when the worker is free again.
   */
  explore(block: Block, report: (explored: Explored) => void, goesOn: () => boolean): Promise<void>;
  /** Ends what is under way, at once; nothing more is reported. */
  cancel(): void;
}
