// Findings of runs as entries of the Problems panel. They stay after the run, until the script
// runs again, their lines are edited, or the user clears them.

import * as vscode from 'vscode';
import { DisposableStore } from '../../core/base/disposable.ts';
import { unreachable } from '../../core/base/errors.ts';
import type { FindingView } from '../../core/protocol/panel.ts';
import type { Sources } from '../../core/recording/recording.ts';
import type { RunPlace } from '../place.ts';
import type { Reporter } from '../reporter.ts';
import type { Run, Runs } from '../runs.ts';
import { Turns } from '../turns.ts';
import { movedRange } from './movedRange.ts';
import { type Problem, problemsOf, type Severity } from './problems.ts';
import { rangeOfSpan } from './spanRange.ts';

const SOURCE = 'Weft';

export interface ShownProblem {
  readonly finding: FindingView;
  /** What has run. Each run has its own: tells runs apart without keeping their traces. */
  readonly sources: Sources;
  readonly place: RunPlace;
  readonly document: vscode.Uri;
  readonly diagnostic: vscode.Diagnostic;
}

export class ProblemsPanel implements vscode.Disposable {
  private readonly store = new DisposableStore();
  private readonly collection = this.store.add(
    vscode.languages.createDiagnosticCollection('Weft Findings'),
  );
  private shown: readonly ShownProblem[] = [];
  private readonly changes = this.store.add(new vscode.EventEmitter<boolean>());
  /** Opening documents takes time, and of a run's lists of findings only the newest counts. */
  private readonly turns = new Turns<Run>();

  /** Tells whether there are any. */
  readonly onChange = this.changes.event;

  constructor(runs: Runs, reporter: Reporter) {
    const show = reporter.detach((run: Run) => this.showFindings(run));
    this.store.add(
      runs.onOpen((run) => {
        this.forget(run);
        run.session.onFindings(() => show(run));
      }),
    );
    this.store.add(
      runs.onRecording((run) => {
        this.forget(run);
        show(run);
      }),
    );
    this.store.add(vscode.workspace.onDidChangeTextDocument((change) => this.follow(change)));
  }

  dispose(): void {
    this.store.dispose();
  }

  /** Those that touch a range of a document. */
  at(document: vscode.TextDocument, range: vscode.Range): readonly ShownProblem[] {
    const id = document.uri.toString();
    return this.shown.filter(
      (each) => each.document.toString() === id && each.diagnostic.range.intersection(range),
    );
  }

  clear(): void {
    this.show([]);
  }

  private async showFindings(run: Run): Promise<void> {
    const { findings, world, sources } = run.session;
    // What a run has found stays when it ends, although its threads are gone then.
    const isOver = world.outcome !== undefined;
    if (isOver && findings.length === 0) return;
    const isNewest = this.turns.begin(run);
    const problems = await Promise.all(
      findings.flatMap(problemsOf).map((each) => shownProblem(run, each)),
    );
    if (!isNewest()) return;
    this.turns.end(run);
    const others = this.shown.filter((each) => each.sources !== sources);
    this.show([...others, ...problems.flatMap((each) => each ?? [])]);
  }

  /** What was found in earlier runs of the same script. */
  private forget({ place: { script } }: Run): void {
    const isEarlier = ({ place }: { readonly place: RunPlace }): boolean =>
      place.script.toString() === script.toString();
    this.turns.endAll(isEarlier);
    this.show(this.shown.filter((each) => !isEarlier(each)));
  }

  private follow({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const id = document.uri.toString();
    if (!this.shown.some((each) => each.document.toString() === id)) return;
    if (contentChanges.length === 0) return;
    const moved = this.shown.flatMap((each) =>
      each.document.toString() === id ? (movedProblem(each, contentChanges) ?? []) : each,
    );
    this.show(moved);
  }

  private show(problems: readonly ShownProblem[]): void {
    if (problems.length === 0 && this.shown.length === 0) return;
    this.shown = problems;
    const files = Map.groupBy(problems, ({ document }) => document.toString());
    this.collection.clear();
    for (const members of files.values()) {
      const [first] = members;
      if (first) {
        this.collection.set(
          first.document,
          members.map(({ diagnostic }) => diagnostic),
        );
      }
    }
    this.changes.fire(problems.length > 0);
  }
}

/** Undefined if the file can't be opened: it is not there any more. */
async function shownProblem(run: Run, problem: Problem): Promise<ShownProblem | undefined> {
  const range = await rangeOfSpan(run.place, problem.span);
  if (!range) return undefined;
  const { message, severity, finding } = problem;
  const { place, session } = run;
  const diagnostic = new vscode.Diagnostic(range, message, severityFor(severity));
  diagnostic.source = SOURCE;
  diagnostic.code = finding.kind;
  diagnostic.relatedInformation = await relatedOf(run, problem);
  const document = place.uriOf(problem.span.file);
  return { finding, sources: session.sources, place, document, diagnostic };
}

async function relatedOf(
  { place }: Run,
  { related }: Problem,
): Promise<vscode.DiagnosticRelatedInformation[]> {
  const all = related.map(async ({ span, message }) => {
    const range = await rangeOfSpan(place, span);
    if (!range) return [];
    const location = new vscode.Location(place.uriOf(span.file), range);
    return [new vscode.DiagnosticRelatedInformation(location, message)];
  });
  return (await Promise.all(all)).flat();
}

function severityFor(severity: Severity): vscode.DiagnosticSeverity {
  switch (severity) {
    case 'error':
      return vscode.DiagnosticSeverity.Error;
    case 'warning':
      return vscode.DiagnosticSeverity.Warning;
    case 'information':
      return vscode.DiagnosticSeverity.Information;
    default:
      return unreachable(severity);
  }
}

function movedProblem(
  problem: ShownProblem,
  changes: readonly vscode.TextDocumentContentChangeEvent[],
): ShownProblem | undefined {
  let range: ReturnType<typeof movedRange> = problem.diagnostic.range;
  // VS Code orders changes from the last in the document to the first: they don't interfere.
  for (const change of changes) range = range && movedRange(range, change);
  if (!range) return undefined;
  const { start, end } = range;
  const { diagnostic } = problem;
  diagnostic.range = new vscode.Range(start.line, start.character, end.line, end.character);
  return problem;
}
