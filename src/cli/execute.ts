// Runs one session to its end between the terminal and the files that the user named.

import { serializeRecording } from '../core/recording/writer.ts';
import { exitCodeOf, outcomeMessage } from '../session/exitCode.ts';
import type { RunOptions } from '../session/launch.ts';
import { openSession, type SessionContext } from '../session/openSession.ts';
import { recordingOf } from '../session/savedRun.ts';
import type { Session, SessionEnd } from '../session/session.ts';
import { FindingReport } from './findingReport.ts';
import { eventLine, headerLine, resultLine } from './jsonLines.ts';
import type { Terminal } from './terminal.ts';
import { checkTraceFile, writeTrace } from './traceFile.ts';

export interface ExecuteOptions {
  readonly run: RunOptions;
  readonly json: boolean;
  /** Where to save the trace. */
  readonly trace: string | undefined;
  /** The recording that is replayed: the trace must not replace it. */
  readonly replayed?: string | undefined;
  readonly printSchedule: boolean;
  /** Say what could happen under another schedule. */
  readonly predictions: boolean;
  /** Stop after so many events. */
  readonly stopAt?: number | undefined;
}

export interface Executed {
  readonly session: Session;
  readonly exitCode: number;
}

/** @throws UserError if the run can't begin or the trace can't be saved. */
export async function execute(
  options: ExecuteOptions,
  context: SessionContext,
  terminal: Terminal,
): Promise<Executed> {
  const { trace, replayed } = options;
  if (trace !== undefined) await checkTraceFile(trace, replayed);
  const { session, notice } = await openSession(options.run, context);
  terminal.onInterrupt(() => session.stop());
  if (options.json) printJson(session, terminal);
  else printOutput(session, terminal);
  answerInput(session, terminal);
  const report = new FindingReport(session, terminal);
  const { stopAt = Infinity } = options;
  session.onBatch(() => {
    if (session.trace.length >= stopAt) session.stop();
  });
  session.start();
  const end = await session.whenEnded;
  session.dispose();
  if (options.json) terminal.out(resultLine(session, end) + '\n');
  explainEnd(report, end, terminal);
  if (options.predictions) report.sayPredictions();
  const hasFailed = end.outcome.kind === 'exited' && end.outcome.exitCode !== 0;
  // It may be why; a program that ends well has missed nothing.
  if (hasFailed && notice !== undefined) terminal.say(notice);
  if (options.printSchedule && end.schedule !== undefined) terminal.err(`${end.schedule}\n`);
  if (trace !== undefined) await writeTrace(trace, serializeRecording(recordingOf(session)));
  return { session, exitCode: terminal.interruptCode ?? exitCodeOf(end.outcome) };
}

function printOutput(session: Session, terminal: Terminal): void {
  session.onOutput(({ stream, text }) => {
    if (stream === 'stdout') terminal.out(text);
    else terminal.err(text);
  });
  session.onNotice(({ text }) => terminal.say(text));
}

function printJson(session: Session, terminal: Terminal): void {
  let hasHeader = false;
  session.onBatch(({ batch }) => {
    if (!hasHeader) terminal.out(headerLine(session.header) + '\n');
    hasHeader = true;
    let step: number = batch.from;
    let lines = '';
    for (const event of session.trace.events(batch.from)) {
      lines += eventLine(step++, event, session.tables) + '\n';
    }
    terminal.out(lines);
  });
}

function answerInput(session: Session, terminal: Terminal): void {
  session.onInputWanted(() => {
    // Owned by the session: it ignores a line that comes after its end.
    void terminal.nextLine().then((line) => session.provideInput(line));
  });
}

function explainEnd(report: FindingReport, { outcome }: SessionEnd, terminal: Terminal): void {
  const message = outcomeMessage(outcome);
  if (message !== undefined) terminal.say(inOptions(message));
  const count = report.sayRest();
  if (outcome.kind === 'deadlocked' && count === 0) {
    terminal.say('Deadlock: nobody can ever run again.');
  }
}

/** What is a setting in the editor is an option here. */
function inOptions(message: string): string {
  return message.replace(/the setting "weft\.(\w+)Limit"/, 'the option --$1-limit');
}
