// Collects what is needed to say, at the end of a run, which exceptions nobody caught and where.

import type { Session } from '../session/session.ts';
import { type ExceptionBody, type PythonFailure, pythonFailure } from './pythonFailure.ts';

/** Characters of stderr that are kept. */
const MOST_TEXT = 100_000;
const MOST_EXCEPTIONS = 20;

export class RunFailures {
  private readonly session: Session;
  private readonly exceptions: ExceptionBody[] = [];
  private stderr = '';

  /** Listens as long as the session speaks. */
  constructor(session: Session) {
    this.session = session;
    session.onBatch(({ batch }) => {
      const found = batch.rich.filter((body) => body.kind === 'exception');
      this.exceptions.push(...found.slice(0, MOST_EXCEPTIONS - this.exceptions.length));
    });
    session.onOutput(({ stream, text }) => {
      if (stream === 'stderr' && this.stderr.length < MOST_TEXT) this.stderr += text;
    });
  }

  /** Those that point into the user's own files. */
  found(): readonly PythonFailure[] {
    const own = new Set(this.session.launch.files.map(({ path }) => path));
    const context = { stderr: this.stderr, isOwn: (path: string) => own.has(path) };
    return this.exceptions.flatMap((exception) => pythonFailure(exception, context) ?? []);
  }
}
