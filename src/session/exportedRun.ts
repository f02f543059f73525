// What exports need of a session, live or recorded.

import type { ExportedRun } from '../core/export/exportedRun.ts';
import type { LoadedRecording } from '../core/recording/recording.ts';
import { RecordedSession } from './recordedSession.ts';
import type { ShownSession } from './shownSession.ts';

type Exportable = Pick<ShownSession, 'trace' | 'title' | 'names' | 'findings' | 'source' | 'end'>;

/** The run so far; it goes on meanwhile only if the caller waits. */
export function exportedRun(session: Exportable): ExportedRun {
  const { trace, title, names, findings, source, end } = session;
  return { trace, title, names, findings, source, schedule: end?.schedule ?? '' };
}

/** Names and findings are found anew if the file does not tell them. */
export function exportedRecording(recording: LoadedRecording): ExportedRun {
  return exportedRun(new RecordedSession(recording));
}
