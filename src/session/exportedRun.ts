// What exports need of a session, live or recorded.

import type { Step } from '../core/base/ids.ts';
import type { ExportedRun } from '../core/export/exportedRun.ts';
import type { Recording } from '../core/recording/recording.ts';
import { RunAnalysis } from './runAnalysis.ts';
import type { Session } from './session.ts';

type Exportable = Pick<Session, 'trace' | 'title' | 'names' | 'findings' | 'source' | 'end'>;

/** The run so far; it goes on meanwhile only if the caller waits. */
export function exportedRun(session: Exportable): ExportedRun {
  const { trace, title, names, findings, source, end } = session;
  return { trace, title, names, findings, source, schedule: end?.schedule ?? '' };
}

/** Names and findings are found anew if the file does not tell them. */
export function exportedRecording(recording: Recording): ExportedRun {
  const { trace, title, schedule } = recording;
  const files = Object.entries(recording.sources).map(([path, text]) => ({
    path,
    content: new TextEncoder().encode(text),
  }));
  const analysis = new RunAnalysis(files);
  if (recording.names === undefined || recording.findings === undefined) {
    for (const { batch } of trace.parts(0 as Step, trace.length)) {
      analysis.addBatch(batch, trace.tables);
    }
  }
  const names = recording.names ?? analysis.names;
  const findings = recording.findings ?? analysis.findings(trace.worldAt(trace.length), trace);
  return { trace, title, names, findings, source: analysis.source, schedule };
}
