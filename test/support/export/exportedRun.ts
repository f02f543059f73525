// Runs to be exported: of a picture, and of any program of the kernel's laws.

import fc from 'fast-check';
import { explainedFindings } from '../../../src/core/analysis/findingView.ts';
import type { SourceLines } from '../../../src/core/analysis/scene.ts';
import type { ObjectId } from '../../../src/core/base/ids.ts';
import { MAIN_THREAD, NO_STACK } from '../../../src/core/base/ids.ts';
import type { ExportedRun } from '../../../src/core/export/exportedRun.ts';
import { createRandomStrategy } from '../../../src/core/schedule/random.ts';
import { BatchWriter, writeEvent } from '../../../src/core/trace/encode.ts';
import type { TraceEvent } from '../../../src/core/trace/events.ts';
import { Trace } from '../../../src/core/trace/trace.ts';
import { LOCKS, play, programs } from '../kernel/randomProgram.ts';
import { runHeader } from '../runHeader.ts';
import type { TracePicture } from '../traceFromText.ts';

const noSource: SourceLines = () => undefined;

export function exportedPicture(
  { trace, names }: TracePicture,
  changes: Partial<ExportedRun> = {},
): ExportedRun {
  const scene = { world: trace.worldAt(trace.length), tables: trace.tables, names };
  const findings = explainedFindings(scene);
  const schedule = 'weft1_1_2_3_1x5.2x4';
  return { trace, title: 'picture.py', names, findings, source: noSource, schedule, ...changes };
}

/** What threads with locks, sleeps and timeouts do under some schedule. */
export const arbitraryRun: fc.Arbitrary<ExportedRun> = fc
  .tuple(programs, fc.nat(1000))
  .map(([program, seed]) => {
    const { events } = play(program, createRandomStrategy(seed)).machine.events;
    return runOf([...events.slice(0, 1), ...locks(), ...events.slice(1)]);
  });

function runOf(events: readonly TraceEvent[]): ExportedRun {
  const writer = new BatchWriter();
  // The kernel's stacks are numbers without a table.
  for (const event of events) writeEvent(writer, { ...event, at: NO_STACK });
  const trace = new Trace(runHeader());
  trace.append(writer.take());
  return { trace, title: 'any.py', names: {}, findings: [], source: noSource, schedule: '' };
}

function locks(): TraceEvent[] {
  return Array.from({ length: LOCKS }, (_, index) => ({
    kind: 'objectNew',
    time: 0,
    by: MAIN_THREAD,
    at: NO_STACK,
    object: (index + 1) as ObjectId,
    objectKind: 'RLock',
    typeName: 'RLock',
    partOf: undefined,
    lock: undefined,
    isLibrary: false,
    state: { kind: 'none' },
  }));
}
