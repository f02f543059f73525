// The timeline in the bottom panel: a page that follows the active run.

import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable.ts';
import { Emitter } from '../../core/base/emitter.ts';
import type { PanelSelection } from '../../core/protocol/panel.ts';
import { VIEWS } from '../ids.ts';
import { APP, pageHtml } from '../pageHtml.ts';
import type { Reporter } from '../reporter.ts';
import type { Runs } from '../runs.ts';
import { TimelineConnection } from './timelineConnection.ts';
import { timelineFrame } from './timelinePage.ts';

export interface TimelineViewOptions {
  readonly extension: vscode.Uri;
  readonly runs: Runs;
  readonly reporter: Reporter;
}

export class TimelineView implements vscode.WebviewViewProvider, Disposable {
  private readonly options: TimelineViewOptions;
  private readonly store = new DisposableStore();
  private readonly choices = this.store.add(new Emitter<PanelSelection | undefined>());
  private readonly selections = this.store.add(new Emitter<PanelSelection | undefined>());
  private page: DisposableStore | undefined;
  private connection: TimelineConnection | undefined;
  private selection: PanelSelection | undefined;

  /** The user chose something in a timeline. */
  readonly onChosen = this.choices.on;
  /** What is chosen in the window, wherever that was done. */
  readonly onSelection = this.selections.on;

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

  /** Something was chosen in another view. */
  choose(selection: PanelSelection | undefined): void {
    this.selection = selection;
    this.connection?.select(selection);
    this.selections.fire(selection);
  }

  /** The user chose something in this or another timeline. */
  chosen(selection: PanelSelection | undefined): void {
    this.choose(selection);
    this.choices.fire(selection);
  }

  dispose(): void {
    this.page?.dispose();
    this.store.dispose();
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.page?.dispose();
    const page = new DisposableStore();
    this.page = page;
    const { runs, reporter, extension } = this.options;
    const { webview } = view;
    const connection = page.add(
      new TimelineConnection({ webview, source: runs, reporter, extension, timelines: this }),
    );
    connection.select(this.selection);
    this.connection = connection;
    page.add(view.onDidChangeVisibility(() => view.visible || connection.close()));
    page.add(view.onDidDispose(() => page.dispose()));
    webview.html = pageHtml({ title: 'Weft', body: APP }, timelineFrame(webview, extension));
  }
}
