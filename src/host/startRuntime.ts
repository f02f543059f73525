// Starts runtime workers for the editor, and keeps one spare. The only file here that knows
// which kind of worker: a browser's extension host will have its own.

import * as vscode from 'vscode';
import type { Disposable } from '../core/base/disposable.ts';
import type { RuntimePool } from '../session/runtimePool.ts';
import type { RuntimePort, StartRuntime } from '../session/runtimePort.ts';

/** Workers that serve one run after the other. */
export interface ExplorerPool extends Disposable {
  readonly take: StartRuntime;
  /** How many to use at once. */
  readonly workers: number;
}

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

  /** New workers for an exploration, on all cores; whoever asks for them disposes them. */
  async explorers(): Promise<ExplorerPool> {
    const [{ startNodeRuntime }, { ReusingPool }, { availableParallelism }] = await Promise.all([
      import('../session/nodeRuntime.ts'),
      import('../session/reusingPool.ts'),
      import('node:os'),
    ]);
    const pool = new ReusingPool(() => startNodeRuntime({ worker: this.worker }));
    return { take: pool.take, workers: availableParallelism(), dispose: () => pool.dispose() };
  }

  dispose(): void {
    this.isDisposed = true;
    // A pool that could not be made was reported to whoever asked for it.
    this.pool?.then(
      (pool) => pool.dispose(),
      () => undefined,
    );
  }

  private get worker(): string {
    return vscode.Uri.joinPath(this.extension, 'dist', 'worker.mjs').fsPath;
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
    const pool = new RuntimePool(() => startNodeRuntime({ worker: this.worker }));
    if (this.isDisposed) pool.dispose();
    return pool;
  }
}
