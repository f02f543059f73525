// Asks for an export's format, and for where to put it: a file, an editor or the clipboard.

import * as vscode from 'vscode';
import { UserError } from '../core/base/errors.ts';
import {
  EXPORT_FORMATS,
  exportName,
  exportRun,
  type Exported,
  type ExportFormat,
  type HtmlPage,
} from '../core/export/formats.ts';
import type { TimelinePart } from '../core/timeline/part.ts';
import { readHtmlParts } from '../core/export/timelineHtml.ts';
import { serializeRecording } from '../core/recording/writer.ts';
import { exportedRun } from '../session/exportedRun.ts';
import { recordingOf } from '../session/savedRun.ts';
import type { Run } from './runs.ts';

interface FormatItem extends vscode.QuickPickItem {
  readonly format: ExportFormat;
  /** Only this; undefined: the whole run. */
  readonly part?: TimelinePart;
}

type Target = 'file' | 'editor' | 'clipboard';

interface TargetItem extends vscode.QuickPickItem {
  readonly target: Target;
}

/** Characters that an editor still opens with colours and the clipboard takes well. */
const SHORT = 5_000_000;

/** As `exportRun.ts` says. */
export async function askForExport(
  run: Run,
  extension: vscode.Uri,
  part?: TimelinePart,
): Promise<void> {
  const title = `Export ${run.session.title}`;
  if (run.session.trace.length === 0) {
    throw new UserError('Nothing has happened in this run yet. Export it when it has begun.');
  }
  const picked = await askForFormat(title, part);
  const target = picked && (await askForTarget(title, picked.format));
  if (picked === undefined || target === undefined) return;
  const { format } = picked;
  // A run that goes on has grown meanwhile: what is exported is how it stands now.
  const page = format === 'html' ? await htmlPage(run, extension) : undefined;
  const exported = exportRun(exportedRun(run.session), format, { page, part: picked.part });
  if (target === 'file') await save(run, format, exported);
  else await hand(target, format, exported);
  if (exported.notice !== undefined) void vscode.window.showInformationMessage(exported.notice);
}

async function htmlPage({ session }: Run, extension: vscode.Uri): Promise<HtmlPage> {
  const folder = vscode.Uri.joinPath(extension, 'dist', 'webview');
  const read = (name: string) => vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, name));
  const parts = await readHtmlParts(async (name) => read(name));
  return { parts, recording: serializeRecording(recordingOf(session)) };
}

async function askForFormat(
  title: string,
  part: TimelinePart | undefined,
): Promise<FormatItem | undefined> {
  const all = Object.entries(EXPORT_FORMATS).map(([format, facts]): FormatItem => ({
    label: facts.title,
    description: `.${facts.extension}`,
    detail: facts.detail,
    format: format as ExportFormat,
  }));
  const items = part ? [visiblePart(part), ...all] : all;
  const options = { title, placeHolder: 'In which format?', matchOnDetail: true };
  return vscode.window.showQuickPick(items, options);
}

function visiblePart(part: TimelinePart): FormatItem {
  return {
    label: 'SVG picture of what is in sight',
    description: `.${EXPORT_FORMATS.svg.extension}`,
    detail: 'Only the lanes and the time that the timeline shows now',
    format: 'svg',
    part,
  };
}

const TARGETS: readonly TargetItem[] = [
  { label: '$(save) Save to a File…', target: 'file' },
  { label: '$(split-horizontal) Open Beside', target: 'editor' },
  { label: '$(copy) Copy to the Clipboard', target: 'clipboard' },
];

async function askForTarget(title: string, format: ExportFormat): Promise<Target | undefined> {
  if (!EXPORT_FORMATS[format].isForReading) return 'file';
  const options = { title, placeHolder: `Where to with the ${EXPORT_FORMATS[format].title}?` };
  return (await vscode.window.showQuickPick(TARGETS, options))?.target;
}

async function hand(
  target: 'editor' | 'clipboard',
  format: ExportFormat,
  { pieces }: Exported,
): Promise<void> {
  const content = [...pieces].join('');
  if (content.length > SHORT) {
    throw new UserError(
      'This export is too long for an editor or the clipboard: save it to a file.',
    );
  }
  if (target === 'clipboard') {
    await vscode.env.clipboard.writeText(content);
    void vscode.window.setStatusBarMessage('Weft: the export is on the clipboard.', 5000);
    return;
  }
  const language = await knownLanguage(EXPORT_FORMATS[format].language);
  const document = await vscode.workspace.openTextDocument({ content, language });
  await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside);
}

/** Not every installation knows Mermaid. */
async function knownLanguage(language: string): Promise<string> {
  return (await vscode.languages.getLanguages()).includes(language) ? language : 'plaintext';
}

async function save(run: Run, format: ExportFormat, { pieces }: Exported): Promise<void> {
  const { title, extension } = EXPORT_FORMATS[format];
  const uri = await vscode.window.showSaveDialog({
    title: `Export ${run.session.title}`,
    defaultUri: defaultUri(run, format),
    filters: { [title]: [extension.split('.').at(-1) ?? extension] },
  });
  if (uri === undefined) return;
  try {
    await vscode.workspace.fs.writeFile(uri, bytesOf(pieces));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`The export can’t be written to ${uri.fsPath}: ${reason}`);
  }
  void offerToOpen(uri, format);
}

/** Beside the script, if that is a file, else in the workspace. */
function defaultUri({ place, session }: Run, format: ExportFormat): vscode.Uri {
  const name = exportName(session.title, format);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (place.script.scheme === 'file') return vscode.Uri.joinPath(place.script, '..', name);
  return folder ? vscode.Uri.joinPath(folder, name) : vscode.Uri.file(name);
}

function bytesOf(pieces: Iterable<string>): Uint8Array {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  for (const piece of pieces) parts.push(encoder.encode(piece));
  return Buffer.concat(parts);
}

async function offerToOpen(uri: vscode.Uri, format: ExportFormat): Promise<void> {
  const name = uri.path.split('/').at(-1) ?? uri.path;
  const open = 'Open';
  const message = `Exported to ${name}. ${EXPORT_FORMATS[format].detail}.`;
  if ((await vscode.window.showInformationMessage(message, open)) === open) {
    await vscode.commands.executeCommand('vscode.open', uri, vscode.ViewColumn.Beside);
  }
}
