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

export class Trace {
  readonly header: RunHeader;
  private readonly batches: TraceBatch[] = [];
  private readonly sites: Site[] = [];
  private readonly stacks: Stack[] = [];
  private eventCount = 0;
  /** Worlds in order of step, from which any later world is folded. */
  private readonly checkpoints: World[] = [];
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
    if (step < 0 || step >= this.eventCount) return undefined;
    const batch = this.batches[this.batchIndex(step)];
    return batch && decodeEvent(batch, step - batch.from);
  }

  /** The events from `start` up to, and without, `end`. */
  *events(start = 0 as Step, end = this.length): Generator<TraceEvent> {
    for (let index = this.batchIndex(start); index < this.batches.length; index++) {
      const batch = this.batches[index];
      if (batch === undefined || batch.from >= end) return;
      const last = Math.min(end - batch.from, batchLength(batch));
      for (let at = Math.max(0, start - batch.from); at < last; at++) yield decodeEvent(batch, at);
    }
  }

  /** The state of the run before the event at `step`. @throws Error beyond the end */
  worldAt(step: Step): World {
    assert(step >= 0 && step <= this.eventCount, `no step ${step} in ${this.eventCount} events`);
    const checkpoint = this.checkpoints[this.checkpointIndex(step)];
    const reached = this.cursor.step;
    if (reached > step || (checkpoint && checkpoint.step > reached)) {
      this.cursor = new WorldFold(checkpoint);
    }
    for (const event of this.events(this.cursor.step, step)) {
      this.cursor.apply(event);
      this.keepCheckpoint();
    }
    return this.cursor.snapshot();
  }

  /** A checkpoint costs a copy of the world, so a large world is kept less often. */
  private keepCheckpoint(): void {
    const last = this.checkpoints.at(-1)?.step ?? 0;
    const passed = this.cursor.step - last;
    if (passed < CHECKPOINT_DISTANCE || passed < this.cursor.size) return;
    this.checkpoints.push(this.cursor.snapshot());
  }

  /** Index of the last checkpoint at or before `step`; -1 if there is none. */
  private checkpointIndex(step: Step): number {
    return lastAtOrBefore(this.checkpoints, step, (world) => world.step);
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
