// Keeps one booted worker ready, so that every run after the first starts at once.

import type { Disposable } from '../core/base/disposable.ts';
import { UserError } from '../core/base/errors.ts';
import type { RuntimePort, StartRuntime } from './runtimePort.ts';

/** A worker that boots or has booted; `isAlive` turns false when it can't be used any more. */
interface Spare {
  readonly port: Promise<RuntimePort>;
  isAlive: boolean;
}

export class RuntimePool implements Disposable {
  private readonly boot: StartRuntime;
  private spare: Spare | undefined;
  private isDisposed = false;

  constructor(boot: StartRuntime) {
    this.boot = boot;
  }

  /** The spare if there is one; begins to boot the next. The caller disposes what it gets. */
  readonly take: StartRuntime = async () => {
    if (this.isDisposed) throw new UserError('Weft is shutting down; start the run again.');
    const spare = this.spare;
    this.spare = undefined;
    const port = await this.usable(spare);
    this.warm();
    return port;
  };

  /** Begins to boot a spare if there is none. */
  warm(): void {
    if (this.isDisposed || this.spare?.isAlive) return;
    const spare: Spare = { port: this.boot(), isAlive: true };
    this.spare = spare;
    spare.port.then(
      (port) => port.onExit(() => (spare.isAlive = false)),
      // Nobody asked for this one: the next `take` boots its own and reports what is wrong.
      () => (spare.isAlive = false),
    );
  }

  dispose(): void {
    this.isDisposed = true;
    this.spare?.port.then(
      (port) => port.dispose(),
      () => undefined, // It never came to life.
    );
    this.spare = undefined;
  }

  private async usable(spare: Spare | undefined): Promise<RuntimePort> {
    if (!spare?.isAlive) return this.boot();
    try {
      const port = await spare.port;
      if (spare.isAlive) return port;
      port.dispose();
    } catch {
      // As in `warm`: a spare that failed to boot is replaced by one whose failure is reported.
    }
    return this.boot();
  }
}
