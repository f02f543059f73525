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
    [COMMANDS.goToBeginning]: () => {
      lengthOf(runs);
      runs.showStep(0 as Step);
    },
    [COMMANDS.goToEnd]: () => runs.showStep(undefined),
  };
}

/** A step behind the last one is the end, which goes on growing with the run. */
function moveBy(runs: Runs, steps: 1 | -1): void {
  const length = lengthOf(runs);
  const step = Math.max(0, (runs.pastStep ?? length) + steps);
  runs.showStep(step >= length ? undefined : (step as Step));
}

function lengthOf({ active }: Runs): number {
  if (active) return active.session.trace.length;
  throw new UserError('Nothing has run yet. Run a Python file or a threading example first.');
}
