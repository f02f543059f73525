// The seam between a search and what runs its schedules. One explorer uses one worker at a time.

import type { Block } from '../../core/exploration/blocks.ts';

/** A schedule that fails. */
export interface Sighting {
  /** The same for the same trouble, as far as a look at the run alone tells. */
  readonly key: string;
  /** From 0. */
  readonly number: number;
  readonly strategy: string;
  /** Replays it. */
  readonly schedule: string;
}

/** A schedule on which accesses race. */
export interface RaceSighting extends Omit<Sighting, 'key'> {
  /** Names of the races that no earlier schedule of the block showed. */
  readonly races: readonly string[];
}

/** How far a block is. */
export interface BlockProgress {
  readonly schedules: number;
  /** Different interleavings among them. */
  readonly interleavings: number;
  /** Schedules that failed. */
  readonly failing: number;
  /** Different texts that they printed. */
  readonly outputs: number;
}

export interface BlockEnd extends BlockProgress {
  readonly kind:
    /** All that was asked for was run. */
    | 'done'
    /** There are no more schedules than were run. */
    | 'complete'
    /** It was left before its end. */
    | 'left'
    | 'nondeterministic';
  /** What differs, if it is not deterministic. */
  readonly message: string;
  /** In the order of their schedules. */
  readonly races: readonly RaceSighting[];
}

export interface BlockListener {
  readonly failed: (sighting: Sighting) => void;
  readonly progressed: (progress: BlockProgress) => void;
}

export interface Explorer {
  /** Runs the schedules of a block. Resolves when the worker is free again. */
  explore(block: Block, listener: BlockListener): Promise<BlockEnd>;
  /** Leaves the block that is under way, soon. */
  leave(): void;
}
