// How it is told that the run stands. A suspicion is told alone, as the session may find that there
// is nothing to it: then what was under way, such as a step, goes on.

import type { Nanoseconds, ThreadId } from '../../core/base/ids.ts';
import type { Pause } from '../../core/protocol/debug.ts';
import type { ControlledStrategy } from '../../core/schedule/threadControl.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Debugger } from './debugger.ts';
import { frozenStop } from './frozenStop.ts';
import type { Stop } from './stop.ts';

export interface PauseParts {
  readonly kernel: Kernel;
  readonly control: ControlledStrategy;
  readonly debugger: Debugger;
  readonly nameOf: (thread: ThreadId) => string;
  readonly tell: (pause: Pause) => void;
}

export class Pauses {
  private readonly parts: PauseParts;
  private suspect: Stop | undefined;

  constructor(parts: PauseParts) {
    this.parts = parts;
  }

  /** The run stands, until the session has looked. */
  get isSuspected(): boolean {
    return this.suspect !== undefined;
  }

  stopped(stop: Stop, time: Nanoseconds): void {
    const { kernel, control, debugger: engine, nameOf, tell } = this.parts;
    if (stop.reason === 'suspect') {
      this.suspect = stop;
      return tell({ ...stop, time });
    }
    const told = stop.reason === 'frozen' ? frozenStop(kernel, control, nameOf) : stop;
    const { traveller } = engine;
    const { moment = traveller.moments.point() } = told;
    const found = told.reason === 'travel' ? traveller.found() : undefined;
    engine.halted();
    control.alone = undefined;
    tell({ ...told, time, positions: engine.positions(), moment, ...(found && { found }) });
  }

  /** The session has looked: what was suspected is so. */
  confirm(): void {
    const thread = this.suspect?.thread;
    this.suspect = undefined;
    const who = thread === undefined ? {} : { thread };
    this.stopped({ reason: 'finding', ...who }, this.parts.kernel.clock.now);
  }

  continued(): void {
    this.suspect = undefined;
  }
}
