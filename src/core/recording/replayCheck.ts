// Compares a replay with its recording while it runs, and says where the two part. Where sources,
// Python and Weft are the same every event must be; else what threads do, in their order.

import { actSentence } from '../analysis/actSentence.ts';
import type { Step } from '../base/ids.ts';
import type { TraceEvent } from '../trace/events.ts';
import { KIND_SINCE, type RunHeader } from '../trace/header.ts';
import type { Trace } from '../trace/trace.ts';
import type { ObjectNames, Sources } from './recording.ts';

/** A recording, or the run that replays it. */
export interface ComparedRun {
  readonly trace: Trace;
  readonly sources: Sources;
  readonly names: ObjectNames | undefined;
}

export interface Divergence {
  /** In the replay. */
  readonly step: Step;
  /** Two or three sentences for the user. */
  readonly text: string;
}

export class ReplayCheck {
  private readonly recorded: ComparedRun;
  /** Events that were compared, of each. */
  private then = 0;
  private now = 0;
  private isOver = false;
  /** Nothing is known that could make them differ; undefined before the start. */
  private isAlike: boolean | undefined;

  constructor(recorded: ComparedRun) {
    this.recorded = recorded;
  }

  /** Looks at what has come since. @returns where they part, once */
  see(replay: ComparedRun): Divergence | undefined {
    const older = this.recorded.trace.header.version;
    this.isAlike ??= reasonsToDiffer(this.recorded, replay).length === 0;
    while (!this.isOver) {
      const now = replay.trace.eventAt(this.now as Step);
      if (now === undefined) return undefined;
      const isNewer = (KIND_SINCE[now.kind] ?? 0) > older;
      const then = this.recorded.trace.eventAt(this.then as Step);
      if (!isNewer && !this.goesOn(then, now)) return this.divergence(replay);
      this.now++;
      if (!isNewer) this.then++;
    }
    return undefined;
  }

  /** False where they part. The end of what was recorded, or a stop, ends the comparison. */
  private goesOn(then: TraceEvent | undefined, now: TraceEvent): boolean {
    this.isOver = then === undefined || isStop(then) || isStop(now);
    if (this.isOver || then === undefined) return true;
    return isEqual(then, now, this.isAlike === true ? NOTHING : CIRCUMSTANCES);
  }

  private divergence(replay: ComparedRun): Divergence {
    this.isOver = true;
    const step = this.now as Step;
    const [then, now] = [actAt(this.recorded, this.then), actAt(replay, this.now)];
    const isWhen = then.text === now.text;
    const acts = `Recorded: ${isWhen ? then.timed : then.text}. Now: ${isWhen ? now.timed : now.text}.`;
    const why = reasonsToDiffer(this.recorded, replay);
    const at = `The replay leaves its recording at step ${step} (${now.time}).`;
    return { step, text: [at, acts, ...why].join(' ') };
  }
}

/** Ended from outside, at no moment of its own. */
function isStop(event: TraceEvent): boolean {
  return event.kind === 'end' && event.outcome.kind === 'stopped';
}

function actAt({ trace, names }: ComparedRun, step: number) {
  const event = trace.eventAt(step as Step);
  const world = trace.worldAt(step as Step);
  const text = actSentence(event, { world, tables: trace.tables, names: names ?? {} });
  const time = `${((event?.time ?? world.time) / 1e9).toFixed(6)} s`;
  return { text, time, timed: `${text}, at ${time}` };
}

/** Why a replay may not be what was recorded, in sentences. */
function reasonsToDiffer(recorded: ComparedRun, replay: ComparedRun): readonly string[] {
  const { version, python }: RunHeader = recorded.trace.header;
  const { header } = replay.trace;
  const changed = Object.entries(recorded.sources).filter(([path, text]) => {
    const now = replay.sources[path];
    return now !== undefined && now !== text;
  });
  const files = changed.map(([path]) => path.replace(/^.*\//, ''));
  return [
    ...(files.length === 0 ? [] : [`Changed since the recording: ${files.join(', ')}.`]),
    ...(python === header.python
      ? []
      : [`It was recorded under CPython ${python}; this is ${header.python}.`]),
    ...(version === header.version ? [] : ['It was recorded by another version of Weft.']),
  ];
}

/** What may be another in a program that does the same: moments, and addresses. */
const CIRCUMSTANCES = new Set(['time', 'at', 'ident', 'until', 'arrived', 'due']);
const NOTHING: ReadonlySet<string> = new Set();

function isEqual(one: unknown, other: unknown, ignored: ReadonlySet<string>): boolean {
  if (Object.is(one, other)) return true;
  if (!isObject(one) || !isObject(other)) return false;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  for (const key of keys) {
    if (!ignored.has(key) && !isEqual(one[key], other[key], ignored)) return false;
  }
  return true;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
