// Entry of the worker in Node: reads the interpreter's files, boots, waits for `launch`. It serves
// one run after the other if it is asked to `reset` between them. The only file of the runtime that
// knows Node.

import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { parentPort } from 'node:worker_threads';
import { zstdDecompress } from 'node:zlib';
import type { ExploreRequest } from '../core/protocol/explore.ts';
import type { FromWorker, LaunchRequest, ToWorker } from '../core/protocol/worker.ts';
import { SharedNumbers } from '../core/trace/sharedNumbers.ts';
import type { RealTime } from './driver.ts';
import { Exploration } from './explore/exploration.ts';
import { PreparedStarts } from './explore/preparedStart.ts';
import { Program } from './program.ts';
import type { RestoredMachine } from './restore.ts';
import { restoreMachine } from './restore.ts';
import { WarmUp } from './warmUp.ts';

const here = new URL('./', import.meta.url);
const port = parentPort;
if (!port) throw new Error('internal error: this file is to be run as a worker');

function send(message: FromWorker): void {
  const buffer = message.kind === 'batch' ? message.batch.numbers.buffer : undefined;
  port?.postMessage(message, buffer instanceof ArrayBuffer ? [buffer] : []);
}

const time: RealTime = {
  now: () => performance.now(),
  after(milliseconds, callback) {
    if (milliseconds <= 0) {
      const immediate = setImmediate(callback);
      return () => clearImmediate(immediate);
    }
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

async function boot(): Promise<RestoredMachine> {
  const decompress = promisify(zstdDecompress);
  const file = async (name: string): Promise<Uint8Array<ArrayBuffer>> =>
    decompress(await readFile(new URL(`${name}.zst`, here)));
  const [wasm, stdlib, snapshot] = await Promise.all([
    file('pyodide/pyodide.asm.wasm'),
    file('pyodide/python_stdlib.zip'),
    file('snapshot.bin'),
  ]);
  const baseUrl = new URL('pyodide/', here).href;
  return restoreMachine({ baseUrl, wasm, stdlib }, snapshot);
}

function fail(error: unknown): void {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  send({ kind: 'failed', message });
}

process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);

type ToProgram = Exclude<ToWorker, { kind: 'launch' | 'reset' | 'explore' | 'stopExploring' }>;

/** Runs what it is told to, one program at a time. */
class Service {
  private readonly restored: RestoredMachine;
  private readonly memory = new SharedNumbers();
  private program: Program | undefined;
  private exploration: Exploration | undefined;
  private readonly starts = new PreparedStarts();
  private warmUp: WarmUp | undefined;
  /** Breakpoints that are set before the first line runs. */
  private early: ToProgram[] = [];

  constructor(restored: RestoredMachine) {
    this.restored = restored;
  }

  /** Until somebody wants something. */
  waitWarm(): void {
    this.warmUp = new WarmUp(this.restored, time, () => send({ kind: 'warm' }));
  }

  announce(): void {
    send({ kind: 'booted', python: this.restored.layout.pythonVersion });
  }

  receive(message: ToWorker): void {
    this.warmUp?.end();
    this.warmUp = undefined;
    switch (message.kind) {
      case 'launch':
        return this.launch(message.launch);
      case 'reset':
        return this.reset();
      case 'explore':
        return this.explore(message.request);
      case 'stopExploring':
        return this.exploration?.stop();
      default:
        if (this.program) return this.program.receive(message);
        if (message.kind === 'setBreakpoints' || message.kind === 'setControl') {
          this.early.push(message);
        }
    }
  }

  private explore(request: ExploreRequest): void {
    const { restored, starts } = this;
    this.exploration = new Exploration(restored, request, { time, send, starts });
    this.exploration.next();
  }

  private launch(launch: LaunchRequest): void {
    const { restored, memory } = this;
    const program = new Program(restored.machine, restored, launch, { time, send, memory });
    this.program = program;
    for (const message of this.early.splice(0)) program.receive(message);
    program.start();
  }

  private reset(): void {
    const isIntact = (this.program ?? this.exploration)?.isOverAndIntact === true;
    this.program = undefined;
    this.exploration = undefined;
    if (isIntact && this.restored.snapshot.reset()) return this.announce();
    send({ kind: 'failed', message: 'The interpreter can’t be used for another run.' });
  }
}

try {
  const service = new Service(await boot());
  port.on('message', (message: ToWorker) => service.receive(message));
  service.announce();
  service.waitWarm();
} catch (error) {
  fail(error);
}
