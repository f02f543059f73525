// A program that needs no Python: a list of what threads do, one instant after the other. A worker that
// executes it stops, steps, travels and searches as the real one does, so that laws of time travel can be
// tried on many runs.

import { NO_THREAD, type Step, type ThreadId } from '../../../src/core/base/ids.ts';
import type { Breakpoint, Pause } from '../../../src/core/protocol/debug.ts';
import type { Found, Moment, TravelRequest } from '../../../src/core/protocol/travel.ts';
import type { LaunchRequest, ToWorker } from '../../../src/core/protocol/worker.ts';
import { FakeRuntime } from './fakeRuntime.ts';

/** Its line is its place in the program, from 1. */
export interface Instant {
  readonly thread: ThreadId;
  /** It is recorded; the others only take time. */
  readonly isEvent: boolean;
}

interface Placed extends Instant {
  readonly line: number;
}

/** The user let a thread run next at an instant. */
interface Choice {
  readonly at: number;
  readonly thread: ThreadId;
}

/** Virtual time of an instant. */
const LENGTH = 1_000;

export class FakeProgram {
  readonly port = new FakeRuntime();
  private instants: readonly Placed[];
  private choices: readonly Choice[] = [];
  private breakpoints: readonly Breakpoint[] = [];
  private now = 0;
  private standAt: Moment | undefined;

  constructor(instants: readonly Instant[]) {
    this.instants = instants.map((instant, index) => ({ ...instant, line: index + 1 }));
    this.port.onSend = (message) => queueMicrotask(() => this.receive(message));
  }

  private receive(message: ToWorker): void {
    switch (message.kind) {
      case 'launch':
        return this.launch(message.launch);
      case 'continue':
        return this.goOn(() => undefined);
      case 'step': {
        const { thread } = message.step;
        const isDone = (at: number) => this.instants[at]?.thread === thread;
        return this.goOn((at) => (isDone(at) ? this.stepped(at, thread) : undefined));
      }
      case 'stepEvent':
        return this.goOn((at) => (this.isAfterEvent(at) ? this.stepped(at) : undefined));
      case 'setControl':
        return this.choose(message.control.next);
      case 'setBreakpoints':
        this.breakpoints = message.breakpoints;
        return;
      case 'standAt':
        this.standAt = message.moment;
        return;
      case 'tellSchedule':
        return this.port.says({ kind: 'schedule', schedule: JSON.stringify(this.choices) });
      case 'stop':
        return this.end({ kind: 'stopped' });
      default:
        return;
    }
  }

  private launch({ travel, strategy, stopOnEntry }: LaunchRequest): void {
    this.port.starts();
    const schedule = strategy.kind === 'replay' ? strategy.schedule : '[]';
    for (const choice of JSON.parse(schedule) as Choice[]) this.apply(choice);
    if (travel) return this.travel(travel);
    if (stopOnEntry) return this.stand({ reason: 'entry', moment: this.momentAt(0) });
    this.goOn(() => undefined);
  }

  private travel({ to, search, from = 0 as Step }: TravelRequest): void {
    const at = to.kind === 'step' ? this.firstWith(to.step) : to.moment.time / LENGTH;
    this.execute(at);
    const found = search && this.last(at, (each) => this.found(each, search, from));
    const moment = to.kind === 'step' ? this.momentAt(at) : to.moment;
    this.stand({ reason: 'travel', moment, found });
  }

  private found(
    at: number,
    search: NonNullable<TravelRequest['search']>,
    from: Step,
  ): Found | undefined {
    if (this.stepAt(at) < from) return undefined;
    switch (search.kind) {
      case 'line':
        return this.instants[at]?.thread === search.thread
          ? { moment: this.lineAt(at) }
          : undefined;
      case 'event':
        return this.isAfterEvent(at) ? { moment: this.momentAt(at) } : undefined;
      case 'stop': {
        const stop = this.breakpointAt(at);
        return stop && { moment: this.lineAt(at), stop };
      }
      case 'change':
        return undefined;
    }
  }

  /** Until `stops` says why it stands, a breakpoint, the moment of `standAt`, or the end. */
  private goOn(stops: (at: number) => Pause | undefined): void {
    this.port.says({ kind: 'continued' });
    for (let at = this.now + 1; at <= this.instants.length; at++) {
      const pause = this.recordedEnd(at) ?? this.breakpointStop(at) ?? stops(at);
      if (pause === undefined) continue;
      this.execute(at);
      return this.stand(pause);
    }
    this.execute(this.instants.length);
    this.end({ kind: 'exited', exitCode: 0 });
  }

  private recordedEnd(at: number): Pause | undefined {
    const { standAt: moment } = this;
    return moment && at === moment.time / LENGTH ? { reason: 'travel', moment } : undefined;
  }

  private breakpointStop(at: number): Pause | undefined {
    const stop = this.breakpointAt(at);
    return stop && { ...stop, moment: this.lineAt(at) };
  }

  private end(outcome: { kind: 'stopped' } | { kind: 'exited'; exitCode: number }): void {
    this.port.does({ kind: 'end', outcome, time: this.now * LENGTH });
    this.port.says({ kind: 'ended', outcome, schedule: JSON.stringify(this.choices) });
  }

  /** All events up to an instant, in one batch. */
  private execute(to: number): void {
    const done = this.instants.slice(this.now, to).flatMap(({ thread, isEvent, line }, index) => {
      const text = `thread ${thread} at line ${line}`;
      const time = (this.now + index) * LENGTH;
      return isEvent ? [{ kind: 'notice', code: 'act', text, time, by: NO_THREAD } as const] : [];
    });
    this.now = to;
    if (done.length > 0) this.port.does(...done);
  }

  private stand(pause: Pause): void {
    this.port.says({ kind: 'paused', ...pause });
  }

  private choose(thread: ThreadId | undefined): void {
    if (thread !== undefined) this.apply({ at: this.now, thread });
  }

  private apply(choice: Choice): void {
    const { at, thread } = choice;
    const next = this.instants.findIndex((each, index) => index >= at && each.thread === thread);
    const chosen = this.instants[next];
    if (!chosen) return;
    this.choices = [...this.choices, choice];
    this.instants = this.instants.toSpliced(next, 1).toSpliced(at, 0, chosen);
  }

  private stepped(at: number, thread?: ThreadId): Pause {
    const moment = thread === undefined ? this.momentAt(at) : this.lineAt(at);
    return { reason: 'step', moment, ...(thread !== undefined && { thread }) };
  }

  private breakpointAt(at: number): Pick<Pause, 'reason' | 'thread' | 'breakpoints'> | undefined {
    const instant = this.instants[at];
    const hit = this.breakpoints.find(
      (point) => point.kind === 'line' && point.line === instant?.line,
    );
    if (!hit || !instant) return undefined;
    return { reason: 'breakpoint', thread: instant.thread, breakpoints: [hit.id] };
  }

  private isAfterEvent(at: number): boolean {
    return this.instants[at - 1]?.isEvent === true;
  }

  private stepAt(at: number): Step {
    return this.instants.slice(0, at).filter(({ isEvent }) => isEvent).length as Step;
  }

  private momentAt(at: number): Moment {
    return { step: this.stepAt(at), time: at * LENGTH };
  }

  /** A thread stands at its line. */
  private lineAt(at: number): Moment {
    const instant = this.instants[at];
    if (!instant) return this.momentAt(at);
    const { thread, line } = instant;
    const place = { file: '/test.py', code: 'work:1', offset: line * 2, checks: 0 };
    return { ...this.momentAt(at), line: { thread, line, ...place } };
  }

  private firstWith(step: Step): number {
    let at = 0;
    while (this.stepAt(at) < step && at < this.instants.length) at++;
    return at;
  }

  private last<T>(before: number, find: (at: number) => T | undefined): T | undefined {
    for (let at = before - 1; at >= 0; at--) {
      const found = find(at);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}
