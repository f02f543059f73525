// The panel in the side bar: a page without state of its own, which asks for everything whenever
// it is shown. What the user does in it becomes commands.

import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../core/base/disposable.ts';
import { unreachable } from '../core/base/errors.ts';
import type { ObjectId, ThreadId } from '../core/base/ids.ts';
import type { FromPanel, ToPanel } from '../core/protocol/panel.ts';
import { packed } from '../core/recording/packedEvents.ts';
import { currentSettings } from './currentSettings.ts';
import type { CopyFormat } from './findings/findingCommands.ts';
import { COMMANDS, SETTINGS, VIEWS } from './ids.ts';
import { PanelBridge, type WantedSelection } from './panelBridge.ts';
import { PANEL_STYLES, panelHtml } from './panelHtml.ts';
import { readFromPanel, type ThreadCommand } from './panelMessages.ts';
import type { Reporter } from './reporter.ts';
import { revealSource } from './revealSource.ts';
import type { Runs } from './runs.ts';
import type { Choice, Selection } from './selection.ts';
import { speedFromNumber } from './settings.ts';
import { objectStops } from './syncBreakpoints/objectStops.ts';
import type { SyncBreakpoints } from './syncBreakpoints/syncBreakpoints.ts';

export interface PanelViewOptions {
  readonly extension: vscode.Uri;
  readonly runs: Runs;
  readonly reporter: Reporter;
  readonly selection: Selection;
  readonly syncBreakpoints: SyncBreakpoints;
  /** The user looks at the panel: a run may come soon. */
  readonly onShown: () => void;
  readonly setSpeed: (speed: number) => void;
  /** What becomes of the messages that the panel has no say in. */
  readonly actions: PanelActions;
}

export interface PanelActions {
  readonly copyFinding: (id: string, format: CopyFormat) => unknown;
  readonly commandThread: (command: ThreadCommand, thread: ThreadId) => unknown;
  readonly chooseThread: (thread: ThreadId) => unknown;
  readonly breakOn: (object: ObjectId) => unknown;
  readonly goToTaken: (object: ObjectId) => unknown;
}

export class PanelView implements vscode.WebviewViewProvider, Disposable {
  private readonly options: PanelViewOptions;
  private readonly store = new DisposableStore();
  private page: DisposableStore | undefined;
  private bridge: PanelBridge | undefined;
  /** To be chosen as soon as there is a page. */
  private wanted: WantedSelection | undefined;

  constructor(options: PanelViewOptions) {
    this.options = options;
    this.store.add(
      vscode.window.registerWebviewViewProvider(VIEWS.panel, this, {
        webviewOptions: { retainContextWhenHidden: false },
      }),
    );
    const reveal = options.reporter.detach(() => PanelView.reveal());
    this.store.add(options.runs.onOpen(reveal));
    this.store.add(options.runs.onRecording(reveal));
    this.store.add(options.selection.onChange((choice) => this.chosen(choice)));
  }

  /** Shows the panel; the editor keeps the focus. */
  static async reveal(): Promise<void> {
    await vscode.commands.executeCommand(`${VIEWS.panel}.focus`, { preserveFocus: true });
  }

  dispose(): void {
    this.page?.dispose();
    this.store.dispose();
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    const { reporter, onShown } = this.options;
    this.page?.dispose();
    const page = new DisposableStore();
    this.page = page;
    const bridge = page.add(this.bridgeTo(view.webview));
    this.bridge = bridge;
    const receive = reporter.detach((value: unknown) => this.receive(value, bridge));
    page.add(view.webview.onDidReceiveMessage(receive));
    page.add(
      view.onDidChangeVisibility(() => {
        if (view.visible) onShown();
        else bridge.close();
      }),
    );
    page.add(view.onDidDispose(() => page.dispose()));
    page.add(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(SETTINGS.hideLibraryObjects)) bridge.settingsChanged();
      }),
    );
    this.fill(view.webview);
    onShown();
  }

  private chosen({ selection, isAutomatic, by }: Choice): void {
    if (by === this) return;
    this.wanted = { selection, isAutomatic };
    this.bridge?.tellSelection();
  }

  private bridgeTo(webview: vscode.Webview): PanelBridge {
    const { runs, syncBreakpoints } = this.options;
    return new PanelBridge({
      runs,
      stops: () => objectStops(runs.active?.session, syncBreakpoints.enabled),
      onStops: syncBreakpoints.onChange,
      settings: () => ({ hideLibraryObjects: currentSettings().hideLibraryObjects }),
      // False means that the page is hidden or gone: the next one asks for everything.
      post: (message: ToPanel) => void webview.postMessage(packed(message)),
      takeSelection: () => {
        const { wanted } = this;
        this.wanted = undefined;
        return wanted;
      },
    });
  }

  private fill(webview: vscode.Webview): void {
    const files = vscode.Uri.joinPath(this.options.extension, 'dist', 'webview');
    const file = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(files, name));
    webview.options = { enableScripts: true, localResourceRoots: [files] };
    webview.html = panelHtml({
      cspSource: webview.cspSource,
      script: String(file('panel.js')),
      styles: PANEL_STYLES.map((name) => String(file(name))),
      nonce: crypto.randomUUID(),
    });
  }

  private async receive(value: unknown, bridge: PanelBridge): Promise<void> {
    const message = readFromPanel(value);
    if (message) await this.act(message, bridge);
  }

  private async act(message: FromPanel, bridge: PanelBridge): Promise<unknown> {
    const { actions } = this.options;
    switch (message.kind) {
      case 'hydrateMe':
        return bridge.hydrate();
      case 'ready':
        return bridge.ready(message.messages);
      case 'command':
        return vscode.commands.executeCommand(COMMANDS[message.command]);
      case 'setSpeed':
        return this.options.setSpeed(speedFromNumber(message.speed));
      case 'reveal':
        return revealSource(this.options.runs.active, message);
      case 'setHideLibraryObjects':
        return vscode.workspace
          .getConfiguration()
          .update(SETTINGS.hideLibraryObjects, message.hide, vscode.ConfigurationTarget.Global);
      case 'showStep':
        return this.options.runs.showStep(message.step);
      case 'copyFinding':
        return actions.copyFinding(message.id, message.format);
      case 'thread':
        return actions.commandThread(message.command, message.thread);
      case 'chooseThread':
        return actions.chooseThread(message.thread);
      case 'select':
        return this.options.selection.choose(message.selection, this);
      case 'goToTaken':
        return actions.goToTaken(message.object);
      case 'breakOn':
        return actions.breakOn(message.object);
      default:
        return unreachable(message);
    }
  }
}
