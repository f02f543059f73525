// Commands that move the cursor of all views.

import type { Step } from '../../core/base/ids.ts';
import { UserError } from '../../core/base/errors.ts';
import { COMMANDS } from '../ids.ts';
import type { Runs } from '../runs.ts';
import { TimelineView } from './timelineView.ts';

export function timelineCommands(runs: Runs) {
  return {
    [COMMANDS.showTimeline]: () => TimelineView.reveal(),
    [COMMANDS.previousStep]: () => moveBy(runs, -1),
    [COMMANDS.nextStep]: () => moveBy(runs, 1),
    [COMMANDS.goToBeginning]: () => moveTo(runs, 0),
    [COMMANDS.goToEnd]: () => moveTo(runs, Infinity),
  };
}

function moveBy(runs: Runs, steps: 1 | -1): void {
  const { now } = stepsOf(runs);
  moveTo(runs, (runs.pastStep ?? now) + steps);
}

/** Where the run stands the cursor is the run's own: it goes on with it. */
function moveTo(runs: Runs, wanted: number): void {
  const { now, last } = stepsOf(runs);
  const step = Math.max(0, Math.min(wanted, last));
  runs.showStep(step === now ? undefined : (step as Step));
}

function stepsOf({ active }: Runs): { readonly now: Step; readonly last: Step } {
  if (active) {
    const { pastStep, trace } = active.session;
    return { now: pastStep ?? trace.length, last: trace.length };
  }
  throw new UserError('Nothing has run yet. Run a Python file or a threading example first.');
}
