// Deals blocks of schedules out to explorers and keeps what they find: of each failure the lowest
// schedule, and what tells schedules apart, within bounds.

import type { Block, Blocks } from '../../core/exploration/blocks.ts';
import type { Explored, Explorer } from './explorer.ts';

/** Hashes that are kept; more are not told apart. */
const MOST_KEPT = 100_000;
/** Schedules of which each one's failure is kept. */
const EARLY = 8;

export class Search {
  /** Schedules that were run. */
  schedules = 0;
  threads = 1;
  readonly interleavings = new Set<string>();
  readonly outputs = new Set<string>();
  private readonly blocks: Blocks;
  private readonly explorers: readonly Explorer[];
  private readonly progressed: () => void;
  /** By key, the lowest schedule that shows it. */
  private readonly failures = new Map<string, Explored & { readonly block: Block }>();
  /** Failures of the first schedules; undefined of one that went well. */
  private readonly early: (string | undefined)[] = [];
  private isCancelled = false;

  constructor(blocks: Blocks, explorers: readonly Explorer[], progressed: () => void) {
    this.blocks = blocks;
    this.explorers = explorers;
    this.progressed = progressed;
  }

  /** Resolves when all blocks that matter are explored, or soon after `cancel`. */
  async run(): Promise<void> {
    await Promise.all(this.explorers.map((explorer) => this.work(explorer)));
  }

  /** The schedule that says what the program is, run before all others. */
  first(explored: Explored): void {
    const block = this.blocks.take();
    if (block) this.note(explored, block);
  }

  cancel(): void {
    this.isCancelled = true;
    for (const explorer of this.explorers) explorer.cancel();
  }

  /** Of each failure the lowest schedule, in their order. */
  get found(): readonly Explored[] {
    return [...this.failures.values()]
      .filter(({ block }) => this.blocks.matters(block))
      .sort((one, other) => one.number - other.number);
  }

  /** The first schedules all failed, and in the same way. */
  get failsAlways(): boolean {
    const [first, ...others] = this.early;
    return first !== undefined && others.every((key) => key === first);
  }

  private note(explored: Explored, block: Block): void {
    this.schedules++;
    this.threads = Math.max(this.threads, explored.threads);
    if (this.interleavings.size < MOST_KEPT) this.interleavings.add(explored.interleaving);
    if (this.outputs.size < MOST_KEPT) this.outputs.add(explored.output);
    if (explored.number < EARLY) this.early[explored.number] = explored.failure;
    if (explored.failure !== undefined) this.failed(explored.failure, explored, block);
    this.progressed();
  }

  private failed(key: string, explored: Explored, block: Block): void {
    this.blocks.failedIn(block);
    const known = this.failures.get(key);
    if (known && known.number < explored.number) return;
    this.failures.set(key, { ...explored, block });
  }

  private async work(explorer: Explorer): Promise<void> {
    for (let block = this.blocks.take(); block; block = this.blocks.take()) {
      if (this.isCancelled) return;
      const mine = block;
      const goesOn = (): boolean => !this.isCancelled && this.blocks.matters(mine);
      await explorer.explore(mine, (explored) => this.note(explored, mine), goesOn);
    }
  }
}
