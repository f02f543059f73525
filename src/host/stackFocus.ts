// Keeps the panel in step with the call stack: the thread whose frame has the focus is chosen.

import * as vscode from 'vscode';
import type { Disposable } from '../core/base/disposable.ts';
import type { ThreadId } from '../core/base/ids.ts';
import type { RunState } from '../core/protocol/panel.ts';
import type { PanelView } from './panelView.ts';
import type { Runs } from './runs.ts';

export function followCallStack(runs: Runs, panel: PanelView): Disposable {
  let deadlock: RunState | undefined;
  return vscode.debug.onDidChangeActiveStackItem((item) => {
    const run = item && runs.liveOf(item.session.id);
    if (!run || run !== runs.active) return;
    const { state } = run.session;
    const isFresh = state.kind === 'paused' && state.reason === 'deadlock' && state !== deadlock;
    if (isFresh) {
      // Not the user's choice: the panel is to begin with the finding, not with a thread.
      deadlock = state;
      return;
    }
    // Adapter and trace number threads alike.
    const thread = run.session.world.threads[item.threadId as ThreadId];
    if (thread) panel.choose({ kind: 'thread', id: thread.id });
  });
}
