// Time travel of one run: where to go. The past is reached by executing the program again in another
// worker, at full speed and under the recorded schedule; what is looked for (the line before, the last
// breakpoint, a variable's last write) is found by executing it once before that, without a stop.

import { DisposableStore, type Disposable } from '../../core/base/disposable.ts';
import { UserError } from '../../core/base/errors.ts';
import { MAIN_THREAD, type Step, type ThreadId } from '../../core/base/ids.ts';
import type { Pause } from '../../core/protocol/debug.ts';
import {
  isSameMoment,
  type Destination,
  type Found,
  type Moment,
  type Search,
} from '../../core/protocol/travel.ts';
import type { FromWorker, LaunchRequest, ToWorker } from '../../core/protocol/worker.ts';
import { linesRead } from '../../core/trace/inputLines.ts';
import type { Stops } from '../debugLink.ts';
import type { StartRuntime } from '../runtimePort.ts';
import { Passage, type Stand, type TravellingRun } from './passage.ts';
import { ReExecution } from './reExecution.ts';
import { Trail } from './trail.ts';

const ENDED = 'The run has ended.';
export const START_TEXT = 'Start of the recording: nothing is earlier.';

const FIRST_LINE_TEXT = 'The thread begins here: none of its lines is earlier.';

const START: Destination = { kind: 'moment', moment: { step: 0 as Step, time: 0 } };
/** Events before now in which a line is looked for first: to watch all lines takes time. */
const NEAR = 256;

/** Where journeys get their workers; one that has been left is soon as good as new. */
export interface TravelWorkers extends Disposable {
  readonly take: StartRuntime;
}

/** Where the run stands before a journey, and where its recording ends. */
interface Departure {
  readonly now: Stand;
  readonly end: { readonly stand: Stand; readonly schedule: string };
}

export class Travels implements Disposable {
  readonly passage: Passage;
  private readonly run: TravellingRun;
  private readonly workers: TravelWorkers | undefined;
  private readonly trail = new Trail();
  private underway: ReExecution | 'begun' | undefined;

  /** `workers` undefined: there is no travelling. */
  constructor(run: TravellingRun, workers: TravelWorkers | undefined) {
    this.run = run;
    this.workers = workers;
    this.passage = new Passage(run);
    this.passage.onBranch(() => this.trail.clear());
    run.onState(({ kind }) => {
      if (kind === 'ended') this.breakOff(ENDED);
    });
  }

  dispose(): void {
    this.passage.dispose();
    this.workers?.dispose();
  }

  // ── where to go; each ends with a run that stands. @throws UserError, then it stands as before ──

  /** To the first moment with so many events at which a thread can be stopped. */
  goToStep(step: Step): Promise<void> {
    const { length } = this.run.now().record.trace;
    return this.journey(async (from) => {
      if (step > length) throw new UserError(`The run has no step ${step}.`);
      if (step > from.end.stand.moment.step) return this.arriveAtEnd(from);
      await this.move({ kind: 'step', step }, from, (pause) => ({
        ...pause,
        text: `At step ${shown(pause.moment.step)} of ${shown(length)}.`,
      }));
    });
  }

  goToStart(): Promise<void> {
    return this.journey((from) => this.moveToStart(from));
  }

  /** To where the run stood before it first went to the past. */
  goToEnd(): Promise<void> {
    return this.journey((from) => Promise.resolve(this.arriveAtEnd(from)));
  }

  /**
   * To where the thread's last step began, else to the line that it began before: with `over` in the
   * same function or in one that has called it.
   */
  stepBack(thread: ThreadId, mode: 'in' | 'over' = 'over'): Promise<void> {
    return this.journey(async (from) => {
      const known = mode === 'over' ? this.trail.before(from.now.moment, thread) : undefined;
      const moment = known ?? (await this.lineBefore(thread, mode, from));
      if (moment) return this.moveTo(moment, from, { reason: 'step', thread });
      if (thread === MAIN_THREAD) return this.moveToStart(from);
      this.run.enter({ ...from.now, reason: 'step', thread, text: FIRST_LINE_TEXT });
    });
  }

  /** To just after the event before the last one. */
  stepEventBack(): Promise<void> {
    return this.journey(async (from) => {
      const known = this.trail.before(from.now.moment, undefined);
      const moment = known ?? (await this.look({ kind: 'event' }, from))?.moment;
      if (moment === undefined) return this.moveToStart(from);
      await this.moveTo(moment, from, { reason: 'step' });
    });
  }

  /** To the last moment before now at which the run would have stopped. */
  reverseContinue(): Promise<void> {
    return this.journey(async (from) => {
      const found = await this.look({ kind: 'stop' }, from);
      if (found === undefined) return this.moveToStart(from);
      await this.moveTo(found.moment, from, found.stop ?? { reason: 'travel' });
    });
  }

  /** To the line that gave a variable its present value. */
  goToChange(dataId: string, name: string): Promise<Found> {
    return this.journey(async (from) => {
      const found = await this.look({ kind: 'change', dataId }, from);
      if (!found) throw new UserError(`No line was seen to set ${name} before this moment.`);
      await this.moveTo(found.moment, from, { reason: 'travel', text: changeText(name, found) });
      return found;
    });
  }

  /** The run is on its way: nothing else is to be asked of it. */
  get isUnderway(): boolean {
    return this.underway !== undefined;
  }

  /** Stays where it is. */
  cancel(): void {
    this.breakOff('The way to the other moment was broken off.');
  }

  private breakOff(text: string): void {
    if (this.underway instanceof ReExecution) this.underway.cancel(text);
  }

  // ── between the session and its worker ──

  sending(message: ToWorker): void {
    const { state } = this.run.now();
    if (state.kind === 'paused' && state.moment) this.trail.leaving(message, state.moment);
    this.passage.sending(message);
  }

  /** @returns true if there is nothing left to do about the message */
  receive(message: FromWorker): boolean {
    if (message.kind === 'paused') this.trail.arrived(message);
    return this.passage.receive(message);
  }

  // ── on the way ──

  private async journey<T>(go: (from: Departure) => Promise<T>): Promise<T> {
    if (this.workers === undefined) throw new UserError('This run can’t travel in time.');
    if (this.underway) throw new UserError('The run is on its way to another moment already.');
    this.underway = 'begun';
    try {
      const now = await this.stop();
      const end = this.passage.end ?? { stand: now, schedule: await this.tellSchedule() };
      this.run.enter({ kind: 'running', isTravelling: true });
      return await this.orBack(go({ now, end }), now);
    } finally {
      this.underway = undefined;
    }
  }

  private async orBack<T>(journey: Promise<T>, now: Stand): Promise<T> {
    try {
      return await journey;
    } catch (error) {
      if (this.run.now().state.kind === 'running') this.run.enter(now);
      throw error;
    }
  }

  /** Where the run stands, if need be after a pause. */
  private async stop(): Promise<Stand> {
    const { run } = this;
    const { state } = run.now();
    if (state.kind === 'running' || state.kind === 'waitingForInput') {
      const stands = new Promise<void>((resolve) => {
        const listening = run.onState(({ kind }) => {
          if (kind === 'running' || kind === 'waitingForInput') return;
          listening.dispose();
          resolve();
        });
      });
      run.pause();
      await stands;
    }
    const now = run.now().state;
    if (now.kind !== 'paused' || now.moment === undefined) {
      throw new UserError('Only a run that has begun and not ended can travel in time.');
    }
    return { ...now, moment: now.moment };
  }

  /** @throws UserError if the run ends before it could tell */
  private async tellSchedule(): Promise<string> {
    const { debug, onState } = this.run;
    const { port } = this.run.now();
    const listeners = new DisposableStore();
    const schedule = new Promise<string>((resolve, reject) => {
      listeners.add(debug.onSchedule(resolve));
      listeners.add(onState(({ kind }) => kind === 'ended' && reject(new UserError(ENDED))));
      port.send({ kind: 'tellSchedule' });
    });
    return schedule.finally(() => listeners.dispose());
  }

  private arriveAtEnd({ end }: Departure): void {
    if (this.passage.end) this.passage.goToEnd();
    else this.run.enter(end.stand);
  }

  private moveToStart(from: Departure): Promise<void> {
    return this.move(START, from, (pause) => ({ ...pause, text: START_TEXT }));
  }

  private moveTo(moment: Moment, from: Departure, why: Partial<Pause>): Promise<void> {
    return this.move({ kind: 'moment', moment }, from, (pause) => ({ ...pause, ...why }));
  }

  /** Brings a worker there and lets it stand for the run. */
  private async move(
    to: Destination,
    from: Departure,
    told: (pause: Stand) => Stand,
  ): Promise<void> {
    if (to.kind === 'moment' && isSameMoment(to.moment, from.end.stand.moment)) {
      return this.arriveAtEnd(from);
    }
    const exception = to.kind === 'moment' ? to.moment.line?.exception : undefined;
    const exceptions = { raised: exception === 'raised', uncaught: true, classes: [] };
    const execution = await this.execute({ breakpoints: [], exceptions }, { to }, from);
    const pause = await this.arrival(execution);
    if (to.kind === 'moment' && to !== START && !isSameMoment(to.moment, pause.moment)) {
      execution.dispose();
      throw new UserError('Can’t go there: run once more, the program did not come to that line.');
    }
    if (isSameMoment(pause.moment, from.end.stand.moment)) {
      execution.dispose();
      return this.arriveAtEnd(from);
    }
    this.passage.enter(execution, told(pause), from.end);
  }

  /** Executes up to now and tells what was found before. */
  private async look(
    search: Search,
    { now, end }: Departure,
    since?: Step,
  ): Promise<Found | undefined> {
    const { moment } = now;
    const from = since === undefined ? {} : { from: since };
    const request = { to: { kind: 'moment', moment } as const, search, ...from };
    const execution = await this.execute(this.run.debug.stops, request, { now, end });
    const pause = await this.arrival(execution);
    // Then the same worker can go there.
    await execution.end();
    if (isSameMoment(moment, pause.moment)) return pause.found;
    throw new UserError('Can’t look back: run once more, the program did not come to where it is.');
  }

  private async lineBefore(
    thread: ThreadId,
    mode: 'in' | 'over',
    from: Departure,
  ): Promise<Moment | undefined> {
    const near = Math.max(0, from.now.moment.step - NEAR) as Step;
    const search: Search = { kind: 'line', thread, mode };
    const found = await this.look(search, from, near);
    return (found ?? (near > 0 ? await this.look(search, from) : undefined))?.moment;
  }

  private async execute(
    stops: Stops,
    travel: LaunchRequest['travel'],
    { end }: Departure,
  ): Promise<ReExecution> {
    const { run } = this;
    await this.passage.left;
    const port = await this.workers?.take();
    if (port === undefined) throw new UserError('This run can’t travel in time.');
    if (run.now().state.kind === 'ended') {
      port.dispose();
      throw new UserError(ENDED);
    }
    const launch: LaunchRequest = {
      ...run.launch,
      strategy: { kind: 'replay', schedule: end.schedule },
      speed: Infinity,
      stopOnEntry: false,
      pauseAt: undefined,
      input: linesRead(run.now().record.trace.events()),
      travel,
    };
    return new ReExecution({ port, launch, stops, recorded: run.now().record.trace });
  }

  private async arrival(execution: ReExecution): Promise<Stand> {
    try {
      this.underway = execution;
      const pause = await execution.arrive();
      if (this.run.now().state.kind === 'ended') throw new UserError(ENDED);
      if (pause.moment) return { ...pause, moment: pause.moment };
      throw new UserError('Can’t go there: the worker does not say where it stands.');
    } catch (error) {
      execution.dispose();
      throw error;
    }
  }
}

/** Where a run stands that was launched to go to a step. */
export function arrivalText({ reason, moment }: Pause): Partial<Pause> {
  if (reason !== 'travel' || !moment) return {};
  return { text: `At step ${shown(moment.step)} of the recorded run.` };
}

function changeText(name: string, { change }: Found): string {
  const { before, after } = change ?? {};
  if (after === undefined) return `${name} is set here.`;
  return before === undefined
    ? `${name} is set to ${after} here.`
    : `${name} changes from ${before} to ${after} here.`;
}

function shown(step: Step): string {
  return step.toLocaleString('en-US');
}
