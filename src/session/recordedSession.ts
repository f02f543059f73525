// A run out of a file: looked at like a session that has ended, without a runtime.

import { ObjectPlaces, type PlaceOfObject } from '../core/analysis/objectPlace.ts';
import { userSite, type SourceLines } from '../core/analysis/scene.ts';
import type { ObjectId, Step } from '../core/base/ids.ts';
import type { FindingView, RunState, RunView } from '../core/protocol/panel.ts';
import type { LoadedRecording, ObjectNames, Sources } from '../core/recording/recording.ts';
import type { RunHeader } from '../core/trace/header.ts';
import type { Trace } from '../core/trace/trace.ts';
import type { Tables, World } from '../core/trace/world.ts';
import { richEvents } from './batchEvents.ts';
import { NO_CONTROL } from './debugLink.ts';
import { RunAnalysis } from './runAnalysis.ts';
import type { Session, SessionEnd } from './session.ts';
import type { ShownSession } from './shownSession.ts';

export class RecordedSession implements ShownSession {
  readonly recording: LoadedRecording;
  readonly trace: Trace;
  readonly world: World;
  readonly names: ObjectNames;
  readonly findings: readonly FindingView[];
  readonly source: SourceLines;
  readonly state: RunState = { kind: 'ended' };
  readonly speed = 1;
  readonly debug = { control: NO_CONTROL };
  private readonly remark: string | undefined;
  private places: ObjectPlaces | undefined;

  /** @param remark what a reader is to know of a recording that is whole */
  constructor(recording: LoadedRecording, remark?: string) {
    const { trace, sources } = recording;
    this.recording = recording;
    this.remark = remark;
    this.trace = trace;
    this.world = trace.worldAt(trace.length);
    const analysis = new RunAnalysis(sources);
    this.source = analysis.source;
    const isKnown = recording.names !== undefined && recording.findings !== undefined;
    if (!isKnown) readAll(trace, analysis);
    this.names = recording.names ?? analysis.names;
    this.findings = recording.findings ?? findingsAtEnd(trace, this.world, analysis);
  }

  get header(): RunHeader {
    return this.trace.header;
  }

  get title(): string {
    return this.recording.title;
  }

  get sources(): Sources {
    return this.recording.sources;
  }

  get tables(): Tables {
    return this.trace.tables;
  }

  /** A file that is cut short has none; the run is shown as it stood there. */
  get end(): SessionEnd {
    const { schedule } = this.recording;
    const outcome = this.world.outcome ?? { kind: 'stopped' };
    return { outcome, schedule: schedule === '' ? undefined : schedule };
  }

  /** Nothing runs that could go back in time. */
  readonly pastStep = undefined;
  readonly kept: Session['kept'] = [];

  get notice(): string | undefined {
    return this.recording.damage?.text ?? this.remark;
  }

  placeOf(object: ObjectId): PlaceOfObject | undefined {
    this.places ??= placesIn(this.trace);
    return this.places.of(object);
  }

  runView(): RunView {
    const { header, title, state, speed, world, tables, names, findings } = this;
    const view = { header, title, state, speed, world, tables, names, findings };
    const { notice } = this;
    return { ...view, control: NO_CONTROL, pastStep: undefined, lastStep: world.step, notice };
  }
}

/** For files that don't say what was found: old ones, and those whose end is lost. */
function readAll(trace: Trace, analysis: RunAnalysis): void {
  for (const { batch } of trace.parts(0 as Step, trace.length)) {
    analysis.addBatch(batch, trace.tables);
  }
}

/** An exit cuts daemon threads off: what is wrong with them is seen only before, as in a session. */
function findingsAtEnd(trace: Trace, end: World, analysis: RunAnalysis): readonly FindingView[] {
  const last = (trace.length - 1) as Step;
  if (end.outcome !== undefined) analysis.findings(trace.worldAt(last), trace);
  return analysis.findings(end, trace);
}

function placesIn(trace: Trace): ObjectPlaces {
  const places = new ObjectPlaces();
  for (const { batch } of trace.parts(0 as Step, trace.length)) {
    for (const event of richEvents(batch)) {
      places.see(event, () => userSite(trace.tables, event.at));
    }
  }
  return places;
}
