// Keeps the keys of `when` clauses true to the active run.

import * as vscode from 'vscode';
import type { Disposable } from '../core/base/disposable.ts';
import { CONTEXTS, type ContextKey } from './ids.ts';
import type { Runs } from './runs.ts';
import { canContinue } from './status.ts';

/** Sets keys; each change of the active run sets only those that differ. */
export function keepContextKeys(runs: Runs): Disposable {
  const known = new Map<ContextKey, boolean>();
  const set = (key: ContextKey, value: boolean) => {
    if (known.get(key) === value) return;
    known.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  };
  return runs.onChange(() => {
    const live = runs.live?.session;
    set(CONTEXTS.isRunning, live !== undefined);
    set(CONTEXTS.canPause, live !== undefined && live.state.kind !== 'paused');
    set(CONTEXTS.canContinue, live !== undefined && canContinue(live.state));
    set(CONTEXTS.hasLastRun, runs.active !== undefined);
    set(CONTEXTS.canReplay, runs.active?.session.end?.schedule !== undefined);
  });
}
