// The whole picture of a window: a pure function of what there is and where one looks. Its cost
// is that of the pixels and of the lanes in sight.

import type { Step } from '../base/ids.ts';
import { layoutArrows, topsOf } from './layoutArrows.ts';
import { layoutHolds, layoutObject } from './layoutHolds.ts';
import { layoutMarks } from './layoutMarks.ts';
import { layoutStates, statesContext } from './layoutStates.ts';
import { type Window, windowOf } from './pieces.ts';
import { rowsBetween } from './rows.ts';
import { ticks } from './ruler.ts';
import type { LaneRow, TimelineScene } from './scene.ts';
import type { CursorShape, Shape } from './shapes.ts';
import { type Viewport, xOfStep } from './viewport.ts';

export interface LayoutOptions {
  /** Index of the arrow that stands out. */
  readonly hoveredArrow?: number;
}

/** Shapes from back to front; the lanes begin at y = 0, ticks and cursor have only an x. */
export function layoutTimeline(
  scene: TimelineScene,
  viewport: Viewport,
  options: LayoutOptions = {},
): readonly Shape[] {
  return [...layoutRun(scene, viewport, options), layoutCursor(scene, viewport)];
}

/** All but the cursor: what stays as it is while the cursor moves. */
export function layoutRun(
  scene: TimelineScene,
  viewport: Viewport,
  { hoveredArrow }: LayoutOptions = {},
): readonly Shape[] {
  const window = windowOf(viewport, scene.lanes.clock);
  const { scroll, height } = viewport;
  const rows = rowsBetween(scene.rows, scroll, scroll + height);
  const context = statesContext(scene, window);
  const lanes = rows.flatMap((row): Shape[] => {
    const top = row.top - scroll;
    if (row.kind === 'object') return layoutObject(scene, window, row, top);
    return [
      ...layoutStates(context, row, top),
      ...layoutHolds(scene, window, row, top),
      ...layoutMarks(scene, window, row, top),
    ];
  });
  const arrows = layoutArrows({ scene, window, tops: topsOf(rows, scroll), hovered: hoveredArrow });
  return [...grounds(scene, viewport, rows), ...lanes, ...arrows, ...moments(scene, window)];
}

function grounds(
  { selection }: TimelineScene,
  { width, scroll }: Viewport,
  rows: readonly LaneRow[],
): Shape[] {
  return rows.map(({ key, top, height }) => ({
    kind: 'lane',
    box: { x: 0, y: top - scroll, width, height },
    isChosen: selection !== undefined && key === `${selection.kind}:${selection.id}`,
  }));
}

export function layoutCursor({ lanes, cursor }: TimelineScene, viewport: Viewport): CursorShape {
  return { kind: 'cursor', x: xOfStep(viewport, lanes.clock, cursor) };
}

/** Where the debugger stands, if that is in the past and the cursor is elsewhere. */
export function layoutStand(
  { lanes, cursor, standsAt }: TimelineScene,
  viewport: Viewport,
): CursorShape | undefined {
  if (standsAt === undefined || standsAt === cursor) return undefined;
  return { kind: 'cursor', x: xOfStep(viewport, lanes.clock, standsAt) };
}

function moments({ findings }: TimelineScene, { viewport, clock }: Window): Shape[] {
  const x = (step: Step): number => xOfStep(viewport, clock, step);
  const unavoidable = findings.flatMap(({ unavoidableAt }): Shape[] =>
    unavoidableAt === undefined
      ? []
      : [{ kind: 'unavoidable', x: x(unavoidableAt.step), step: unavoidableAt.step }],
  );
  return [...ticks(viewport).map((tick): Shape => ({ kind: 'tick', ...tick })), ...unavoidable];
}
