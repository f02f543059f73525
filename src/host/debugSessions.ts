// Debug sessions of type `weft`: gives each its adapter inside the extension host, opens the runs
// that it asks for, and registers them.

import * as vscode from 'vscode';
import { UserError } from '../core/base/errors.ts';
import type { RunOptions } from '../session/launch.ts';
import type { OpenedSession } from '../session/openSession.ts';
import { currentSettings } from './currentSettings.ts';
import { programUri } from './debugConfiguration.ts';
import type { ExampleFiles } from './examples/exampleFiles.ts';
import { Place } from './place.ts';
import type { Reporter } from './reporter.ts';
import type { Runs } from './runs.ts';
import { runOptions } from './runOptions.ts';
import { scriptFiles } from './scriptFiles.ts';
import type { Runtimes } from './startRuntime.ts';

export interface DebugSessionsOptions {
  readonly runs: Runs;
  readonly runtimes: Runtimes;
  readonly examples: ExampleFiles;
  readonly reporter: Reporter;
}

export class DebugSessions implements vscode.DebugAdapterDescriptorFactory {
  private readonly options: DebugSessionsOptions;

  constructor(options: DebugSessionsOptions) {
    this.options = options;
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
    return new vscode.DebugAdapterInlineImplementation(adapter);
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
