// The edge at which errors are caught: what the user can mend is shown, once and as it is; our
// own bugs go to the log with their stack, and are shown briefly.

import * as vscode from 'vscode';
import { UserError } from '../core/base/errors.ts';

/** Does what it should and never rejects: the reporter owns the failure. */
export type Guarded<A extends readonly unknown[]> = (...args: A) => Promise<void>;

export class Reporter implements vscode.Disposable {
  private readonly log: vscode.LogOutputChannel;

  constructor() {
    this.log = vscode.window.createOutputChannel('Weft', { log: true });
  }

  dispose(): void {
    this.log.dispose();
  }

  showLog(): void {
    this.log.show();
  }

  /** Wraps a handler of VS Code's, so that its failure is reported here and nowhere else. */
  guard<A extends readonly unknown[]>(handler: (...args: A) => unknown): Guarded<A> {
    return async (...args) => {
      try {
        await handler(...args);
      } catch (error) {
        this.report(error);
      }
    };
  }

  /** As `guard`, for events and callbacks whose end nobody waits for. */
  detach<A extends readonly unknown[]>(handler: (...args: A) => unknown): (...args: A) => void {
    const guarded = this.guard(handler);
    return (...args) => void guarded(...args);
  }

  /** Shows an error. Returns at once; the notification has its own life. */
  report(error: unknown): void {
    if (error instanceof UserError) {
      this.log.warn(error.message);
      void vscode.window.showErrorMessage(error.message);
      return;
    }
    this.logBug(error);
    void this.showBug(error instanceof Error ? error.message : String(error));
  }

  /** For a failure that somebody else shows. */
  logBug(error: unknown): void {
    this.log.error(error instanceof Error ? error : String(error));
  }

  private async showBug(message: string): Promise<void> {
    const showLog = 'Show Log';
    const text = `Weft failed: ${message}`;
    if ((await vscode.window.showErrorMessage(text, showLog)) === showLog) this.showLog();
  }
}
