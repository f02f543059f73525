// Scenes and colours for tests of the timeline's picture.

import { Lanes } from '../../../src/core/analysis/lanes/lanes.ts';
import type { Step } from '../../../src/core/base/ids.ts';
import type { Palette } from '../../../src/core/timeline/palette.ts';
import { laneRows, NATURAL_ORDER } from '../../../src/core/timeline/rows.ts';
import type { LaneMode, TimelineScene } from '../../../src/core/timeline/scene.ts';
import type { Viewport } from '../../../src/core/timeline/viewport.ts';
import { batchOf } from '../batchOf.ts';
import type { TracePicture } from '../traceFromText.ts';

/** Colours that are their own names. */
export const NAMED_PALETTE: Palette = {
  states: {
    running: 'running',
    ready: 'ready',
    blocked: 'blocked',
    waiting: 'waiting',
    sleeping: 'sleeping',
    deadlocked: 'deadlocked',
    new: 'new',
    finished: 'finished',
    crashed: 'crashed',
    cutOff: 'cutOff',
  },
  ...{ text: 'text', ground: 'ground', faint: 'faint', line: 'rule', chosen: 'chosen' },
  ...{ chosenGround: 'chosenGround', owner: 'owner', cursor: 'cursor', bad: 'bad' },
  ...{ warning: 'warning', isHighContrast: false },
};

export function lanesOf({ trace }: TracePicture): Lanes {
  const lanes = new Lanes();
  lanes.append(batchOf(trace));
  return lanes;
}

export function sceneOf(
  picture: TracePicture,
  changes: Partial<TimelineScene> & { readonly mode?: LaneMode } = {},
): TimelineScene {
  const lanes = lanesOf(picture);
  const { mode = 'threads', ...rest } = changes;
  const { names } = picture;
  const options = { lanes, names, mode, order: NATURAL_ORDER, hideLibraryObjects: true };
  return {
    ...{ lanes, names, findings: [], rows: laneRows(options), cursor: lanes.length },
    ...{ selection: undefined, states: new Set(), hideLibraryObjects: true },
    ...rest,
  };
}

/** Ten pixels a step. */
export function stepView(scene: TimelineScene, from = 0 as Step): Viewport {
  const to = scene.lanes.length;
  return { axis: 'step', from, to, width: (to - from) * 10, height: 500, scroll: 0 };
}
