// A runtime port whose worker is the test: it sees what a session sends and says what it likes.

import { Emitter } from '../../../src/core/base/emitter.ts';
import type { InspectAnswer, InspectQuery } from '../../../src/core/protocol/debug.ts';
import { NO_THREAD, type Step } from '../../../src/core/base/ids.ts';
import type { FromWorker, ToWorker } from '../../../src/core/protocol/worker.ts';
import type { TraceBatch } from '../../../src/core/trace/batch.ts';
import { BatchWriter, writeEvent } from '../../../src/core/trace/encode.ts';
import type { EventBody, TraceEvent } from '../../../src/core/trace/events.ts';
import type { Trace } from '../../../src/core/trace/trace.ts';
import type { RuntimePort } from '../../../src/session/runtimePort.ts';
import { runHeader } from '../runHeader.ts';

const NOT_STANDING: InspectAnswer = { kind: 'error', message: 'The run does not stand.' };

export class FakeRuntime implements RuntimePort {
  readonly sent: ToWorker[] = [];
  isDisposed = false;
  /** What it says to questions; a test that wants no answer sets one that gives undefined. */
  answer: (query: InspectQuery) => InspectAnswer | undefined = () => NOT_STANDING;
  /** What else it does with what a session sends. */
  onSend: (message: ToWorker) => void = () => undefined;
  private readonly messages = new Emitter<FromWorker>();
  private readonly exits = new Emitter<string>();
  private readonly writer = new BatchWriter();

  readonly onMessage = this.messages.on;
  readonly onExit = this.exits.on;

  get kinds(): string[] {
    return this.sent.map((message) => message.kind);
  }

  send(message: ToWorker): void {
    this.sent.push(message);
    this.onSend(message);
    if (message.kind === 'inspect') queueMicrotask(() => this.inspected(message.id, message.query));
  }

  dispose(): void {
    this.isDisposed = true;
  }

  says(message: FromWorker): void {
    this.messages.fire(message);
  }

  private inspected(id: number, query: InspectQuery): void {
    const answer = this.answer(query);
    if (answer !== undefined) this.says({ kind: 'inspected', id, answer });
  }

  starts(): void {
    this.says({ kind: 'started', header: runHeader() });
  }

  /** All of a trace in one batch; the next `does` goes on from there. */
  plays(trace: Trace): void {
    for (const event of trace.events()) writeEvent(this.writer, event);
    this.says({ kind: 'batch', batch: { ...this.writer.take(), ...trace.tables } });
  }

  /** Events of the scheduler at time 0, in one batch. */
  does(...bodies: readonly (EventBody & Partial<TraceEvent>)[]): TraceBatch {
    for (const body of bodies) writeEvent(this.writer, stamped(body));
    const batch = this.writer.take();
    this.says({ kind: 'batch', batch });
    return batch;
  }

  ends(exitCode = 0): void {
    const outcome = { kind: 'exited', exitCode } as const;
    this.does({ kind: 'end', outcome });
    this.says({ kind: 'ended', outcome, schedule: 'weft1_1_0_1_' });
  }

  dies(reason: string): void {
    this.exits.fire(reason);
  }
}

function stamped(body: EventBody & Partial<TraceEvent>): TraceEvent {
  return { time: 0, by: NO_THREAD, at: 0 as TraceEvent['at'], ...body };
}

/** A batch that does not follow on any trace. */
export const strayBatch: TraceBatch = {
  from: 1_000 as Step,
  numbers: new Float64Array(),
  rich: [],
  sites: [],
  stacks: [],
};
