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
import { Place, type RunPlace } from './place.ts';
import { type Recordings, replayReader } from './recordings/recordings.ts';
import type { Reporter } from './reporter.ts';
import type { LiveRun, RecordedRun, Run, Runs } from './runs.ts';
import { runOptions } from './runOptions.ts';
import { scriptFiles } from './scriptFiles.ts';
import type { Runtimes } from './startRuntime.ts';
import type { SyncBreakpoints } from './syncBreakpoints/syncBreakpoints.ts';

export interface DebugSessionsOptions {
  readonly runs: Runs;
  readonly runtimes: Runtimes;
  readonly examples: ExampleFiles;
  readonly recordings: Recordings;
  readonly reporter: Reporter;
  readonly syncBreakpoints: SyncBreakpoints;
}

/** What a debug session runs. */
interface Program {
  readonly place: RunPlace;
  readonly recorded: RecordedRun | undefined;
  readonly configuration: vscode.DebugConfiguration;
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
  showThread({ debugSession }: LiveRun, thread: ThreadId): void {
    this.adapters.get(debugSession.id)?.showThread(thread);
  }

  async createDebugAdapterDescriptor(
    debugSession: vscode.DebugSession,
  ): Promise<vscode.DebugAdapterDescriptor> {
    // Loaded when it is needed first: activation must be fast.
    const { WeftDebugAdapter } = await import('../adapter/weftDebugAdapter.ts');
    const { configuration, workspaceFolder } = debugSession;
    const recorded = await this.recordingOf(configuration);
    const place = recorded?.place ?? new Place(programUri(configuration.program, workspaceFolder));
    const adapter = new WeftDebugAdapter({
      openSession: (options) => this.open(options, { place, recorded, configuration }),
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

  /** The recording whose texts are run, whatever became of the files. */
  private async recordingOf({
    recording,
  }: vscode.DebugConfiguration): Promise<RecordedRun | undefined> {
    return typeof recording === 'string' ? this.options.recordings.get(recording) : undefined;
  }

  /** What a run is to be compared with; undefined if it is no replay. */
  private replayedRun(
    recorded: RecordedRun | undefined,
    { schedule, replayOf }: vscode.DebugConfiguration,
  ): Run | undefined {
    if (schedule === undefined) return undefined;
    return typeof replayOf === 'string' ? this.options.runs.ofDebugSession(replayOf) : recorded;
  }

  private async open(
    options: RunOptions,
    { place, recorded, configuration }: Program,
  ): Promise<OpenedSession> {
    const { examples, runtimes, reporter } = this.options;
    try {
      const { openSession } = await import('../session/openSession.ts');
      const example = await examples.find(place.script);
      const header = recorded?.session.header;
      const asked = header ? { ...options, argv0: header.argv0 ?? header.script } : options;
      return await openSession(runOptions(asked, place, configuration, currentSettings()), {
        reader: recorded ? replayReader(recorded) : scriptFiles(place),
        now: Date.now,
        startRuntime: runtimes.take,
        onDeadlock: 'pause',
        title: recorded?.session.title ?? example?.title,
        recorded: this.replayedRun(recorded, configuration)?.session,
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
