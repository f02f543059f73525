// What could move a run's clock on: whoever shows it between two events asks again and again, and there
// may be thousands of threads to look at.

import type { Nanoseconds, Step } from '../base/ids.ts';
import type { Thread, World } from './world.ts';

export interface Outlook {
  /** A thread runs, or could. */
  readonly isBusy: boolean;
  /** The earliest point at which the clock makes a thread runnable; 0 if there is none. */
  readonly due: Nanoseconds;
}

/** Keeps that of the step that was asked about last, until it is told to forget it. */
export class LastOutlook {
  private step: Step | undefined;
  private outlook: Outlook = { isBusy: false, due: 0 };

  at(world: World): Outlook {
    if (this.step !== world.step) this.outlook = outlookOf(world);
    this.step = world.step;
    return this.outlook;
  }

  /** The same step may be of another run, or of another branch. */
  forget(): void {
    this.step = undefined;
  }
}

function outlookOf({ threads }: World): Outlook {
  let [isBusy, due] = [false, Infinity];
  for (const { state } of Object.values<Thread>(threads)) {
    if (state.kind === 'running' || state.kind === 'ready') isBusy = true;
    if ('until' in state) due = Math.min(due, state.until ?? Infinity);
  }
  return { isBusy, due: due === Infinity ? 0 : due };
}
