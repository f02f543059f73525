// `.weft` files in an editor of their own: read-only, without running Python, with the timeline. An open
// recording is a run like any other, and is the shown one while its editor has the focus.

import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable.ts';
import { UserError } from '../../core/base/errors.ts';
import { COMMANDS, EDITORS } from '../ids.ts';
import type { RecordedRun, Runs } from '../runs.ts';
import type { Selection } from '../selection.ts';
import type { PageFrame } from '../pageHtml.ts';
import type { Reporter } from '../reporter.ts';
import { TimelineConnection } from '../timeline/timelineConnection.ts';
import { timelineFrame } from '../timeline/timelinePage.ts';
import { brokenHtml, type PageAction, recordingHtml } from './recordingPage.ts';
import { recordedTimeline } from './recordedTimeline.ts';
import type { Recordings } from './recordings.ts';

type Content =
  | { readonly kind: 'run'; readonly run: RecordedRun }
  | { readonly kind: 'broken'; readonly reason: string };

interface RecordingDocument extends vscode.CustomDocument {
  readonly content: Content;
}

export interface RecordingEditorOptions {
  readonly extension: vscode.Uri;
  readonly runs: Runs;
  readonly recordings: Recordings;
  readonly reporter: Reporter;
  readonly selection: Selection;
}

export class RecordingEditor
  implements vscode.CustomReadonlyEditorProvider<RecordingDocument>, Disposable
{
  private readonly options: RecordingEditorOptions;
  private readonly store = new DisposableStore();

  constructor(options: RecordingEditorOptions) {
    this.options = options;
    this.store.add(vscode.window.registerCustomEditorProvider(EDITORS.recording, this));
  }

  dispose(): void {
    this.store.dispose();
  }

  async openCustomDocument(uri: vscode.Uri): Promise<RecordingDocument> {
    const { runs, recordings } = this.options;
    const content = await contentOf(recordings.load(uri));
    const dispose = () => {
      recordings.forget(uri);
      if (content.kind === 'run') runs.closeRecording(content.run);
    };
    return { uri, content, dispose };
  }

  resolveCustomEditor({ uri, content }: RecordingDocument, panel: vscode.WebviewPanel): void {
    const { webview } = panel;
    webview.options = { enableCommandUris: PAGE_COMMANDS };
    const frame = timelineFrame(webview, this.options.extension, ['recording.css']);
    if (content.kind === 'broken') {
      webview.html = brokenHtml(lastPart(uri), content.reason, { ...frame, script: undefined });
      return;
    }
    const { run } = content;
    const timeline = this.connect(run, webview);
    panel.onDidChangeViewState(() => {
      if (panel.active) this.options.runs.showRecording(run);
      if (!panel.visible) timeline.close();
    });
    panel.onDidDispose(() => timeline.dispose());
    webview.html = pageOf(run, frame);
    this.options.runs.showRecording(run);
  }

  private connect(run: RecordedRun, webview: vscode.Webview): TimelineConnection {
    const { runs, reporter, extension, selection } = this.options;
    const source = recordedTimeline(runs, run);
    return new TimelineConnection({ webview, source, selection, reporter, extension });
  }
}

async function contentOf(loading: Promise<RecordedRun>): Promise<Content> {
  try {
    return { kind: 'run', run: await loading };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { kind: 'broken', reason: error.message };
  }
}

const PAGE_COMMANDS = [
  COMMANDS.replayRecording,
  COMMANDS.showRecording,
  COMMANDS.openRecordedScript,
  COMMANDS.exportRecording,
];

function pageOf(run: RecordedRun, frame: PageFrame): string {
  const { recording, title, world, findings } = run.session;
  const { damage, schedule } = recording;
  const action = (label: string, command: string): PageAction => {
    const argument = encodeURIComponent(JSON.stringify([run.file.toString()]));
    return { label, href: `command:${command}?${argument}` };
  };
  const replay = schedule === '' ? [] : [action('Replay', COMMANDS.replayRecording)];
  const actions = [
    ...replay,
    action('Show in Panel', COMMANDS.showRecording),
    action('Open Script', COMMANDS.openRecordedScript),
    action('Export…', COMMANDS.exportRecording),
  ];
  const { outcome } = world;
  const facts = factsOf(run);
  return recordingHtml({ title, facts, outcome, damage: damage?.text, findings, actions }, frame);
}

function factsOf({ session, place }: RecordedRun): readonly string[] {
  const { header, world, trace } = session;
  const threads = Object.keys(world.threads).length;
  const when = new Date(header.startTime).toLocaleString(undefined, {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const isHere = place.script.scheme === 'file';
  return [
    [header.script, ...header.args].join(' '),
    `Ran on ${when} under CPython ${header.python}, ${(world.time / 1e9).toFixed(3)} s of virtual time`,
    `${counted(trace.length, 'event')}, ${counted(threads, 'thread')}, seed ${header.seed}`,
    isHere
      ? 'The script on this machine is still the one that ran.'
      : 'Sources are shown as they were when it ran; they are not on this machine, or have changed.',
  ];
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}

function lastPart({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
