// A run as exports see it: live or from a file, with names and findings at hand.

import type { ExplainedFinding } from '../analysis/findingView.ts';
import type { Scene, SourceLines } from '../analysis/scene.ts';
import { wholeOf } from '../analysis/waitGraph.ts';
import type { Nanoseconds, ObjectId, Step } from '../base/ids.ts';
import type { Trace } from '../trace/trace.ts';
import type { SyncObject, World } from '../trace/world.ts';

export interface ExportedRun {
  readonly trace: Trace;
  /** The example's title or the script's file name. */
  readonly title: string;
  readonly names: Readonly<Record<ObjectId, string>>;
  readonly findings: readonly ExplainedFinding[];
  readonly source: SourceLines;
  /** Replays the run; empty if it is not known (yet). */
  readonly schedule: string;
}

export function sceneAt(run: ExportedRun, world: World): Scene {
  return { world, tables: run.trace.tables, names: run.names, source: run.source };
}

/**
 * The object that a reader of the program knows: a Condition for the lock inside it; undefined for
 * what is inside an Event, a Queue and their like, and for what the standard library uses itself.
 */
export function shownObject(world: World, id: ObjectId): SyncObject | undefined {
  const own = world.objects[id];
  if (own === undefined) return undefined;
  const whole = world.objects[wholeOf(world, id)];
  if (whole === undefined || whole.isLibrary) return undefined;
  return whole === own || whole.kind === 'Condition' ? whole : undefined;
}

/** When a finding came to be: from then on there was no way out, or its last part happened. */
export function momentOf(run: ExportedRun, finding: ExplainedFinding): Moment {
  const { unavoidableAt, sites } = finding;
  if (unavoidableAt !== undefined) return unavoidableAt;
  const steps = sites.flatMap(({ step }) => step ?? []);
  const step = (steps.length > 0 ? Math.max(...steps) : run.trace.length) as Step;
  // A moment is after the event that leads to it.
  return { step, time: run.trace.eventAt((step - 1) as Step)?.time ?? 0 };
}

export interface Moment {
  readonly step: Step;
  readonly time: Nanoseconds;
}
