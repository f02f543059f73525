// Deals blocks of schedules out to explorers and keeps what they find: of each failure the lowest
// schedule, within bounds.

import type { Block, Blocks } from '../../core/exploration/blocks.ts';
import type { BlockEnd, BlockProgress, Explorer, RaceSighting, Sighting } from './explorer.ts';

/** Schedules of which it is asked whether all of them fail. */
const EARLY = 8;

export class BlockSearch {
  private readonly blocks: Blocks;
  private readonly explorers: readonly Explorer[];
  private readonly progressed: () => void;
  /** By key, the lowest schedule that shows it. */
  private readonly failures = new Map<string, Sighting & { readonly block: Block }>();
  /** How far each block is. */
  private readonly progress = new Map<Block, BlockProgress>();
  private readonly racing = new Map<Block, readonly RaceSighting[]>();
  private readonly underWay = new Map<Explorer, Block>();
  private isCancelled = false;
  /** The block that was all there is. */
  private complete: { readonly block: Block; readonly end: BlockEnd } | undefined;
  private differs: { readonly block: Block; readonly message: string } | undefined;

  constructor(blocks: Blocks, explorers: readonly Explorer[], progressed: () => void) {
    this.blocks = blocks;
    this.explorers = explorers;
    this.progressed = progressed;
  }

  /** The schedule that says what the program is, run before all others. */
  first(sighting: Sighting | undefined): void {
    const block = this.blocks.take();
    if (!block) return;
    if (sighting) this.failed(sighting, block);
    this.note(block, { schedules: 1, interleavings: 1, failing: sighting ? 1 : 0, outputs: 1 });
  }

  /** Resolves when all blocks that matter are explored, or soon after `cancel`. */
  async run(): Promise<void> {
    await Promise.all(this.explorers.map((explorer) => this.work(explorer)));
  }

  cancel(): void {
    this.isCancelled = true;
    for (const explorer of this.explorers) explorer.leave();
  }

  /** Schedules that were run, without those of blocks that do not matter any more. */
  get schedules(): number {
    return this.sum(({ schedules }) => schedules);
  }

  /** At least so many are different: those of different blocks are not compared. */
  get interleavings(): number {
    if (this.verified) return this.verified.interleavings;
    const counts = this.mattering.map(({ interleavings }) => interleavings);
    return Math.max(0, ...counts);
  }

  /** At least so many different texts were printed: those of different blocks are not compared. */
  get outputs(): number {
    return Math.max(1, ...this.mattering.map(({ outputs }) => outputs));
  }

  /** Of each failure the lowest schedule, in their order. */
  get found(): readonly Sighting[] {
    return [...this.failures.values()]
      .filter(({ block }) => this.blocks.matters(block))
      .sort((one, other) => one.number - other.number);
  }

  /** Of each race the lowest schedule that shows it, in their order: each schedule once. */
  get races(): readonly RaceSighting[] {
    const known = new Set<string>();
    const all = [...this.racing].flatMap(([block, seen]) =>
      this.blocks.matters(block) ? seen : [],
    );
    const sorted = all.sort((one, other) => one.number - other.number);
    return sorted.filter(({ races }) => {
      const added = races.filter((race) => !known.has(race));
      for (const race of added) known.add(race);
      return added.length > 0;
    });
  }

  /** All schedules were run, and none fails. */
  get verified(): BlockEnd | undefined {
    const { complete } = this;
    const isSo = complete && this.blocks.matters(complete.block) && this.found.length === 0;
    return isSo ? complete.end : undefined;
  }

  /** What differs between two runs of one schedule. */
  get difference(): string | undefined {
    const { differs } = this;
    return differs && this.blocks.matters(differs.block) ? differs.message : undefined;
  }

  /** The first schedules all failed, and in the same way. */
  get failsAlways(): boolean {
    const early = [...this.progress].filter(([{ first }]) => first < EARLY);
    const keys = new Set(this.found.filter(({ number }) => number < EARLY).map(({ key }) => key));
    const ran = early.every(([, { schedules, failing }]) => schedules > 0 && failing === schedules);
    // The first run is told by another observer, who has other words for it.
    return ran && keys.size > 0 && keys.size <= 2;
  }

  private sum(part: (progress: BlockProgress) => number): number {
    return this.mattering.reduce((total, each) => total + part(each), 0);
  }

  private get mattering(): readonly BlockProgress[] {
    return [...this.progress].flatMap(([block, each]) => (this.blocks.matters(block) ? each : []));
  }

  private note(block: Block, progress: BlockProgress): void {
    this.progress.set(block, progress);
    this.progressed();
  }

  private failed(sighting: Sighting, block: Block): void {
    this.settle(block);
    const known = this.failures.get(sighting.key);
    if (known && known.number < sighting.number) return;
    this.failures.set(sighting.key, { ...sighting, block });
  }

  private settle(block: Block): void {
    this.blocks.settledIn(block);
    for (const [explorer, other] of this.underWay) {
      if (!this.blocks.matters(other)) explorer.leave();
    }
  }

  private async work(explorer: Explorer): Promise<void> {
    for (let block = this.blocks.take(); block; block = this.blocks.take()) {
      if (this.isCancelled) return;
      const mine = block;
      this.underWay.set(explorer, mine);
      const end = await explorer.explore(mine, {
        failed: (sighting) => this.failed(sighting, mine),
        progressed: (progress) => this.note(mine, progress),
      });
      this.underWay.delete(explorer);
      this.note(mine, end);
      if (end.races.length > 0) this.racing.set(mine, end.races);
      this.ended(mine, end);
    }
  }

  private ended(block: Block, end: BlockEnd): void {
    if (end.kind === 'nondeterministic') {
      this.differs ??= { block, message: end.message };
      this.settle(block);
    }
    if (end.kind === 'complete' && block.kind === 'all') {
      this.complete ??= { block, end };
      this.settle(block);
    }
  }
}
