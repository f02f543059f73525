// activate(): wiring only. What runs Python, analyses or exports is loaded when it is needed first.

import * as vscode from 'vscode';
import { keepContextKeys } from './host/contextKeys.ts';
import { ConfigurationProvider, currentPythonDocument } from './host/debugConfiguration.ts';
import { DebugSessions } from './host/debugSessions.ts';
import { EditorMarks } from './host/editorMarks.ts';
import { exampleCommands } from './host/examples/exampleCommands.ts';
import { ExampleFiles } from './host/examples/exampleFiles.ts';
import { ExamplesTree } from './host/examples/examplesTree.ts';
import { exportCommands } from './host/exportRun.ts';
import { COMMANDS, DEBUG_TYPE, EXAMPLE_SCHEME, RECORDING_SCHEME, VIEWS } from './host/ids.ts';
import { findingCommands } from './host/findings/findingCommands.ts';
import { exploreCommands } from './host/exploration/exploreCommands.ts';
import { Explorations } from './host/exploration/explorations.ts';
import { ResultPanels } from './host/exploration/resultPanels.ts';
import { FindingFixes } from './host/findings/findingFixes.ts';
import { ProblemsPanel } from './host/findings/problemsPanel.ts';
import { answerInput } from './host/inputBox.ts';
import { moderniseDocument, OldPython } from './host/oldPython.ts';
import { panelActions } from './host/panelActions.ts';
import { PanelView } from './host/panelView.ts';
import { recordingCommands } from './host/recordings/recordingCommands.ts';
import { RecordingEditor, type RecordingEditorOptions } from './host/recordings/recordingEditor.ts';
import { readOnlyFiles, type ReadableFiles } from './host/readOnlyFiles.ts';
import { RecordingFiles } from './host/recordings/recordingFiles.ts';
import { Recordings } from './host/recordings/recordings.ts';
import { Reporter } from './host/reporter.ts';
import { runCommands } from './host/runCommands.ts';
import { Runs } from './host/runs.ts';
import { Selection } from './host/selection.ts';
import { setSpeed } from './host/speed.ts';
import { Runtimes } from './host/startRuntime.ts';
import { followCallStack } from './host/stackFocus.ts';
import { StatusBar } from './host/statusBar.ts';
import { syncBreakpointCommands } from './host/syncBreakpoints/syncBreakpointCommands.ts';
import { SyncBreakpoints } from './host/syncBreakpoints/syncBreakpoints.ts';
import { TestExplorer } from './host/testing/testExplorer.ts';
import { timelineCommands } from './host/timeline/timelineCommands.ts';
import { TimelineView } from './host/timeline/timelineView.ts';
import { threadCommands } from './host/threads/threadCommands.ts';
import { ThreadControls } from './host/threads/threadControls.ts';

export function activate(context: vscode.ExtensionContext): void {
  const extension = context.extensionUri;
  const own = <T extends vscode.Disposable>(item: T): T => {
    context.subscriptions.push(item);
    return item;
  };
  const reporter = own(new Reporter());
  const runtimes = own(new Runtimes(extension));
  const runs = own(new Runs(vscode.debug.onDidChangeActiveDebugSession));
  const examples = new ExampleFiles(extension);
  const recordings = new Recordings();

  const syncBreakpoints = own(new SyncBreakpoints(context.workspaceState));
  const sessions = own(
    new DebugSessions({ runs, runtimes, examples, recordings, reporter, syncBreakpoints }),
  );
  const controls = own(new ThreadControls(runs));
  const problems = own(new ProblemsPanel(runs, reporter));
  const selection = own(new Selection(() => runs.active?.session.state));
  own(new TimelineView({ extension, runs, selection, reporter }));
  own(
    new PanelView({
      extension,
      runs,
      reporter,
      selection,
      syncBreakpoints,
      onShown: reporter.detach(() => runtimes.warm()),
      setSpeed: reporter.detach((speed: number) => setSpeed(runs, speed)),
      actions: panelActions({ runs, controls, sessions }),
    }),
  );

  const explorations = new Explorations(runtimes);
  const results = own(new ResultPanels(extension, reporter));
  own(new TestExplorer({ explorations, reporter }));

  registerDebugger(own, reporter, sessions);
  registerExamples(own, examples);
  registerRecordings(own, { extension, runs, recordings, reporter, selection });
  registerCommands(own, reporter, {
    ...runCommands(runs),
    ...exportCommands(runs, extension),
    ...exampleCommands(examples),
    ...recordingCommands({ extension, runs, recordings }),
    ...findingCommands({ runs, problems, selection }),
    ...exploreCommands({ explorations, results, runs }),
    ...timelineCommands(runs),
    ...threadCommands(runs, controls),
    ...syncBreakpointCommands(runs, syncBreakpoints),
    [COMMANDS.moderniseFile]: () => moderniseDocument(currentPythonDocument()),
    [COMMANDS.showLog]: () => reporter.showLog(),
  });
  own(new FindingFixes(problems));
  own(keepContextKeys(runs, problems));
  accompanyRuns(own, { extension, runs, reporter });
  own(followCallStack(runs, selection));
}

type Own = <T extends vscode.Disposable>(item: T) => T;

function registerDebugger(own: Own, reporter: Reporter, sessions: DebugSessions): void {
  const provider = new ConfigurationProvider(reporter);
  own(vscode.debug.registerDebugConfigurationProvider(DEBUG_TYPE, provider));
  own(
    vscode.debug.registerDebugConfigurationProvider(
      DEBUG_TYPE,
      provider,
      vscode.DebugConfigurationProviderTriggerKind.Dynamic,
    ),
  );
  own(vscode.debug.registerDebugAdapterDescriptorFactory(DEBUG_TYPE, sessions));
}

function registerExamples(own: Own, examples: ExampleFiles): void {
  registerFiles(own, EXAMPLE_SCHEME, examples);
  own(vscode.window.registerTreeDataProvider(VIEWS.examples, new ExamplesTree(examples)));
}

function registerRecordings(own: Own, options: RecordingEditorOptions): void {
  registerFiles(own, RECORDING_SCHEME, new RecordingFiles(options.recordings));
  own(new RecordingEditor(options));
}

interface Accompanied {
  readonly extension: vscode.Uri;
  readonly runs: Runs;
  readonly reporter: Reporter;
}

/** What goes along with every run, outside the panel. */
function accompanyRuns(own: Own, { extension, runs, reporter }: Accompanied): void {
  own(answerInput(runs, reporter));
  own(new OldPython(runs, reporter));
  own(new StatusBar(runs));
  own(new EditorMarks(runs, extension));
}

/** Read-only documents. */
function registerFiles(own: Own, scheme: string, files: ReadableFiles): void {
  const options = { isReadonly: true, isCaseSensitive: true };
  own(vscode.workspace.registerFileSystemProvider(scheme, readOnlyFiles(files), options));
}

type Handlers = Readonly<Record<string, (...args: never[]) => unknown>>;

function registerCommands(own: Own, reporter: Reporter, handlers: Handlers): void {
  for (const [id, handler] of Object.entries(handlers)) {
    own(vscode.commands.registerCommand(id, reporter.guard(handler)));
  }
}
