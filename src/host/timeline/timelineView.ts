// The timeline in the bottom panel: a page that follows the active run. What the user does in it
// becomes commands and the cursor of all views.

import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable.ts';
import { Emitter } from '../../core/base/emitter.ts';
import { unreachable } from '../../core/base/errors.ts';
import type { PanelSelection } from '../../core/protocol/panel.ts';
import type { FromTimeline } from '../../core/protocol/timeline.ts';
import { currentSettings } from '../currentSettings.ts';
import { COMMANDS, SETTINGS, VIEWS } from '../ids.ts';
import type { Reporter } from '../reporter.ts';
import { revealSource } from '../revealSource.ts';
import type { Runs } from '../runs.ts';
import { TimelineBridge } from './timelineBridge.ts';
import { readFromTimeline } from './timelineMessages.ts';
import { fillTimelinePage } from './timelinePage.ts';

export interface TimelineViewOptions {
  readonly extension: vscode.Uri;
  readonly runs: Runs;
  readonly reporter: Reporter;
}

export class TimelineView implements vscode.WebviewViewProvider, Disposable {
  private readonly options: TimelineViewOptions;
  private readonly store = new DisposableStore();
  private readonly choices = this.store.add(new Emitter<PanelSelection | undefined>());
  private page: DisposableStore | undefined;
  private bridge: TimelineBridge | undefined;
  private selection: PanelSelection | undefined;

  /** The user chose something in the timeline. */
  readonly onChosen = this.choices.on;

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
    this.bridge?.select(selection);
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
    const bridge = page.add(
      new TimelineBridge({
        source: runs,
        settings: () => ({ hideLibraryObjects: currentSettings().hideLibraryObjects }),
        // False means that the page is hidden or gone: the next one asks for everything.
        post: (message) => void view.webview.postMessage(message),
      }),
    );
    bridge.select(this.selection);
    this.bridge = bridge;
    page.add(
      view.webview.onDidReceiveMessage(
        reporter.detach(async (value: unknown) => {
          const message = readFromTimeline(value);
          if (message) await this.act(message, bridge);
        }),
      ),
    );
    page.add(view.onDidChangeVisibility(() => view.visible || bridge.close()));
    page.add(view.onDidDispose(() => page.dispose()));
    page.add(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(SETTINGS.hideLibraryObjects)) bridge.settingsChanged();
      }),
    );
    fillTimelinePage(view.webview, extension);
  }

  private async act(message: FromTimeline, bridge: TimelineBridge): Promise<unknown> {
    switch (message.kind) {
      case 'hydrateMe':
        return bridge.hydrate();
      case 'showStep':
        return bridge.showStep(message.step);
      case 'goHere':
        return vscode.commands.executeCommand(COMMANDS.goHere, message.step);
      case 'select':
        this.selection = message.selection;
        bridge.selected(message.selection);
        return this.choices.fire(message.selection);
      case 'reveal':
        return revealSource(this.options.runs.active, message, { preserveFocus: true });
      case 'setHideLibraryObjects':
        return vscode.workspace
          .getConfiguration()
          .update(SETTINGS.hideLibraryObjects, message.hide, vscode.ConfigurationTarget.Global);
      case 'command':
        return vscode.commands.executeCommand(COMMANDS[message.command]);
      default:
        return unreachable(message);
    }
  }
}
