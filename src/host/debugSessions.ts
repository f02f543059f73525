// Debug sessions of type `weft`: gives each its adapter inside the extension host, opens the runs
// that it asks for, and registers them.

import * as vscode from 'vscode';
import type { WeftDebugAdapter } from '../adapter/weftDebugAdapter.ts';
import { DisposableStore } from '../core/base/disposable.ts';
import { UserError } from '../core/base/errors.ts';
import type { ThreadId } from '../core/base/ids.ts';
import type { RunOptions } from '../session/launch.ts';
import type { OpenedSession } from '../session/openSession.ts';
import { currentSettings } from './currentSettings.ts';
import { programUri } from './debugConfiguration.ts';
import type { ExampleFiles } from './examples/exampleFiles.ts';
import { Place } from './place.ts';
import type { Reporter } from './reporter.ts';
import type { Run, Runs } from './runs.ts';
import { runOptions } from './runOptions.ts';
import { scriptFiles } from './scriptFiles.ts';
import type { Runtimes } from './startRuntime.ts';
import type { SyncBreakpoints } from './syncBreakpoints/syncBreakpoints.ts';

export interface DebugSessionsOptions {
  readonly runs: Runs;
  readonly runtimes: Runtimes;
  readonly examples: ExampleFiles;
  readonly reporter: Reporter;
  readonly syncBreakpoints: SyncBreakpoints;
}

export class DebugSessions implements vscode.DebugAdapterDescriptorFactory, vscode.Disposable {
  private readonly options: DebugSessionsOptions;
  private readonly store = new DisposableStore();
  /** By the id of their debug session; VS Code disposes them. */
  private readonly adapters = new Map<string, WeftDebugAdapter>();

  constructor(options: DebugSessionsOptions) {
    this.options = options;
    this.store.add(options.syncBreakpoints.onChange(() => this.sendSyncBreakpoints()));
    this.store.add(
      vscode.debug.onDidTerminateDebugSession(({ id }) => void this.adapters.delete(id)),
    );
  }

  dispose(): void {
    this.store.dispose();
  }

  /** Turns the call stack to a thread of a run that stands. */
  showThread({ debugSession }: Run, thread: ThreadId): void {
    this.adapters.get(debugSession.id)?.showThread(thread);
  }

  async createDebugAdapterDescriptor(
    debugSession: vscode.DebugSession,
  ): Promise<vscode.DebugAdapterDescriptor> {
    // Loaded when it is needed first: activation must be fast.
    const { WeftDebugAdapter } = await import('../adapter/weftDebugAdapter.ts');
    const { configuration, workspaceFolder } = debugSession;
    const place = new Place(programUri(configuration.program, workspaceFolder));
    const adapter = new WeftDebugAdapter({
      openSession: (options) => this.open(options, place, configuration),
      sourcePath: (file) => clientPath(place.uriOf(file)),
      tracePath: (path) => place.pathOf(clientUri(path)),
    });
    adapter.onSession((session) => this.options.runs.add({ debugSession, session, place }));
    adapter.setSyncBreakpoints(this.options.syncBreakpoints.enabled);
    this.adapters.set(debugSession.id, adapter);
    return new vscode.DebugAdapterInlineImplementation(adapter);
  }

  private sendSyncBreakpoints(): void {
    const { enabled } = this.options.syncBreakpoints;
    for (const adapter of this.adapters.values()) adapter.setSyncBreakpoints(enabled);
  }

  private async open(
    options: RunOptions,
    place: Place,
    configuration: vscode.DebugConfiguration,
  ): Promise<OpenedSession> {
    const { examples, runtimes, reporter } = this.options;
    try {
      const { openSession } = await import('../session/openSession.ts');
      const example = await examples.find(place.script);
      return await openSession(runOptions(options, place, configuration, currentSettings()), {
        reader: scriptFiles(place),
        now: Date.now,
        startRuntime: runtimes.take,
        onDeadlock: 'pause',
        title: example?.title,
      });
    } catch (error) {
      // The debugger shows the message; the stack of a bug is for the log.
      if (!(error instanceof UserError)) reporter.logBug(error);
      throw error;
    }
  }
}

/** What VS Code opens for a frame: a path on disk, else a URI. */
function clientPath(uri: vscode.Uri): string {
  return uri.scheme === 'file' ? uri.fsPath : uri.toString(true);
}

/** Inverse of `clientPath`. A scheme has two letters at least: `C:` is a drive. */
function clientUri(path: string): vscode.Uri {
  return /^[a-zA-Z][\w+.-]+:/.test(path) ? vscode.Uri.parse(path) : vscode.Uri.file(path);
}
