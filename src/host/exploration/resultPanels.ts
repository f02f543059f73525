// Shows what an exploration has found in an editor tab, and does what its buttons ask for.

import * as vscode from 'vscode';
import { regressionTest } from '../../core/exploration/regressionTest.ts';
import type { Failure } from '../../core/exploration/report.ts';
import { failureMarkdown } from '../../core/exploration/reportText.ts';
import type { ExplorationEnd } from '../../session/exploration/exploration.ts';
import { configurationFor } from '../debugConfiguration.ts';
import { startDebugging } from '../launchRun.ts';
import type { Reporter } from '../reporter.ts';
import { revealPlace } from '../revealSource.ts';
import type { Subject } from './explorations.ts';
import { readResultMessage, type ResultMessage } from './resultMessages.ts';
import { resultPage } from './resultPage.ts';

const STYLES = ['codicon.css', 'exploration.css'];

export class ResultPanels implements vscode.Disposable {
  private readonly extension: vscode.Uri;
  private readonly reporter: Reporter;
  /** One tab; a later result takes the place of an earlier one. */
  private panel: vscode.WebviewPanel | undefined;
  private listener: vscode.Disposable | undefined;

  constructor(extension: vscode.Uri, reporter: Reporter) {
    this.extension = extension;
    this.reporter = reporter;
  }

  dispose(): void {
    this.listener?.dispose();
    this.panel?.dispose();
  }

  show(subject: Subject, end: ExplorationEnd): void {
    const panel = (this.panel ??= this.open());
    const { webview } = panel;
    panel.title = `Explored: ${subject.title}`;
    this.listener?.dispose();
    this.listener = webview.onDidReceiveMessage(
      this.reporter.guard((message: unknown) => this.act(subject, end, readResultMessage(message))),
    );
    webview.html = resultPage(subject.title, end.result, {
      cspSource: webview.cspSource,
      nonce: crypto.randomUUID(),
      styles: STYLES.map((name) => webview.asWebviewUri(this.resource(name)).toString()),
    });
    panel.reveal(undefined, false);
  }

  private open(): vscode.WebviewPanel {
    const panel = vscode.window.createWebviewPanel(
      'weft.exploration',
      'Explored',
      vscode.ViewColumn.Beside,
      {
        enableScripts: true,
        enableFindWidget: true,
        localResourceRoots: [this.resource('')],
      },
    );
    panel.onDidDispose(() => (this.panel = undefined));
    return panel;
  }

  private resource(name: string): vscode.Uri {
    return vscode.Uri.joinPath(this.extension, 'dist', 'webview', name);
  }

  private async act(
    subject: Subject,
    end: ExplorationEnd,
    message: ResultMessage | undefined,
  ): Promise<void> {
    if (message?.action === 'reveal') return revealPlace(subject.place, message);
    const failure = message && end.result.failures[message.index];
    if (!failure) return;
    switch (message.action) {
      case 'replay':
        return replayFailure(subject, failure);
      case 'save':
        return saveRun(subject, end, message.index);
      case 'copySchedule':
        return copy(failure.schedule, 'the schedule');
      case 'copyMarkdown':
        return copy(failureMarkdown(failure, end.result.target), 'the counterexample');
      case 'generateTest':
        return generateTest(failure, end);
    }
  }
}

/** Follows the schedule; the session stops at what is wrong. */
export async function replayFailure(
  { place, test, launch }: Subject,
  { schedule }: Pick<Failure, 'schedule'>,
): Promise<void> {
  const more = { ...launch, schedule, speed: 0, ...(test !== undefined && { test }) };
  await startDebugging(
    vscode.workspace.getWorkspaceFolder(place.script),
    configurationFor(place.script, more),
  );
}

async function saveRun(
  { place, title }: Subject,
  end: ExplorationEnd,
  index: number,
): Promise<void> {
  const run = end.runs[index];
  if (!run) return;
  const name = `${title.replace(/\.py$/, '').replaceAll(/\W+/g, '_')}.weft`;
  const folder = vscode.Uri.joinPath(place.script, '..');
  const target = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(folder, name),
    filters: { 'Weft recordings': ['weft'] },
    title: 'Save Recording',
  });
  if (!target) return;
  const [{ serializeRecording }, { recordingOf }] = await Promise.all([
    import('../../core/recording/writer.ts'),
    import('../../session/savedRun.ts'),
  ]);
  await vscode.workspace.fs.writeFile(target, serializeRecording(recordingOf(run)));
}

async function copy(text: string, what: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  void vscode.window.setStatusBarMessage(`Weft: ${what} is on the clipboard.`, 5000);
}

async function generateTest(failure: Failure, { result }: ExplorationEnd): Promise<void> {
  const content = regressionTest(failure, result.target);
  const document = await vscode.workspace.openTextDocument({ language: 'python', content });
  await vscode.window.showTextDocument(document);
}
