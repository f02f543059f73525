// Tests that may use threads in VS Code's Test Explorer: explored, run once, or debugged.

import * as vscode from 'vscode';
import { assert } from '../../core/base/errors.ts';
import { DisposableStore } from '../../core/base/disposable.ts';
import { failureMarkdown } from '../../core/exploration/reportText.ts';
import type { CheckResult, Failure } from '../../core/exploration/report.ts';
import { verdictText } from '../../core/exploration/verdictText.ts';
import { configurationFor } from '../debugConfiguration.ts';
import type { Explorations, Subject } from '../exploration/explorations.ts';
import { startDebugging } from '../launchRun.ts';
import { Place } from '../place.ts';
import type { Reporter } from '../reporter.ts';
import { TestFiles } from './testFiles.ts';
import { TestTree, type TestPlace } from './testTree.ts';

export interface TestExplorerOptions {
  readonly explorations: Explorations;
  readonly reporter: Reporter;
}

export class TestExplorer implements vscode.Disposable {
  private readonly options: TestExplorerOptions;
  private readonly store = new DisposableStore();
  private readonly controller: vscode.TestController;
  private readonly tree: TestTree;

  constructor(options: TestExplorerOptions) {
    this.options = options;
    this.controller = this.store.add(vscode.tests.createTestController('weft', 'Weft'));
    this.tree = new TestTree(this.controller);
    const { reporter } = options;
    const owner = reporter.detach((action: () => Promise<void>) => action());
    const files = this.store.add(new TestFiles(this.tree, owner));
    this.controller.refreshHandler = () => files.find();
    this.profile('Explore Schedules', vscode.TestRunProfileKind.Run, true);
    this.profile('Run Once', vscode.TestRunProfileKind.Run, false);
    const debug = reporter.guard((request: vscode.TestRunRequest) => this.debug(request));
    this.store.add(
      this.controller.createRunProfile('Debug', vscode.TestRunProfileKind.Debug, debug, true),
    );
  }

  dispose(): void {
    this.store.dispose();
  }

  private profile(label: string, kind: vscode.TestRunProfileKind, isExploring: boolean): void {
    const run = this.options.reporter.guard(
      (request: vscode.TestRunRequest, token: vscode.CancellationToken) =>
        this.run(request, token, isExploring),
    );
    this.store.add(this.controller.createRunProfile(label, kind, run, isExploring));
  }

  private async run(
    request: vscode.TestRunRequest,
    token: vscode.CancellationToken,
    isExploring: boolean,
  ): Promise<void> {
    const run = this.controller.createTestRun(request);
    const tests = this.tree.testsOf(request);
    for (const test of tests) run.enqueued(test);
    const pool = await this.options.explorations.open();
    try {
      for (const test of tests) {
        const place = this.tree.placeOf(test);
        if (token.isCancellationRequested || !place) break;
        run.started(test);
        const schedules = isExploring ? undefined : 1;
        const subject = subjectOf(place, schedules);
        const { result } = await this.options.explorations.run(subject, pool, token);
        report(run, test, place, result);
      }
    } finally {
      pool.dispose();
      run.end();
    }
  }

  private async debug(request: vscode.TestRunRequest): Promise<void> {
    const [test] = this.tree.testsOf(request);
    const place = test && this.tree.placeOf(test);
    if (!place) return;
    const configuration = configurationFor(place.uri, { test: place.test });
    await startDebugging(vscode.workspace.getWorkspaceFolder(place.uri), configuration);
  }
}

function subjectOf({ uri, test }: TestPlace, schedules: number | undefined): Subject {
  return { place: new Place(uri), test, title: test, schedules };
}

function report(
  run: vscode.TestRun,
  test: vscode.TestItem,
  place: TestPlace,
  result: CheckResult,
): void {
  const duration = result.seconds * 1000;
  run.appendOutput(`${place.test}: ${verdictText(result)}\r\n`, undefined, test);
  const { verdict } = result;
  switch (verdict.kind) {
    case 'failed': {
      const messages = result.failures.map((failure) => messageOf(failure, test, place, result));
      assert(messages.length > 0, 'what failed has a failure');
      return run.failed(test, messages, duration);
    }
    case 'skipped':
      return run.skipped(test);
    case 'unusable':
    case 'nondeterministic':
      return run.errored(test, new vscode.TestMessage(verdictText(result)), duration);
    case 'notProved':
    case 'incomplete':
      // What was cancelled has no result.
      return verdict.ended === 'cancelled' ? run.skipped(test) : run.passed(test, duration);
    case 'passed':
    case 'verified':
      return run.passed(test, duration);
  }
}

function messageOf(
  failure: Failure,
  test: vscode.TestItem,
  { uri }: TestPlace,
  { target }: CheckResult,
): vscode.TestMessage {
  const message = new vscode.TestMessage(
    new vscode.MarkdownString(failureMarkdown(failure, target)),
  );
  const { place } = failure;
  if (place) {
    const at = new vscode.Position(place.line - 1, place.column - 1);
    message.location = new vscode.Location(new Place(uri).uriOf(place.file), at);
  } else if (test.range) {
    message.location = new vscode.Location(uri, test.range);
  }
  return message;
}
