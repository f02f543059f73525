// One execution of a run once more, on a worker of its own, up to where it is sent. What it does is
// compared with the recording as it comes.

import { DisposableStore, type Disposable } from '../../core/base/disposable.ts';
import { UserError } from '../../core/base/errors.ts';
import type { FromWorker, LaunchRequest } from '../../core/protocol/worker.ts';
import type { TraceBatch } from '../../core/trace/batch.ts';
import type { Trace } from '../../core/trace/trace.ts';
import { TraceCheck } from '../../core/trace/traceCheck.ts';
import type { Stops } from '../debugLink.ts';
import type { RuntimePort } from '../runtimePort.ts';

export interface ReExecutionOptions {
  /** Disposed with the execution. */
  readonly port: RuntimePort;
  /** Says where to go to. */
  readonly launch: LaunchRequest;
  /** Where it would stop; on the way it only notes that. */
  readonly stops: Stops;
  readonly recorded: Trace;
}

/** The worker stands, most likely where it was sent to. */
export type Arrival = Extract<FromWorker, { kind: 'paused' }>;

const CANT = 'Can’t go there:';
/** Milliseconds that a worker has to end its run, so that it can be used again. */
const END_GRACE = 500;

export class ReExecution implements Disposable {
  readonly port: RuntimePort;
  readonly check: TraceCheck;
  /** All that it has done, as it came. */
  readonly batches: TraceBatch[] = [];
  private readonly options: ReExecutionOptions;
  private fail: (text: string) => void = () => undefined;

  constructor(options: ReExecutionOptions) {
    this.options = options;
    this.port = options.port;
    this.check = new TraceCheck(options.recorded);
  }

  /** @throws UserError if it takes another way than was recorded, or does not come there. */
  arrive(): Promise<Arrival> {
    const { launch, stops } = this.options;
    const listeners = new DisposableStore();
    return new Promise<Arrival>((resolve, reject) => {
      this.fail = (text) => reject(new UserError(text));
      listeners.add(this.port.onExit((reason) => this.fail(`${CANT} ${reason}`)));
      listeners.add(this.port.onMessage((message) => this.receive(message, resolve)));
      this.port.send({ kind: 'setBreakpoints', ...stops });
      this.port.send({ kind: 'launch', launch });
    }).finally(() => listeners.dispose());
  }

  /** It is not wanted there any more. @param why for who waits for its arrival */
  cancel(why: string): void {
    this.fail(why);
  }

  private receive(message: FromWorker, arrived: (pause: Arrival) => void): void {
    switch (message.kind) {
      case 'batch': {
        this.batches.push(message.batch);
        const step = this.check.difference(message.batch);
        if (step !== undefined) this.fail(`${CANT} ${divergence(step)}`);
        return;
      }
      case 'paused':
        if (message.reason === 'suspect') return this.port.send({ kind: 'continue' });
        return arrived(message);
      case 'ended':
        return this.fail(`${CANT} run once more, the program ended before it had come there.`);
      case 'failed':
        return this.fail(`${CANT} ${message.message}`);
      default:
        return undefined;
    }
  }

  dispose(): void {
    void this.end();
  }

  /** Ends the run, so that the worker can be used again; never rejects. */
  end(): Promise<void> {
    const { port } = this;
    const listeners = new DisposableStore();
    return new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, END_GRACE);
      listeners.add({ dispose: () => clearTimeout(timer) });
      listeners.add(
        port.onMessage(({ kind }) => {
          if (kind === 'ended' || kind === 'failed') resolve();
        }),
      );
      port.send({ kind: 'stop' });
    }).finally(() => {
      listeners.dispose();
      port.dispose();
    });
  }
}

export function divergence(step: number): string {
  return (
    `run once more, the program did something else at step ${step.toLocaleString('en-US')}. ` +
    'What was typed in the console or set in a variable may have changed it.'
  );
}
