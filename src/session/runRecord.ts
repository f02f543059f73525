// What is known of a run: its trace, the world at its end, names and findings. Grows with each batch;
// a branch of the run begins another.

import type { RaceFinding } from '../core/analysis/races/raceFindings.ts';
import type { FindingView } from '../core/protocol/panel.ts';
import type { Sources } from '../core/recording/recording.ts';
import type { TraceBatch } from '../core/trace/batch.ts';
import type { ObjectId, Step } from '../core/base/ids.ts';
import { batchLength } from '../core/trace/encode.ts';
import { WorldFold } from '../core/trace/fold.ts';
import type { RunHeader } from '../core/trace/header.ts';
import { Trace } from '../core/trace/trace.ts';
import { emptyWorld, type World } from '../core/trace/world.ts';
import { endOf } from './batchEvents.ts';
import { RunAnalysis } from './runAnalysis.ts';

export class RunRecord {
  readonly trace: Trace;
  readonly analysis: RunAnalysis;
  /** The world at the end of the trace. */
  readonly fold = new WorldFold(emptyWorld());

  constructor(header: RunHeader, sources: Sources) {
    this.trace = new Trace(header);
    this.analysis = new RunAnalysis(sources);
  }

  /** @returns new and changed names of objects */
  append(batch: TraceBatch): Readonly<Record<ObjectId, string>> {
    this.trace.append(batch);
    const names = this.analysis.addBatch(batch, this.trace.tables);
    const end = endOf(batch);
    this.fold.applyBatch(batch, batchLength(batch) - (end ? 1 : 0));
    this.trace.keepWorld(this.fold);
    if (end) {
      // An exit cuts daemon threads off: what is wrong with them is seen only before.
      this.findings();
      this.fold.apply(end);
    }
    return names;
  }

  /** At a step, or at the end of the trace; a value that later events do not change. */
  worldAt(step: Step | undefined): World {
    return step === undefined ? this.fold.snapshot() : this.trace.worldAt(step);
  }

  /** At the end of the trace; the same list as before if nothing has changed. */
  findings(): readonly FindingView[] {
    return this.analysis.findings(this.fold.world, this.trace);
  }

  /** Each race once by its places, where `findings` has one for each variable. */
  races(): readonly RaceFinding[] {
    return this.analysis.everyRace(this.fold.world, this.trace);
  }
}
