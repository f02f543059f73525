// Starts runtime workers for the editor, and keeps one spare. The only file here that knows
// which kind of worker: a browser's extension host will have its own.

import * as vscode from 'vscode';
import type { Disposable } from '../core/base/disposable.ts';
import type { RuntimePool } from '../session/runtimePool.ts';
import type { RuntimePort } from '../session/runtimePort.ts';

export class Runtimes implements Disposable {
  private readonly extension: vscode.Uri;
  private pool: Promise<RuntimePool> | undefined;
  private isDisposed = false;

  constructor(extension: vscode.Uri) {
    this.extension = extension;
  }

  /** The spare worker if there is one. */
  readonly take = async (): Promise<RuntimePort> => (await this.opened()).take();

  /** Boots a spare worker, so that the next run starts at once. */
  async warm(): Promise<void> {
    (await this.opened()).warm();
  }

  dispose(): void {
    this.isDisposed = true;
    // A pool that could not be made was reported to whoever asked for it.
    this.pool?.then(
      (pool) => pool.dispose(),
      () => undefined,
    );
  }

  private opened(): Promise<RuntimePool> {
    this.pool ??= this.open();
    return this.pool;
  }

  /** Loaded when it is needed first: activation must be fast. */
  private async open(): Promise<RuntimePool> {
    const [{ startNodeRuntime }, { RuntimePool }] = await Promise.all([
      import('../session/nodeRuntime.ts'),
      import('../session/runtimePool.ts'),
    ]);
    const worker = vscode.Uri.joinPath(this.extension, 'dist', 'worker.mjs').fsPath;
    const pool = new RuntimePool(() => startNodeRuntime({ worker }));
    if (this.isDisposed) pool.dispose();
    return pool;
  }
}
