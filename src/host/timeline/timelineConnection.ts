// A page with the timeline and the run that it shows: what the user does in it becomes commands and
// the cursor of all views.

import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable.ts';
import { unreachable } from '../../core/base/errors.ts';
import type { FromTimeline } from '../../core/protocol/timeline.ts';
import { packed } from '../../core/recording/packedEvents.ts';
import { currentSettings } from '../currentSettings.ts';
import { askForExport } from '../exportRun.ts';
import { COMMANDS, SETTINGS } from '../ids.ts';
import type { Reporter } from '../reporter.ts';
import { revealSource } from '../revealSource.ts';
import type { Run } from '../runs.ts';
import type { Selection } from '../selection.ts';
import { TimelineBridge, type TimelineSource } from './timelineBridge.ts';
import { readFromTimeline } from './timelineMessages.ts';

/** What a page follows. */
export interface ShownTimeline extends TimelineSource {
  readonly active: Run | undefined;
  /** All views and commands are to be about this run; left out: they are. */
  readonly activate?: () => void;
  /** Whether all views are about this run; left out: they are. */
  readonly isShown?: () => boolean;
  /** It stands where sources are opened, and is to stay in sight. */
  readonly isEditor?: boolean;
}

export interface TimelineConnectionOptions {
  readonly webview: vscode.Webview;
  readonly source: ShownTimeline;
  readonly reporter: Reporter;
  readonly extension: vscode.Uri;
  readonly selection: Selection;
}

export class TimelineConnection implements Disposable {
  private readonly options: TimelineConnectionOptions;
  private readonly store = new DisposableStore();
  private readonly bridge: TimelineBridge;

  constructor(options: TimelineConnectionOptions) {
    this.options = options;
    const { webview, source, reporter } = options;
    this.bridge = this.store.add(
      new TimelineBridge({
        source,
        settings: () => ({ hideLibraryObjects: currentSettings().hideLibraryObjects }),
        // False means that the page is hidden or gone: the next one asks for everything.
        post: (message) => void webview.postMessage(packed(message)),
      }),
    );
    this.followSelection();
    this.store.add(
      webview.onDidReceiveMessage(
        reporter.detach(async (value: unknown) => {
          const message = readFromTimeline(value);
          if (message) await this.act(message);
        }),
      ),
    );
    this.store.add(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(SETTINGS.hideLibraryObjects)) this.bridge.settingsChanged();
      }),
    );
  }

  /** The page is gone; the next one will ask. */
  close(): void {
    this.bridge.close();
  }

  dispose(): void {
    this.store.dispose();
  }

  /** Ids belong to the run that all views show. */
  private followSelection(): void {
    const { source, selection } = this.options;
    const isShown = (): boolean => source.isShown?.() ?? true;
    if (isShown()) this.bridge.select(selection.current);
    this.store.add(
      selection.onChange((choice) => {
        if (choice.by !== this && isShown()) this.bridge.select(choice.selection);
      }),
    );
  }

  private async act(message: FromTimeline): Promise<unknown> {
    const { bridge } = this;
    const { source, extension } = this.options;
    switch (message.kind) {
      case 'hydrateMe':
        return bridge.hydrate();
      case 'ready':
        return bridge.ready(message.messages);
      case 'showStep':
        return bridge.showStep(message.step);
      case 'goHere':
        source.activate?.();
        return vscode.commands.executeCommand(COMMANDS.goHere, message.step);
      case 'select':
        source.activate?.();
        bridge.selected(message.selection);
        return this.options.selection.choose(message.selection, this);
      case 'reveal':
        return revealSource(source.active, message, {
          preserveFocus: true,
          ...(source.isEditor === true && { viewColumn: vscode.ViewColumn.Beside }),
        });
      case 'setHideLibraryObjects':
        return vscode.workspace
          .getConfiguration()
          .update(SETTINGS.hideLibraryObjects, message.hide, vscode.ConfigurationTarget.Global);
      case 'command':
        return vscode.commands.executeCommand(COMMANDS[message.command]);
      case 'export':
        return source.active && askForExport(source.active, extension, message.part);
      default:
        return unreachable(message);
    }
  }
}
