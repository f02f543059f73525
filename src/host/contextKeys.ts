// Keeps the keys of `when` clauses true to the active run.

import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../core/base/disposable.ts';
import type { FindingView } from '../core/protocol/panel.ts';
import type { ProblemsPanel } from './findings/problemsPanel.ts';
import { CONTEXTS, type ContextKey } from './ids.ts';
import type { Runs } from './runs.ts';
import { canContinue } from './status.ts';

/** Sets keys; each change of the active run sets only those that differ. */
export function keepContextKeys(runs: Runs, problems: Pick<ProblemsPanel, 'onChange'>): Disposable {
  const known = new Map<ContextKey, boolean>();
  const set = (key: ContextKey, value: boolean) => {
    if (known.get(key) === value) return;
    known.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  };
  const store = new DisposableStore();
  store.add(problems.onChange((isAny) => set(CONTEXTS.hasProblems, isAny)));
  store.add(runs.onChange(() => setAll(runs, set)));
  return store;
}

function setAll(runs: Runs, set: (key: ContextKey, value: boolean) => void): void {
  const live = runs.live?.session;
  set(CONTEXTS.isRunning, live !== undefined);
  set(CONTEXTS.canPause, live !== undefined && live.state.kind !== 'paused');
  set(CONTEXTS.canContinue, live !== undefined && canContinue(live.state));
  set(CONTEXTS.hasLastRun, runs.active !== undefined);
  set(CONTEXTS.hasOtherRuns, runs.others.length > 0);
  set(CONTEXTS.canReplay, runs.active?.session.end?.schedule !== undefined);
  const findings = runs.active?.session.findings ?? [];
  set(CONTEXTS.hasFindings, findings.length > 0);
  set(CONTEXTS.canShowUnavoidable, findings.some(hasUnavoidableStep));
  set(CONTEXTS.isPast, runs.pastStep !== undefined);
  set(CONTEXTS.isInPast, live?.pastStep !== undefined);
  set(CONTEXTS.hasBranches, (runs.active?.session.kept.length ?? 0) > 0);
  set(CONTEXTS.hasFrozen, (live?.debug.control.frozen.length ?? 0) > 0);
}

function hasUnavoidableStep({ unavoidableAt }: FindingView): boolean {
  return unavoidableAt !== undefined;
}
