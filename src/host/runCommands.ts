// Commands about the active run.

import * as vscode from 'vscode';
import { UserError } from '../core/base/errors.ts';
import { currentPythonDocument } from './debugConfiguration.ts';
import { COMMANDS } from './ids.ts';
import { replayRun, runAgain, runDocument, scheduleOf } from './launchRun.ts';
import { PanelView } from './panelView.ts';
import type { LiveRun, Run, Runs } from './runs.ts';
import { askForSpeed } from './speed.ts';
import { canContinue } from './status.ts';
import { travelCommands } from './travel/travelCommands.ts';

export function runCommands(runs: Runs) {
  return {
    [COMMANDS.runCurrentFile]: (file?: unknown) =>
      runDocument(file instanceof vscode.Uri ? file : currentPythonDocument().uri),
    [COMMANDS.pause]: () => runs.live?.session.pause(),
    [COMMANDS.continue]: () => runs.live?.session.resume(),
    [COMMANDS.stepEvent]: () => runs.live?.session.stepEvent(),
    [COMMANDS.stop]: () => runs.live?.session.stop(),
    [COMMANDS.restart]: () => restart(runs),
    [COMMANDS.replay]: () => replayRun(activeRun(runs)),
    [COMMANDS.setSpeed]: () => askForSpeed(runs),
    [COMMANDS.copySchedule]: () => copySchedule(activeRun(runs)),
    [COMMANDS.runActions]: () => chooseAction(runs),
    ...travelCommands(runs),
  };
}

/** @throws UserError if there is none */
export function activeRun(runs: Runs): Run {
  if (runs.active) return runs.active;
  throw new UserError('Nothing has run yet. Run a Python file or a threading example first.');
}

async function restart(runs: Runs): Promise<void> {
  const run = activeRun(runs);
  if (run.debugSession === undefined || runs.live !== run) return runAgain(run);
  try {
    await run.debugSession.customRequest('restart', { arguments: run.debugSession.configuration });
  } catch {
    // The old run is gone and there is no new one: nothing is left to debug. VS Code has shown why.
    await vscode.debug.stopDebugging(run.debugSession);
  }
}

async function copySchedule({ session }: Run): Promise<void> {
  await vscode.env.clipboard.writeText(scheduleOf(session));
  void vscode.window.showInformationMessage(
    `The schedule of ${session.title} is on the clipboard. ` +
      '"schedule" in launch.json and weft run --schedule replay it.',
  );
}

interface ActionItem extends vscode.QuickPickItem {
  readonly act: () => unknown;
}

async function chooseAction(runs: Runs): Promise<void> {
  const run = runs.live;
  if (!run) return PanelView.reveal();
  const picked = await vscode.window.showQuickPick(actionsFor(run, runs), {
    title: run.session.title,
    placeHolder: 'What to do with this run',
  });
  await picked?.act();
}

function actionsFor({ session }: LiveRun, runs: Runs): ActionItem[] {
  const goOn: ActionItem[] = [
    { label: '$(debug-continue) Continue', act: () => session.resume() },
    { label: '$(debug-step-over) Step to Next Event', act: () => session.stepEvent() },
  ];
  const pause: ActionItem[] = [{ label: '$(debug-pause) Pause', act: () => session.pause() }];
  return [
    { label: '$(layout-sidebar-left) Show Panel', act: () => PanelView.reveal() },
    ...(canContinue(session.state) ? goOn : []),
    ...(session.state.kind === 'paused' ? [] : pause),
    { label: '$(debug-restart) Restart', act: () => restart(runs) },
    { label: '$(debug-stop) Stop', act: () => session.stop() },
    { label: '$(dashboard) Set Speed', act: () => askForSpeed(runs) },
  ];
}
