// What can be done about a finding: copy its explanation, show it in the panel, show the run at
// the moment from which there was no way out.

import * as vscode from 'vscode';
import { findingText } from '../../core/analysis/findingText.ts';
import { UserError } from '../../core/base/errors.ts';
import type { FindingView } from '../../core/protocol/panel.ts';
import { COMMANDS } from '../ids.ts';
import { PanelView } from '../panelView.ts';
import type { Run, Runs } from '../runs.ts';
import type { Selection } from '../selection.ts';
import type { ProblemsPanel } from './problemsPanel.ts';

export type CopyFormat = 'text' | 'markdown';

interface FindingItem extends vscode.QuickPickItem {
  readonly finding: FindingView;
}

export interface FindingCommandsOptions {
  readonly runs: Runs;
  readonly problems: ProblemsPanel;
  readonly selection: Selection;
}

export function findingCommands({ runs, problems, selection }: FindingCommandsOptions) {
  const withFinding =
    (title: string, act: (finding: FindingView) => unknown) => async (id?: unknown) => {
      const finding = typeof id === 'string' ? known(runs, id) : await pickFinding(runs, title);
      if (finding) await act(finding);
    };
  return {
    [COMMANDS.copyExplanation]: withFinding('Copy Explanation', (finding) =>
      copyFinding(runs, finding, 'text'),
    ),
    [COMMANDS.copyExplanationMarkdown]: withFinding('Copy Explanation as Markdown', (finding) =>
      copyFinding(runs, finding, 'markdown'),
    ),
    [COMMANDS.explainFinding]: withFinding('Explain Finding', async ({ id }) => {
      selection.choose({ kind: 'finding', id });
      await PanelView.reveal();
    }),
    [COMMANDS.showWhenUnavoidable]: () => showWhenUnavoidable(runs),
    [COMMANDS.backToNow]: () => runs.showStep(undefined),
    [COMMANDS.clearFindings]: () => problems.clear(),
  };
}

export function findingWith(runs: Runs, id: unknown): FindingView | undefined {
  return runs.active?.session.findings.find((finding) => finding.id === id);
}

function known(runs: Runs, id: string): FindingView {
  const finding = findingWith(runs, id);
  if (finding) return finding;
  throw new UserError('The panel shows another run by now. Run the script again to see this.');
}

async function pickFinding(runs: Runs, title: string): Promise<FindingView | undefined> {
  const findings = runs.active?.session.findings ?? [];
  const [first, second] = findings;
  if (!first) throw new UserError('Nothing is wrong with the last run: there is no finding.');
  if (!second) return first;
  const picked = await vscode.window.showQuickPick(findings.map(itemFor), {
    title,
    placeHolder: 'Which finding?',
    matchOnDetail: true,
  });
  return picked?.finding;
}

function itemFor(finding: FindingView): FindingItem {
  return { label: finding.title, detail: finding.explanation, finding };
}

async function showWhenUnavoidable(runs: Runs): Promise<void> {
  const findings = runs.active?.session.findings ?? [];
  const known = findings.filter(({ unavoidableAt }) => unavoidableAt !== undefined);
  if (known.length === 0) {
    throw new UserError('No finding of this run has a moment from which there was no way out.');
  }
  const [first, second] = known;
  const title = 'Show When It Became Unavoidable';
  const options = { title, placeHolder: 'Which finding?' };
  const picked = second
    ? (await vscode.window.showQuickPick(known.map(itemFor), options))?.finding
    : first;
  if (picked) runs.showStep(picked.unavoidableAt?.step);
}

export async function copyFinding(
  { active }: Runs,
  finding: FindingView,
  format: CopyFormat,
): Promise<void> {
  if (!active) return;
  const { session } = active;
  const text =
    format === 'text' ? findingText(finding, session.source) : await markdown(active, finding);
  await vscode.env.clipboard.writeText(text);
  void vscode.window.setStatusBarMessage('Weft: the explanation is on the clipboard.', 5000);
}

async function markdown({ session }: Run, finding: FindingView): Promise<string> {
  const [{ findingReport }, { exportedRun }] = await Promise.all([
    import('../../core/export/findingReport.ts'),
    import('../../session/exportedRun.ts'),
  ]);
  return findingReport(exportedRun(session), finding);
}
