// The truth about one run: its events in order and the tables they refer to. Grows at the
// end only. Whatever happened at a step can be asked at any time.

import type { Step } from '../base/ids.ts';
import { assert } from '../base/errors.ts';
import type { TraceBatch } from './batch.ts';
import { batchLength, decodeEvent } from './encode.ts';
import type { Site, Stack, TraceEvent } from './events.ts';
import { WorldFold } from './fold.ts';
import type { RunHeader } from './header.ts';
import type { Tables, World } from './world.ts';

/** Least number of events between two checkpoints. */
const CHECKPOINT_DISTANCE = 4096;

/** Some events of a batch, by their index in it: from `first` up to, and without, `last`. */
export interface BatchPart {
  readonly batch: TraceBatch;
  readonly first: number;
  readonly last: number;
}

/** The world of a file is read when it is needed. */
interface Checkpoint {
  readonly step: Step;
  readonly world: () => World;
}

export class Trace {
  readonly header: RunHeader;
  private readonly batches: TraceBatch[] = [];
  private readonly sites: Site[] = [];
  private readonly stacks: Stack[] = [];
  private eventCount = 0;
  /** Worlds in order of step, from which any later world is folded. */
  private readonly checkpoints: Checkpoint[] = [];
  private cursor = new WorldFold();

  constructor(header: RunHeader) {
    this.header = header;
  }

  /** Number of events; also the step after the last of them. */
  get length(): Step {
    return this.eventCount as Step;
  }

  /** Grows with the trace: rows once here never change. */
  get tables(): Tables {
    return { sites: this.sites, stacks: this.stacks };
  }

  /** False if events are missing between the end of the trace and the batch, or come twice. */
  isNext(batch: TraceBatch): boolean {
    return batch.from === this.eventCount;
  }

  /** @throws Error if the batch is not the next one */
  append(batch: TraceBatch): void {
    assert(this.isNext(batch), `batch starts at ${batch.from}, not ${this.eventCount}`);
    for (const site of batch.sites) this.sites.push(site);
    for (const stack of batch.stacks) this.stacks.push(stack);
    if (batchLength(batch) === 0) return;
    this.batches.push(batch);
    this.eventCount += batchLength(batch);
  }

  /** The event that leads from `step` to `step + 1`; undefined at the end. */
  eventAt(step: Step): TraceEvent | undefined {
    const batch = this.batchWith(step);
    return batch && decodeEvent(batch, step - batch.from);
  }

  /** The batch that has the event at `step`, as it came; undefined beyond the end. */
  batchWith(step: Step): TraceBatch | undefined {
    if (step < 0 || step >= this.eventCount) return undefined;
    return this.batches[this.batchIndex(step)];
  }

  /** The events from `start` up to, and without, `end`. */
  *events(start = 0 as Step, end = this.length): Generator<TraceEvent> {
    for (const { batch, first, last } of this.parts(start, end)) {
      for (let index = first; index < last; index++) yield decodeEvent(batch, index);
    }
  }

  /** Where the events from `start` up to, and without, `end` are. */
  *parts(start: Step, end: Step): Generator<BatchPart> {
    for (let index = this.batchIndex(start); index < this.batches.length; index++) {
      const batch = this.batches[index];
      if (batch === undefined || batch.from >= end) return;
      const first = Math.max(0, start - batch.from);
      const last = Math.min(end - batch.from, batchLength(batch));
      if (first < last) yield { batch, first, last };
    }
  }

  /** The state of the run before the event at `step`. @throws Error beyond the end */
  worldAt(step: Step): World {
    assert(step >= 0 && step <= this.eventCount, `no step ${step} in ${this.eventCount} events`);
    const checkpoint = this.checkpoints[this.checkpointIndex(step)];
    const reached = this.cursor.step;
    if (reached > step || (checkpoint && checkpoint.step > reached)) {
      this.cursor = new WorldFold(checkpoint?.world());
    }
    for (const event of this.events(this.cursor.step, step)) {
      this.cursor.apply(event);
      if (this.cursor.step % CHECKPOINT_DISTANCE === 0) this.keepWorld(this.cursor);
    }
    return this.cursor.snapshot();
  }

  /**
   * Keeps a world of this trace, so that later ones need not be folded from the start. That costs
   * a copy, so it is done now and then only, of a large world less often.
   */
  keepWorld(fold: WorldFold): void {
    const last = this.checkpoints[this.checkpointIndex(fold.step)]?.step ?? 0;
    const passed = fold.step - last;
    if (passed < CHECKPOINT_DISTANCE || passed < fold.size) return;
    const world = fold.snapshot();
    this.addCheckpoint(fold.step, () => world);
  }

  /** The world at a step, known from elsewhere. */
  addCheckpoint(step: Step, world: () => World): void {
    this.checkpoints.splice(this.checkpointIndex(step) + 1, 0, { step, world });
  }

  /** Index of the last checkpoint at or before `step`; -1 if there is none. */
  private checkpointIndex(step: Step): number {
    return lastAtOrBefore(this.checkpoints, step, (checkpoint) => checkpoint.step);
  }

  private batchIndex(step: Step): number {
    return Math.max(
      0,
      lastAtOrBefore(this.batches, step, (batch) => batch.from),
    );
  }
}

/** Binary search in a sorted list; -1 if all are after `step`. */
function lastAtOrBefore<T>(list: readonly T[], step: Step, stepOf: (item: T) => Step): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = list[middle];
    if (item !== undefined && stepOf(item) <= step) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
