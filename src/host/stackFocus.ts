// Keeps the selection in step with the call stack: the thread whose frame has the focus is chosen.

import * as vscode from 'vscode';
import type { Disposable } from '../core/base/disposable.ts';
import type { ThreadId } from '../core/base/ids.ts';
import { FocusMoves } from './focusMoves.ts';
import type { Runs } from './runs.ts';
import type { Selection } from './selection.ts';

export function followCallStack(runs: Runs, selection: Selection): Disposable {
  const moves = new FocusMoves();
  return vscode.debug.onDidChangeActiveStackItem((item) => {
    const run = item && runs.liveOf(item.session.id);
    if (!run || run !== runs.active) return;
    const { state, world } = run.session;
    const isFrame = item instanceof vscode.DebugStackFrame;
    const by = moves.movedBy({ thread: item.threadId, isFrame }, state);
    // The panel is to begin with the finding, not with a thread.
    if (by === 'stop' && state.kind === 'paused' && state.reason === 'deadlock') return;
    // Adapter and trace number threads alike.
    const thread = world.threads[item.threadId as ThreadId];
    if (!thread || !by) return;
    const chosen = { kind: 'thread', id: thread.id } as const;
    if (by === 'stop') selection.follow(chosen);
    else selection.choose(chosen);
  });
}
