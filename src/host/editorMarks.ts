// Marks each thread's current line in the visible editors with its name and state, while the run
// is paused or slow enough to follow. Draws what threadMarks says; decides nothing about threads.

import * as vscode from 'vscode';
import { DisposableStore } from '../core/base/disposable.ts';
import { COLORS } from './ids.ts';
import type { Run, Runs } from './runs.ts';
import { currentSettings } from './currentSettings.ts';
import { type LineMark, lineMarks, type MarkKind } from './threadMarks.ts';
import { Throttle } from './throttle.ts';

/** Milliseconds between two drawings: ten a second can be read. */
const INTERVAL = 100;
const FASTEST_TO_FOLLOW = 2;

const LOOKS: Readonly<Record<MarkKind, string>> = {
  running: COLORS.running,
  ready: COLORS.ready,
  blocked: COLORS.blocked,
  waiting: COLORS.waiting,
  sleeping: COLORS.sleeping,
  stuck: COLORS.deadlocked,
  holds: COLORS.owner,
};
const KINDS = Object.keys(LOOKS).filter((kind): kind is MarkKind => kind in LOOKS);

export class EditorMarks implements vscode.Disposable {
  private readonly runs: Runs;
  private readonly store = new DisposableStore();
  private readonly types: ReadonlyMap<MarkKind, vscode.TextEditorDecorationType>;
  private readonly redraw: Throttle;
  /** What each editor with marks shows, by kind: as text, with the version of the document. */
  private readonly shown = new WeakMap<vscode.TextEditor, Map<MarkKind, string>>();

  constructor(runs: Runs, extension: vscode.Uri) {
    this.runs = runs;
    this.types = new Map(KINDS.map((kind) => [kind, this.store.add(typeOf(kind, extension))]));
    this.redraw = this.store.add(new Throttle(INTERVAL, () => this.draw()));
    const soon = () => this.redraw.request();
    this.store.add(runs.onChange(soon));
    this.store.add(runs.onBatch(soon));
    this.store.add(vscode.window.onDidChangeVisibleTextEditors(soon));
    this.store.add(vscode.workspace.onDidChangeConfiguration(soon));
  }

  dispose(): void {
    this.store.dispose();
  }

  private draw(): void {
    const run = this.runs.active;
    const world = this.runs.shownWorld;
    const isSeen = vscode.window.visibleTextEditors.length > 0;
    if (!run || !world || !isSeen || !this.isFollowed(run)) return this.clear();
    const { tables, names, findings, state, debug } = run.session;
    const { frozen } = debug.control;
    // Positions are those of now, also where an earlier step is shown.
    const isNow = this.runs.pastStep === undefined;
    const positions = isNow && state.kind === 'paused' ? state.positions : undefined;
    const marks = lineMarks({ world, tables, names, findings, positions, frozen });
    for (const editor of vscode.window.visibleTextEditors) this.drawIn(editor, run, marks);
  }

  /** What moves too fast to be read is not marked. */
  private isFollowed({ session, debugSession }: Run): boolean {
    if (!currentSettings().hasEditorMarks) return false;
    // A recording and an earlier step stand still.
    if (debugSession === undefined || this.runs.pastStep !== undefined) return true;
    const { kind } = session.state;
    if (kind === 'paused' || kind === 'waitingForInput') return true;
    return kind === 'running' && session.speed <= FASTEST_TO_FOLLOW;
  }

  private drawIn(editor: vscode.TextEditor, run: Run, marks: readonly LineMark[]): void {
    const id = editor.document.uri.toString();
    const here = marks.filter(
      (mark) =>
        mark.line <= editor.document.lineCount && run.place.uriOf(mark.file).toString() === id,
    );
    const shown = this.shown.get(editor) ?? new Map<MarkKind, string>();
    this.shown.set(editor, shown);
    for (const [kind, type] of this.types) {
      const ofKind = here.filter((mark) => mark.kind === kind);
      const text = JSON.stringify([editor.document.version, ofKind]);
      if (text === shown.get(kind)) continue;
      shown.set(kind, text);
      editor.setDecorations(
        type,
        ofKind.map((mark) => decorationOf(mark, editor.document)),
      );
    }
  }

  private clear(): void {
    for (const editor of vscode.window.visibleTextEditors) {
      if (!this.shown.delete(editor)) continue;
      for (const type of this.types.values()) editor.setDecorations(type, []);
    }
  }
}

function typeOf(kind: MarkKind, extension: vscode.Uri): vscode.TextEditorDecorationType {
  const icon = vscode.Uri.joinPath(extension, 'media', 'marks', `${kind}.svg`);
  const color = new vscode.ThemeColor(LOOKS[kind]);
  return vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    gutterIconPath: icon,
    gutterIconSize: 'contain',
    overviewRulerColor: color,
    overviewRulerLane: vscode.OverviewRulerLane.Right,
    after: { color, margin: '0 0 0 2em', fontStyle: 'italic' },
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
}

function decorationOf(mark: LineMark, document: vscode.TextDocument): vscode.DecorationOptions {
  const hoverMessage = new vscode.MarkdownString();
  for (const detail of mark.details) hoverMessage.appendText(`${detail}\n`);
  return {
    range: document.lineAt(mark.line - 1).range,
    hoverMessage,
    renderOptions: { after: { contentText: mark.text } },
  };
}
