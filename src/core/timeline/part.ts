// What of a timeline is in sight, as plain data: so that a picture of just that can be made elsewhere.

import type { Lanes } from '../analysis/lanes/lanes.ts';
import type { Axis } from '../analysis/lanes/track.ts';
import type { ObjectId } from '../base/ids.ts';
import { laneRows, NATURAL_ORDER, rowsBetween } from './rows.ts';
import type { LaneMode, LaneRow, ShownState, TimelineScene } from './scene.ts';
import type { Viewport } from './viewport.ts';

export interface TimelinePart {
  readonly axis: Axis;
  /** Positions at the left and right edge; `to` is more than `from`. */
  readonly from: number;
  readonly to: number;
  /** Pixels that the lanes take, names apart. */
  readonly width: number;
  readonly mode: LaneMode;
  /** Keys of the lanes, from top to bottom. */
  readonly lanes: readonly string[];
  /** States that stand out; empty: all. */
  readonly states: readonly ShownState[];
  readonly hideLibraryObjects: boolean;
}

export function partInSight(
  { rows, states, hideLibraryObjects }: TimelineScene,
  { axis, from, to, width, scroll, height }: Viewport,
  mode: LaneMode,
): TimelinePart {
  const lanes = rowsBetween(rows, scroll, scroll + height).map(({ key }) => key);
  return { axis, from, to, width, mode, lanes, states: [...states], hideLibraryObjects };
}

interface Named {
  readonly lanes: Lanes;
  readonly names: Readonly<Record<ObjectId, string>>;
}

export function rowsOfPart(run: Named, part: TimelinePart): readonly LaneRow[] {
  const { mode, hideLibraryObjects, lanes: moved } = part;
  const options = { ...run, mode, hideLibraryObjects };
  const all = laneRows({ ...options, order: NATURAL_ORDER });
  const wanted = new Set(moved);
  const hidden = all.map(({ key }) => key).filter((key) => !wanted.has(key));
  return laneRows({ ...options, order: { ...NATURAL_ORDER, moved, hidden } });
}
