// Keeps the panel in step with the call stack: the thread whose frame has the focus is chosen.

import * as vscode from 'vscode';
import type { Disposable } from '../core/base/disposable.ts';
import type { ThreadId } from '../core/base/ids.ts';
import type { PanelView } from './panelView.ts';
import type { Runs } from './runs.ts';

export function followCallStack(runs: Runs, panel: PanelView): Disposable {
  return vscode.debug.onDidChangeActiveStackItem((item) => {
    const run = item && runs.liveOf(item.session.id);
    if (!run || run !== runs.active) return;
    // Adapter and trace number threads alike.
    const thread = run.session.world.threads[item.threadId as ThreadId];
    if (thread) panel.choose({ kind: 'thread', id: thread.id });
  });
}
