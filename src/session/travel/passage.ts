// Which worker stands for a run. While the run is in the past that is one which has executed the
// program again; the worker at the end of the recording is parked where it stands, so that coming
// back costs nothing and the run then goes on as if nobody had left. When the user has chosen
// otherwise in the past, and something else happens, the past worker goes on as a branch of the run.

import type { Disposable } from '../../core/base/disposable.ts';
import { DisposableStore } from '../../core/base/disposable.ts';
import { Emitter } from '../../core/base/emitter.ts';
import type { Step } from '../../core/base/ids.ts';
import type { Pause, ThreadControl } from '../../core/protocol/debug.ts';
import type { RunState } from '../../core/protocol/panel.ts';
import type { Moment } from '../../core/protocol/travel.ts';
import type { FromWorker, LaunchRequest, ToWorker } from '../../core/protocol/worker.ts';
import type { TraceBatch } from '../../core/trace/batch.ts';
import { batchLength } from '../../core/trace/encode.ts';
import { type DebugLink, NO_CONTROL } from '../debugLink.ts';
import { RecordedSession } from '../recordedSession.ts';
import { RunRecord } from '../runRecord.ts';
import type { RuntimePort } from '../runtimePort.ts';
import { pythonTexts } from '../sources.ts';
import { divergence, type ReExecution } from './reExecution.ts';

/** Where and why a run stands. */
export type Stand = Extract<RunState, { kind: 'paused' }> & { readonly moment: Moment };

/** What a session lets its travels know and do. */
export interface TravellingRun {
  readonly launch: LaunchRequest;
  readonly title: string;
  readonly debug: DebugLink;
  readonly now: () => Present;
  readonly onState: (listener: (state: RunState) => void) => Disposable;
  pause(): void;
  /** From now on this worker stands for the run; the one before is let go of, not disposed. */
  exchange(port: RuntimePort, control: ThreadControl): void;
  enter(state: RunState): void;
  tell(text: string): void;
  /** The run is another one from step `parted` on; `newest` is the last batch of the record. */
  branched(record: RunRecord, newest: TraceBatch, parted: Step): void;
  /** The worker at the end of the recording is gone. */
  workerEnded(reason: string): void;
}

interface Present {
  readonly record: RunRecord;
  readonly state: RunState;
  readonly speed: number;
  /** The worker that stands for the run. */
  readonly port: RuntimePort;
}

/** A run that was left for a branch of it. */
export interface KeptRun {
  /** As it stood, to be looked at like a recording; its schedule is of all that it has recorded. */
  readonly session: RecordedSession;
  /** The first step at which the branch is another. */
  readonly parted: Step;
  /** How it stood. */
  readonly pause: Pause;
}

interface Parked {
  readonly port: RuntimePort;
  readonly stand: Stand;
  readonly control: ThreadControl;
  readonly schedule: string;
  readonly listening: Disposable;
}

export const END_TEXT = 'End of the recording: from here on the run is new.';
const REPLAYED_TEXT =
  'End of what was replayed: from here on the run follows the schedule that it replays.';

export class Passage implements Disposable {
  private readonly run: TravellingRun;
  private readonly store = new DisposableStore();
  private readonly branches = this.store.add(new Emitter<KeptRun>());
  private parked: Parked | undefined;
  private past: ReExecution | undefined;
  private pastStep = 0 as Step;
  /** The user has chosen otherwise in the past: what happens then may be another run. */
  private mayPart = false;
  private isBranch = false;
  /** Resolves when the worker of the last past can be used again. */
  left = Promise.resolve();

  /** The run was left for a branch; the branch is the session's run now. */
  readonly onBranch = this.branches.on;

  constructor(run: TravellingRun) {
    this.run = run;
  }

  /** How far the run has come in the past; undefined while it is at its end. */
  get step(): Step | undefined {
    return this.past && this.pastStep;
  }

  /** Where the recording ends, and all choices up to there. */
  get end(): Pick<Parked, 'stand' | 'schedule'> | undefined {
    return this.parked;
  }

  /** A worker has come to a moment of the past, and stands for the run from now on. */
  enter(past: ReExecution, pause: Stand, end: Pick<Parked, 'stand' | 'schedule'>): void {
    const { run } = this;
    if (this.past) this.left = this.past.end();
    this.parked ??= this.park(end);
    this.past = past;
    this.pastStep = pause.moment.step;
    this.mayPart = false;
    run.exchange(past.port, NO_CONTROL);
    this.settle(past.port);
    past.port.send({ kind: 'standAt', moment: this.parked.stand.moment });
    run.enter(pause);
  }

  /** Back to the end of the recording; nothing happens if the run is there. */
  goToEnd(text?: string): void {
    const { parked, run } = this;
    if (parked === undefined) return;
    this.unpark();
    this.settle(parked.port);
    run.enter(text === undefined ? parked.stand : endStand(parked.stand, text));
  }

  /** As `goToEnd`, of a run that is to be ended: nobody is told. */
  unpark(): void {
    const { parked, past, run } = this;
    if (parked === undefined) return;
    parked.listening.dispose();
    run.exchange(parked.port, parked.control);
    if (past) this.left = past.end();
    this.parked = undefined;
    this.past = undefined;
  }

  /** Something goes down to the worker. */
  sending(message: ToWorker): void {
    if (this.past !== undefined) this.mayPart ||= isIntervention(message);
  }

  /** @returns true if there is nothing left to do about the message */
  receive(message: FromWorker): boolean {
    const { past } = this;
    if (past === undefined) return false;
    switch (message.kind) {
      case 'batch':
        this.take(message.batch, past);
        return true;
      case 'paused':
        if (message.reason === 'suspect') past.port.send({ kind: 'continue' });
        else if (message.reason === 'travel') this.goToEnd(this.endText);
        else return false;
        return true;
      case 'ended':
      case 'failed':
        this.lose('the worker that had gone there has ended.');
        return true;
      default:
        return false;
    }
  }

  dispose(): void {
    this.parked?.listening.dispose();
    this.parked?.port.dispose();
    this.store.dispose();
  }

  private park({ stand, schedule }: Pick<Parked, 'stand' | 'schedule'>): Parked {
    const { run } = this;
    const { port } = run.now();
    const listening = port.onExit((reason) => {
      this.unpark();
      run.workerEnded(reason);
    });
    return { port, stand, schedule, control: run.debug.control, listening };
  }

  /** What may have changed while another worker stood for the run. */
  private settle(port: RuntimePort): void {
    const { debug, now } = this.run;
    port.send({ kind: 'setBreakpoints', ...debug.stops });
    port.send({ kind: 'setSpeed', speed: now().speed });
  }

  private take(batch: TraceBatch, past: ReExecution): void {
    past.batches.push(batch);
    const parted = past.check.difference(batch);
    if (parted === undefined) this.pastStep = (batch.from + batchLength(batch)) as Step;
    else if (this.mayPart) this.branch(parted, batch, past);
    else this.lose(divergence(parted));
  }

  private get endText(): string {
    const { strategy } = this.run.launch;
    return strategy.kind === 'replay' && !this.isBranch ? REPLAYED_TEXT : END_TEXT;
  }

  private lose(why: string): void {
    this.run.tell(`The past was left: ${why}`);
    this.goToEnd(this.endText);
  }

  private branch(parted: Step, newest: TraceBatch, past: ReExecution): void {
    const { run, parked } = this;
    if (parked === undefined) return;
    const { record } = run.now();
    const branch = new RunRecord({ ...record.trace.header }, pythonTexts(run.launch.files));
    for (const batch of past.batches) branch.append(batch);
    parked.listening.dispose();
    parked.port.dispose();
    past.port.send({ kind: 'standAt', moment: undefined });
    this.parked = undefined;
    this.past = undefined;
    this.isBranch = true;
    run.branched(branch, newest, parted);
    const { schedule, stand: pause } = parked;
    const session = this.recordedSession(record, schedule, parted);
    this.branches.fire({ session, parted, pause });
  }

  private recordedSession(record: RunRecord, schedule: string, parted: Step): RecordedSession {
    const { title, launch } = this.run;
    const { trace, analysis } = record;
    const known = { names: analysis.names, findings: record.findings(), damage: undefined };
    const sources = pythonTexts(launch.files);
    const remark = `Left for another branch, which differs from step ${parted.toLocaleString('en-US')} on.`;
    return new RecordedSession({ trace, title, schedule, sources, ...known }, remark);
  }
}

/** Of a deadlock the way it stood says more. */
function endStand(stand: Stand, text: string): Stand {
  return stand.reason === 'deadlock' ? stand : { ...stand, reason: 'travel', text };
}

/** After it the run may be another than was recorded. */
function isIntervention(message: ToWorker): boolean {
  switch (message.kind) {
    case 'setControl':
      return message.control.frozen.length > 0 || message.control.next !== undefined;
    case 'step':
      return message.step.isAlone;
    case 'inspect': {
      const { query } = message;
      const isSet = query.kind === 'setVariable' || query.kind === 'setExpression';
      return isSet || (query.kind === 'evaluate' && query.context === 'repl');
    }
    default:
      return false;
  }
}
