// The seam between a session and the worker that executes Python: messages only.

import type { Disposable } from '../core/base/disposable.ts';
import type { Listener } from '../core/base/emitter.ts';
import type { FromWorker, ToWorker } from '../core/protocol/worker.ts';

/** A worker that has a booted interpreter and waits for `launch`. */
export interface RuntimePort extends Disposable {
  send(message: ToWorker): void;
  readonly onMessage: (listener: Listener<FromWorker>) => Disposable;
  /** The worker ended although nobody asked it to; the text says why. */
  readonly onExit: (listener: Listener<string>) => Disposable;
  /** Ends the worker at once, whatever it is doing. */
  dispose(): void;
}

/** Gives a booted worker: the warm spare if there is one. @throws UserError if the machine can't. */
export type StartRuntime = () => Promise<RuntimePort>;
