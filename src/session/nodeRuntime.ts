// The Node edge: starts the runtime worker in a worker thread and turns it into a RuntimePort.
// Nothing that the worker prints by itself reaches the host's own streams.

import * as v8 from 'node:v8';
import { Worker } from 'node:worker_threads';

import type { Disposable } from '../core/base/disposable.ts';
import { Emitter } from '../core/base/emitter.ts';
import { UserError } from '../core/base/errors.ts';
import type { FromWorker, ToWorker } from '../core/protocol/worker.ts';
import { SharedNumbersReader } from '../core/trace/sharedNumbers.ts';
import { hasJspi, jspiSupport } from './jspi.ts';
import type { RuntimePort } from './runtimePort.ts';

export interface NodeRuntimeOptions {
  /** `dist/worker.mjs`; absolute path or file URL. */
  readonly worker: string | URL;
  /** Passed to the worker as it is. */
  readonly workerData?: unknown;
  /** Milliseconds until a worker that does not boot is given up. */
  readonly bootTimeout?: number;
}

/** The machine, not the program, is the reason why a run can't begin. */
export class RuntimeStartError extends UserError {}

/** JavaScript heap of the worker; Python's memory is limited apart from it. */
const HEAP_MB = 1_024;
const BOOT_TIMEOUT = 60_000;
/** Characters of the worker's own stderr that are kept for the message about its death. */
const STDERR_TAIL = 1_000;

/** @throws RuntimeStartError if this machine can't run the worker or the worker does not boot. */
export async function startNodeRuntime(options: NodeRuntimeOptions): Promise<RuntimePort> {
  enableJspi();
  const port = new WorkerPort(options);
  try {
    await booted(port, options.bootTimeout ?? BOOT_TIMEOUT);
    return port;
  } catch (error) {
    port.dispose();
    throw error;
  }
}

function enableJspi(): void {
  const support = jspiSupport(hasJspi(), process.versions.node);
  if (support.kind === 'absent') throw new RuntimeStartError(support.message);
  if (support.kind === 'flags') for (const flag of support.flags) v8.setFlagsFromString(flag);
}

function booted(port: WorkerPort, timeout: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string) =>
      reject(new RuntimeStartError(`The Python runtime could not start: ${reason}`));
    const timer = setTimeout(() => fail(`no answer in ${timeout / 1000} seconds.`), timeout);
    const listeners: Disposable[] = [];
    const settle = (act: () => void) => {
      clearTimeout(timer);
      for (const listener of listeners) listener.dispose();
      act();
    };
    listeners.push(
      port.onMessage((message) => {
        if (message.kind === 'booted') settle(resolve);
        else if (message.kind === 'failed') settle(() => fail(message.message));
      }),
      port.onExit((reason) => settle(() => fail(reason))),
    );
  });
}

class WorkerPort implements RuntimePort {
  private readonly messages = new Emitter<FromWorker>();
  private readonly exits = new Emitter<string>();
  private readonly worker: Worker;
  private readonly batches = new SharedNumbersReader();
  private stderrTail = '';
  private trouble: string | undefined;
  private isDisposed = false;

  readonly onMessage = this.messages.on;
  readonly onExit = this.exits.on;

  constructor(options: NodeRuntimeOptions) {
    this.worker = new Worker(options.worker, {
      name: 'weft-runtime',
      workerData: options.workerData,
      env: {},
      argv: [],
      execArgv: [],
      stdin: false,
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    this.listen();
  }

  send(message: ToWorker): void {
    if (!this.isDisposed) this.worker.postMessage(message);
  }

  dispose(): void {
    if (this.isDisposed) return;
    this.isDisposed = true;
    this.messages.dispose();
    this.exits.dispose();
    // Rejects never; the thread's end is of no interest to anybody any more.
    void this.worker.terminate();
  }

  private listen(): void {
    this.worker.stdout.resume();
    this.worker.stderr.on('data', (text: Buffer) => {
      this.stderrTail = (this.stderrTail + text.toString()).slice(-STDERR_TAIL);
    });
    // The worker is our own code: its messages are what the protocol says.
    this.worker.on('message', (message: FromWorker) => this.messages.fire(this.owned(message)));
    this.worker.on('messageerror', (error) => (this.trouble = error.message));
    this.worker.on('error', (error) => (this.trouble = describe(error)));
    this.worker.on('exit', (code) => this.exits.fire(this.reasonOfExit(code)));
  }

  /** The worker's memory for batches goes back to it at once. */
  private owned(message: FromWorker): FromWorker {
    if (message.kind !== 'batch') return message;
    return { ...message, batch: this.batches.own(message.batch) };
  }

  private reasonOfExit(code: number): string {
    if (this.trouble !== undefined) return this.trouble;
    const said = this.stderrTail.trim();
    return `the worker ended with code ${code}${said ? `: ${said}` : ''}.`;
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return 'it needed more memory than Weft allows a run to use.';
  }
  return error.message;
}
