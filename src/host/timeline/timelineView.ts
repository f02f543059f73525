// The timeline in the bottom panel: a page that follows the active run.

import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable.ts';
import { VIEWS } from '../ids.ts';
import { APP, pageHtml } from '../pageHtml.ts';
import type { Reporter } from '../reporter.ts';
import type { Runs } from '../runs.ts';
import type { Selection } from '../selection.ts';
import { TimelineConnection } from './timelineConnection.ts';
import { timelineFrame } from './timelinePage.ts';

export interface TimelineViewOptions {
  readonly extension: vscode.Uri;
  readonly runs: Runs;
  readonly selection: Selection;
  readonly reporter: Reporter;
}

export class TimelineView implements vscode.WebviewViewProvider, Disposable {
  private readonly options: TimelineViewOptions;
  private readonly store = new DisposableStore();
  private page: DisposableStore | undefined;

  constructor(options: TimelineViewOptions) {
    this.options = options;
    this.store.add(
      vscode.window.registerWebviewViewProvider(VIEWS.timeline, this, {
        webviewOptions: { retainContextWhenHidden: false },
      }),
    );
  }

  /** Brings the timeline up, with the focus: whoever asks for it wants to use its keys. */
  static async reveal(): Promise<void> {
    await vscode.commands.executeCommand(`${VIEWS.timeline}.focus`);
  }

  dispose(): void {
    this.page?.dispose();
    this.store.dispose();
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.page?.dispose();
    const page = new DisposableStore();
    this.page = page;
    const { runs, selection, reporter, extension } = this.options;
    const { webview } = view;
    const connection = page.add(
      new TimelineConnection({ webview, source: runs, selection, reporter, extension }),
    );
    page.add(view.onDidChangeVisibility(() => view.visible || connection.close()));
    page.add(view.onDidDispose(() => page.dispose()));
    webview.html = pageHtml({ title: 'Weft', body: APP }, timelineFrame(webview, extension));
  }
}
