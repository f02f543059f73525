// A recording as its own timeline shows it: always this one, and the shown run of all views as soon as
// the user does something in it.

import type { Disposable } from '../../core/base/disposable.ts';
import type { RecordedRun, Runs } from '../runs.ts';
import type { ShownTimeline } from '../timeline/timelineConnection.ts';

type ShownRuns = Pick<Runs, 'active' | 'pastStep' | 'onChange' | 'showStep' | 'showRecording'>;

export function recordedTimeline(runs: ShownRuns, run: RecordedRun): ShownTimeline {
  const activate = (): void => runs.showRecording(run);
  return {
    active: run,
    get pastStep() {
      return runs.active === run ? runs.pastStep : undefined;
    },
    onChange: runs.onChange,
    onBatch: () => NEVER,
    showStep: (step) => {
      activate();
      runs.showStep(step);
    },
    activate,
    isShown: () => runs.active === run,
    isEditor: true,
  };
}

/** A recording does not grow. */
const NEVER: Disposable = { dispose: () => undefined };
