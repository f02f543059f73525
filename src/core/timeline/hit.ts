// What is under a point of the picture.

import type { Hold, Segment } from '../analysis/lanes/lanes.ts';
import type { Mark } from '../analysis/lanes/marks.ts';
import type { Step } from '../base/ids.ts';
import { isShownMark } from './layoutMarks.ts';
import { rowAt } from './rows.ts';
import { isShownHold, type LaneRow, type TimelineScene } from './scene.ts';
import { LANE, type Shape } from './shapes.ts';
import type { Point } from './surface.ts';
import { positionAt, stepAtX, type Viewport, xOfStep } from './viewport.ts';

export type Target =
  | { readonly kind: 'segment'; readonly row: LaneRow; readonly segment: Segment }
  | { readonly kind: 'hold'; readonly row: LaneRow; readonly hold: Hold }
  | { readonly kind: 'mark'; readonly row: LaneRow; readonly mark: Mark }
  | { readonly kind: 'arrow'; readonly index: number }
  | { readonly kind: 'lane'; readonly row: LaneRow };

/** How near the mouse must be, in pixels. */
const NEAR = 5;

/** @param point in the lanes, the ruler apart */
export function targetAt(
  scene: TimelineScene,
  viewport: Viewport,
  point: Point,
  shapes: readonly Shape[],
): Target | undefined {
  const row = rowAt(scene.rows, point.y + viewport.scroll);
  if (!row) return undefined;
  const y = point.y + viewport.scroll - row.top;
  const step = passedAt(scene, viewport, point.x);
  if (row.kind === 'object') return ownerAt(scene, row, step) ?? { kind: 'lane', row };
  if (y < LANE.marks) {
    const mark = markAt(scene, viewport, row, point.x);
    if (mark) return { kind: 'mark', row, mark };
  }
  const below = y - LANE.marks - LANE.bar;
  if (below >= 0) return holdAt(scene, row, below, step) ?? { kind: 'lane', row };
  return arrowAt(shapes, point) ?? segmentAt(scene, row, step) ?? { kind: 'lane', row };
}

/** The last step at or before a place. */
function passedAt({ lanes }: TimelineScene, viewport: Viewport, x: number): Step {
  const position = Math.max(0, positionAt(viewport, x));
  return lanes.clock.stepAtPosition(viewport.axis, position);
}

function segmentAt(
  { lanes }: TimelineScene,
  row: Extract<LaneRow, { kind: 'thread' }>,
  step: Step,
): Target | undefined {
  const segment = lanes.segmentAt(row.lane.id, step);
  return segment && { kind: 'segment', row, segment };
}

function holdAt(
  scene: TimelineScene,
  row: Extract<LaneRow, { kind: 'thread' }>,
  below: number,
  step: Step,
): Target | undefined {
  const track = row.lane.holds[Math.floor(below / (LANE.hold + LANE.gap))];
  const hold = track && scene.lanes.hold(row.lane.id, track, track.rowAt(step));
  return hold && isShownHold(scene, hold.object) ? { kind: 'hold', row, hold } : undefined;
}

function ownerAt(
  { lanes }: TimelineScene,
  row: Extract<LaneRow, { kind: 'object' }>,
  step: Step,
): Target | undefined {
  const hold = lanes.ownedAt(row.lane.id, step);
  return hold && { kind: 'hold', row, hold };
}

function markAt(
  scene: TimelineScene,
  viewport: Viewport,
  { lane }: Extract<LaneRow, { kind: 'thread' }>,
  x: number,
): Mark | undefined {
  const { clock } = scene.lanes;
  const from = stepAtX(viewport, clock, x - NEAR);
  let nearest: Mark | undefined;
  let distance = NEAR + 1;
  for (let index = lane.marks.firstFrom(from); index < lane.marks.length; index++) {
    const away = xOfStep(viewport, clock, lane.marks.stepOf(index)) - x;
    if (away > NEAR) break;
    const mark = lane.marks.markAt(index);
    if (!mark || Math.abs(away) >= distance || !isShownMark(scene, mark)) continue;
    [nearest, distance] = [mark, Math.abs(away)];
  }
  return nearest;
}

/** Arrows lie over the lanes between their ends. */
function arrowAt(shapes: readonly Shape[], { x, y }: Point): Target | undefined {
  for (const shape of shapes) {
    if (shape.kind !== 'arrow' || Math.abs(shape.from.x - x) > NEAR - 1) continue;
    const [top, foot] = [Math.min(shape.from.y, shape.to.y), Math.max(shape.from.y, shape.to.y)];
    if (y >= top - NEAR && y <= foot + NEAR) return { kind: 'arrow', index: shape.index };
  }
  return undefined;
}
