// Remembers from where each step came, so that stepping back undoes exactly what stepping did: out
// of a function as well as over a call. True for as long as the run is the same.

import type { ThreadId } from '../../core/base/ids.ts';
import { momentKey, type Moment } from '../../core/protocol/travel.ts';
import type { Pause } from '../../core/protocol/debug.ts';
import type { ToWorker } from '../../core/protocol/worker.ts';

/** A thread, or undefined for a step to the next event of any. */
type Stepper = ThreadId | undefined;

export class Trail {
  private readonly origins = new Map<string, Moment>();
  private underway: { readonly from: Moment; readonly stepper: Stepper } | undefined;

  /** A message goes to a worker that stands at `from`. */
  leaving(message: ToWorker, from: Moment): void {
    if (message.kind === 'step') this.underway = { from, stepper: message.step.thread };
    if (message.kind === 'stepEvent') this.underway = { from, stepper: undefined };
    if (message.kind === 'continue' || message.kind === 'runTo') this.underway = undefined;
  }

  /** The run stands; at the end of a recording that may be before the step was done. */
  arrived({ reason, moment }: Pause): void {
    const { underway } = this;
    if (reason === 'suspect') return;
    this.underway = undefined;
    const isDone = reason === 'step' || reason === 'travel';
    if (underway && isDone && moment) {
      this.origins.set(keyOf(moment, underway.stepper), underway.from);
    }
  }

  /** Where the step began that ended at this moment. */
  before(moment: Moment, stepper: Stepper): Moment | undefined {
    return this.origins.get(keyOf(moment, stepper));
  }

  /** The run is another one now. */
  clear(): void {
    this.origins.clear();
    this.underway = undefined;
  }
}

function keyOf(moment: Moment, stepper: Stepper): string {
  return `${stepper ?? 'event'} ${momentKey(moment)}`;
}
