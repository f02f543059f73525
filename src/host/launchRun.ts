// Starts runs. Every run is a debug session, whoever asks for it.

import * as vscode from 'vscode';
import { UserError } from '../core/base/errors.ts';
import type { Step } from '../core/base/ids.ts';
import { linesRead } from '../core/trace/inputLines.ts';
import type { InputLine } from '../core/trace/inputLines.ts';
import type { ShownSession } from '../session/shownSession.ts';
import { configurationFor } from './debugConfiguration.ts';
import type { BranchRun, LiveRun, RecordedRun, Run } from './runs.ts';

export async function runDocument(program: vscode.Uri): Promise<void> {
  await startDebugging(vscode.workspace.getWorkspaceFolder(program), configurationFor(program));
}

/** Runs again what has ended, with the configuration that it had. */
export async function runAgain(run: Run): Promise<void> {
  if (isFromFile(run)) return runRecording(run, {});
  const { workspaceFolder, configuration } = debugSessionOf(run);
  await startDebugging(workspaceFolder, configuration);
}

/** Up to a step, where it stands, if one is given. @throws UserError if there is no schedule. */
export async function replayRun(run: Run, goToStep?: Step): Promise<void> {
  const { session } = run;
  const schedule = scheduleOf(session);
  const input = linesRead(session.trace.events());
  const replay = { schedule, input, ...(goToStep !== undefined && { goToStep }) };
  if (isFromFile(run)) return runRecording(run, replay);
  const { workspaceFolder, configuration, id } = debugSessionOf(run);
  // The session of the first run, with which the second is compared. A branch has none of its own.
  const replayOf = run.debugSession && id;
  await startDebugging(workspaceFolder, { ...configuration, ...replay, replayOf });
}

function isFromFile(run: Run): run is RecordedRun {
  return run.file !== undefined;
}

/** The one that runs, or ran, the program. */
function debugSessionOf(run: LiveRun | BranchRun): vscode.DebugSession {
  return run.debugSession ?? run.branchOf.debugSession;
}

interface Replay {
  readonly schedule?: string;
  readonly input?: readonly InputLine[];
  readonly goToStep?: Step;
}

/** Runs the recorded texts, whatever became of the files. */
async function runRecording({ file, place, session }: RecordedRun, replay: Replay): Promise<void> {
  const recording = file.toString();
  const { args, cwd, env, test } = session.header;
  const configuration = configurationFor(place.script, {
    ...{ args, cwd, env, test, recording },
    ...replay,
  });
  await startDebugging(vscode.workspace.getWorkspaceFolder(place.script), configuration);
}

/** @throws UserError if the run has left no schedule. */
export function scheduleOf(session: ShownSession): string {
  const schedule = session.end?.schedule;
  if (schedule !== undefined) return schedule;
  throw new UserError(
    session.end
      ? 'The last run had to be broken off, so it left no schedule. Run it again.'
      : 'The schedule of a run is known when it has ended. Stop it, or wait for its end.',
  );
}

export async function startDebugging(
  folder: vscode.WorkspaceFolder | undefined,
  configuration: vscode.DebugConfiguration,
): Promise<void> {
  await vscode.debug.startDebugging(folder, configuration, {
    // The panel is what the user wants to see, not the Run and Debug view.
    suppressDebugView: true,
    // What the editor shows runs, saved or not: a dialog to save would only be in the way.
    suppressSaveBeforeStart: true,
  });
}
