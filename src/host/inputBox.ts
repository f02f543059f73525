// Answers `input()` with an input box, one question after the other. Whoever closes the box has
// ended the input, as Ctrl+D does in a terminal, and is told so.

import * as vscode from 'vscode';
import type { Disposable } from '../core/base/disposable.ts';
import type { Reporter } from './reporter.ts';
import type { LiveRun, Runs } from './runs.ts';

export function answerInput(runs: Runs, reporter: Reporter): Disposable {
  let last = Promise.resolve();
  return runs.onOpen((run) => {
    run.session.onInputWanted((prompt) => {
      const ask = reporter.guard(() => askFor(run, prompt));
      last = last.then(ask);
    });
  });
}

async function askFor(run: LiveRun, prompt: string): Promise<void> {
  const { session } = run;
  if (session.end) return;
  const closing = new vscode.CancellationTokenSource();
  const listener = session.onEnd(() => closing.cancel());
  try {
    const line = await vscode.window.showInputBox(boxFor(session.title, prompt), closing.token);
    if (session.end) return;
    session.provideInput(line);
    if (line === undefined) tellEndOfFile(session.title);
  } finally {
    listener.dispose();
    closing.dispose();
  }
}

function boxFor(title: string, prompt: string): vscode.InputBoxOptions {
  return {
    title: `Input for ${title}`,
    prompt: prompt.trim() || 'The program reads a line.',
    placeHolder: 'Escape ends the input',
    ignoreFocusOut: true,
  };
}

function tellEndOfFile(title: string): void {
  void vscode.window.showInformationMessage(
    `The input of ${title} has ended: input() raises EOFError.`,
  );
}
