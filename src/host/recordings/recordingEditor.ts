// `.weft` files in an editor of their own: read-only, without running Python. An open recording is
// a run like any other, and is the shown one while its editor has the focus.

import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable.ts';
import { UserError } from '../../core/base/errors.ts';
import { COMMANDS, EDITORS } from '../ids.ts';
import type { RecordedRun, Runs } from '../runs.ts';
import { brokenHtml, type PageAction, type PageFrame, recordingHtml } from './recordingPage.ts';
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

  resolveCustomEditor(document: RecordingDocument, panel: vscode.WebviewPanel): void {
    const { uri, content } = document;
    const media = vscode.Uri.joinPath(this.options.extension, 'dist', 'webview');
    const { webview } = panel;
    webview.options = { enableCommandUris: PAGE_COMMANDS, localResourceRoots: [media] };
    const styles = [String(webview.asWebviewUri(vscode.Uri.joinPath(media, 'recording.css')))];
    const frame = { cspSource: webview.cspSource, styles };
    if (content.kind === 'broken') {
      webview.html = brokenHtml(lastPart(uri), content.reason, frame);
      return;
    }
    webview.html = pageOf(content.run, frame);
    this.show(content.run);
    panel.onDidChangeViewState(() => {
      if (panel.active) this.show(content.run);
    });
  }

  private show(run: RecordedRun): void {
    this.options.runs.showRecording(run);
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
