import assert from 'node:assert/strict';
import { Emitter } from '../../../../src/core/base/emitter.ts';
import type { Step } from '../../../../src/core/base/ids.ts';
import { recordedTimeline } from '../../../../src/host/recordings/recordedTimeline.ts';
import { type RecordedRun, Runs } from '../../../../src/host/runs.ts';
import { RecordedSession } from '../../../../src/session/recordedSession.ts';
import { traceFromText } from '../../../support/traceFromText.ts';

function recording(title: string): RecordedRun {
  const { trace } = traceFromText('main  worker\ntake A  .');
  const recorded = { trace, title, schedule: '', sources: {}, names: {}, findings: [] };
  const session = new RecordedSession({ ...recorded, damage: undefined });
  const run: Partial<RecordedRun> = { debugSession: undefined, session };
  return run as RecordedRun;
}

describe('the timeline of a recording', () => {
  const runs = new Runs(new Emitter<undefined>().on);
  const [one, other] = [recording('one'), recording('other')];
  runs.showRecording(one);
  const timeline = recordedTimeline(runs, one);

  it('shows its recording whichever run the other views show, and no cursor of that', () => {
    runs.showStep(2 as Step);
    assert.equal(timeline.pastStep, 2);
    runs.showRecording(other);
    runs.showStep(3 as Step);
    assert.deepEqual([timeline.active, timeline.pastStep], [one, undefined]);
  });

  it('turns all views to its recording when its cursor is moved', () => {
    timeline.showStep(1 as Step);
    assert.deepEqual([runs.active, runs.pastStep, timeline.pastStep], [one, 1, 1]);
  });
});
