// Keeps panel and timeline in step with the call stack: the thread whose frame has the focus is chosen.

import * as vscode from 'vscode';
import type { Disposable } from '../core/base/disposable.ts';
import type { ThreadId } from '../core/base/ids.ts';
import type { PanelSelection, RunState } from '../core/protocol/panel.ts';
import type { Runs } from './runs.ts';

export interface FollowingView {
  /** @param isAutomatic VS Code has moved the focus by itself */
  choose(selection: PanelSelection, isAutomatic: boolean): void;
}

export function followCallStack(runs: Runs, views: readonly FollowingView[]): Disposable {
  /** The stop after which VS Code has moved the focus by itself. */
  let known: RunState | undefined;
  return vscode.debug.onDidChangeActiveStackItem((item) => {
    const run = item && runs.liveOf(item.session.id);
    if (!run || run !== runs.active) return;
    const { state } = run.session;
    const isAutomatic = state.kind === 'paused' && state !== known;
    if (isAutomatic) known = state;
    // The panel is to begin with the finding, not with a thread.
    if (isAutomatic && state.reason === 'deadlock') return;
    // Adapter and trace number threads alike.
    const thread = run.session.world.threads[item.threadId as ThreadId];
    if (!thread) return;
    for (const view of views) view.choose({ kind: 'thread', id: thread.id }, isAutomatic);
  });
}
