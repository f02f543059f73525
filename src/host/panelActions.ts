// What becomes of the panel's requests about findings, threads and objects.

import * as vscode from 'vscode';
import type { DebugSessions } from './debugSessions.ts';
import { copyFinding, findingWith } from './findings/findingCommands.ts';
import { COMMANDS } from './ids.ts';
import type { PanelActions } from './panelView.ts';
import type { Runs } from './runs.ts';
import type { ThreadControls } from './threads/threadControls.ts';

export interface PanelActionsOptions {
  readonly runs: Runs;
  readonly controls: ThreadControls;
  readonly sessions: DebugSessions;
}

/** A run that has ended meanwhile makes a request void. */
export function panelActions({ runs, controls, sessions }: PanelActionsOptions): PanelActions {
  return {
    copyFinding: async (id, format) => {
      const finding = findingWith(runs, id);
      if (finding) await copyFinding(runs, finding, format);
    },
    commandThread: (command, thread) => {
      if (runs.live) controls.command(runs.live, command, thread);
    },
    chooseThread: (thread) => {
      if (runs.live) sessions.showThread(runs.live, thread);
    },
    goToTaken: (object) => vscode.commands.executeCommand(COMMANDS.goToTaken, object),
    breakOn: (object) => vscode.commands.executeCommand(COMMANDS.breakOn, object),
  };
}
