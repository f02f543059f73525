// Workers that serve one run after the other: what tests and the search through schedules use. A
// worker whose last run did it harm is ended, and the next run boots another.

import { DisposableStore, type Disposable } from '../core/base/disposable.ts';
import { Emitter } from '../core/base/emitter.ts';
import type { FromWorker, ToWorker } from '../core/protocol/worker.ts';
import type { RuntimePort, StartRuntime } from './runtimePort.ts';

/** A booted worker; `isAlive` turns false when it can't be used any more. */
interface Worker {
  readonly port: RuntimePort;
  isAlive: boolean;
}

export class ReusingPool implements Disposable {
  private readonly boot: StartRuntime;
  /** Those that nobody uses; most have been reset already. */
  private readonly idle: Promise<Worker>[] = [];
  private isDisposed = false;

  constructor(boot: StartRuntime) {
    this.boot = boot;
  }

  /** An idle worker, else a new one; it comes back when the caller disposes what it got. */
  readonly take: StartRuntime = async () => {
    for (let next = this.idle.shift(); next; next = this.idle.shift()) {
      const worker = await next;
      if (worker.isAlive) return this.lend(worker);
    }
    const worker: Worker = { port: await this.boot(), isAlive: true };
    worker.port.onExit(() => (worker.isAlive = false));
    return this.lend(worker);
  };

  /** Ends the idle workers; those in use end when they are given back. */
  dispose(): void {
    this.isDisposed = true;
    for (const idle of this.idle.splice(0)) void idle.then(({ port }) => port.dispose());
  }

  private lend(worker: Worker): RuntimePort {
    return new Lease(worker.port, () => {
      if (this.isDisposed) worker.port.dispose();
      else this.idle.push(reset(worker));
    });
  }
}

/** Never rejects: a worker that can't be reset is ended, and is no longer alive. */
function reset(worker: Worker): Promise<Worker> {
  const { port } = worker;
  return new Promise((resolve) => {
    const listeners = new DisposableStore();
    const settle = (isAlive: boolean): void => {
      listeners.dispose();
      worker.isAlive = isAlive;
      if (!isAlive) port.dispose();
      resolve(worker);
    };
    listeners.add(port.onExit(() => settle(false)));
    listeners.add(
      port.onMessage(({ kind }) => {
        if (kind === 'booted' || kind === 'failed') settle(kind === 'booted');
      }),
    );
    port.send({ kind: 'reset' });
  });
}

/** A worker for the time of one run. */
class Lease implements RuntimePort {
  private readonly worker: RuntimePort;
  private readonly giveBack: () => void;
  private readonly store = new DisposableStore();
  private readonly messages = this.store.add(new Emitter<FromWorker>());
  private readonly exits = this.store.add(new Emitter<string>());
  private hasEnded = false;
  private isDisposed = false;

  readonly onMessage = this.messages.on;
  readonly onExit = this.exits.on;

  constructor(worker: RuntimePort, giveBack: () => void) {
    this.worker = worker;
    this.giveBack = giveBack;
    this.store.add(worker.onExit((reason) => this.exits.fire(reason)));
    this.store.add(
      worker.onMessage((message) => {
        this.hasEnded ||= message.kind === 'ended' || message.kind === 'explored';
        this.messages.fire(message);
      }),
    );
  }

  send(message: ToWorker): void {
    if (!this.isDisposed) this.worker.send(message);
  }

  /** A run that has not ended by itself is ended with its worker. */
  dispose(): void {
    if (this.isDisposed) return;
    this.isDisposed = true;
    this.store.dispose();
    if (this.hasEnded) this.giveBack();
    else this.worker.dispose();
  }
}
