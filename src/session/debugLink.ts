// The debugger's side of a session: breakpoints, control of threads, questions about a run that
// stands. Every question gets one answer, also when the run ends first.

import { DisposableStore, type Disposable } from '../core/base/disposable.ts';
import { Emitter } from '../core/base/emitter.ts';
import type {
  Breakpoint,
  DebugFromWorker,
  DebugToWorker,
  ExceptionStops,
  InspectAnswer,
  InspectQuery,
  StepRequest,
  ThreadControl,
  VerifiedBreakpoint,
} from '../core/protocol/debug.ts';
import type { ThreadId } from '../core/base/ids.ts';

export type LoggedPoint = Extract<DebugFromWorker, { kind: 'logged' }>;

export const NO_CONTROL: ThreadControl = { frozen: [], next: undefined };
const NO_EXCEPTIONS: ExceptionStops = { raised: false, uncaught: false, classes: [] };
const ENDED = 'The run has ended.';
const MOVED = 'The run stands at another moment now.';

/** Where a run stops. */
export interface Stops {
  readonly breakpoints: readonly Breakpoint[];
  readonly exceptions: ExceptionStops;
}

export class DebugLink implements Disposable {
  private readonly send: (message: DebugToWorker) => void;
  private readonly store = new DisposableStore();
  private readonly verified = this.store.add(new Emitter<readonly VerifiedBreakpoint[]>());
  private readonly logs = this.store.add(new Emitter<LoggedPoint>());
  private readonly controls = this.store.add(new Emitter<ThreadControl>());
  private readonly schedules = this.store.add(new Emitter<string>());
  private readonly questions = new Map<number, (answer: InspectAnswer) => void>();
  private nextQuestion = 1;
  private hasEnded = false;
  private currentControl = NO_CONTROL;
  private currentStops: Stops = { breakpoints: [], exceptions: NO_EXCEPTIONS };

  /** Where breakpoints have come to lie; again when more code is loaded. */
  readonly onVerified = this.verified.on;
  readonly onLogged = this.logs.on;
  readonly onControl = this.controls.on;
  /** The answer to `tellSchedule`. */
  readonly onSchedule = this.schedules.on;

  constructor(send: (message: DebugToWorker) => void) {
    this.send = send;
  }

  /** As last asked for or told: two quick changes build on each other. */
  get control(): ThreadControl {
    return this.currentControl;
  }

  /** All there are; replaces the earlier ones. Possible before the start and while it runs. */
  setBreakpoints(breakpoints: readonly Breakpoint[], exceptions: ExceptionStops): void {
    this.currentStops = { breakpoints, exceptions };
    this.send({ kind: 'setBreakpoints', breakpoints, exceptions });
  }

  get stops(): Stops {
    return this.currentStops;
  }

  step(step: StepRequest): void {
    this.send({ kind: 'step', step });
  }

  /** Goes on until `thread` (any, if undefined) comes to the line. */
  runTo(thread: ThreadId | undefined, file: string, line: number): void {
    this.send({ kind: 'runTo', thread, file, line });
  }

  setControl(control: ThreadControl): void {
    this.currentControl = control;
    this.send({ kind: 'setControl', control });
  }

  inspect(query: InspectQuery): Promise<InspectAnswer> {
    if (this.hasEnded) return Promise.resolve({ kind: 'error', message: ENDED });
    const id = this.nextQuestion++;
    return new Promise((resolve) => {
      this.questions.set(id, resolve);
      this.send({ kind: 'inspect', id, query });
    });
  }

  receive(message: DebugFromWorker): void {
    switch (message.kind) {
      case 'breakpoints':
        return this.verified.fire(message.breakpoints);
      case 'logged':
        return this.logs.fire(message);
      case 'control':
        this.currentControl = message.control;
        return this.controls.fire(message.control);
      case 'schedule':
        return this.schedules.fire(message.schedule);
      case 'inspected':
        this.questions.get(message.id)?.(message.answer);
        this.questions.delete(message.id);
    }
  }

  /** Another worker stands for the run from now on: open questions get an error. */
  exchanged(control: ThreadControl): void {
    this.refuseAll(MOVED);
    this.currentControl = control;
    this.controls.fire(control);
  }

  /** The run is over: open questions get an error. */
  end(): void {
    this.hasEnded = true;
    this.refuseAll(ENDED);
  }

  private refuseAll(message: string): void {
    for (const answer of this.questions.values()) answer({ kind: 'error', message });
    this.questions.clear();
  }

  dispose(): void {
    this.end();
    this.store.dispose();
  }
}
