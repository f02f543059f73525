// Marks above a lane: what was printed, raised, set; where a finding's places are. At most one
// in so many pixels, and of several the one that a reader must not miss.

import { MARK_KINDS, type Mark, type MarkKind, type Marks } from '../analysis/lanes/marks.ts';
import type { Step } from '../base/ids.ts';
import { stepAtPixel, type Window } from './pieces.ts';
import { isShown, rootObject, type LaneRow, type TimelineScene } from './scene.ts';
import { LANE, type Shape } from './shapes.ts';
import { xOfStep } from './viewport.ts';

/** Pixels that a mark takes. */
const ROOM = 8;
/** Of more marks in one place the rest is not looked at. */
const MOST_IN_PLACE = 16;

const BY_WEIGHT: readonly MarkKind[] = [
  'exception',
  'stuck',
  'notice',
  'input',
  'output',
  'logging',
  'notify',
  'change',
  'failed',
];

export function layoutMarks(
  scene: TimelineScene,
  window: Window,
  row: Extract<LaneRow, { kind: 'thread' }>,
  top: number,
): Shape[] {
  const { marks } = row.lane;
  const shapes: Shape[] = [];
  const y = top + LANE.marks / 2;
  const { viewport, clock } = window;
  let index = marks.firstFrom(Math.max(1, stepAtPixel(window, 0)) as Step);
  while (index < marks.length) {
    const x = xOfStep(viewport, clock, marks.stepOf(index));
    if (x > viewport.width) break;
    const next = marks.firstFrom((stepAtPixel(window, Math.floor(x) + ROOM) + 1) as Step);
    const mark = heaviest(scene, marks, index, Math.max(next, index + 1));
    if (mark) {
      const at = { x: xOfStep(viewport, clock, mark.step), y };
      if (at.x >= 0) shapes.push({ kind: 'mark', at, mark: mark.kind });
    }
    index = Math.max(next, index + 1);
  }
  return [...shapes, ...findingMarks(scene, window, row, y)];
}

function heaviest(scene: TimelineScene, marks: Marks, from: number, to: number): Mark | undefined {
  let found: Mark | undefined;
  for (let index = from; index < Math.min(to, from + MOST_IN_PLACE); index++) {
    const mark = marks.markAt(index);
    if (!mark || !isShownMark(scene, mark)) continue;
    if (!found || BY_WEIGHT.indexOf(mark.kind) < BY_WEIGHT.indexOf(found.kind)) found = mark;
  }
  return found;
}

/** What happens to the locks inside an Event or a queue is not what the program says. */
export function isShownMark(scene: TimelineScene, { object }: Mark): boolean {
  if (object === undefined) return true;
  return rootObject(scene.lanes, object) === object && isShown(scene, object);
}

/** Where a finding's threads took and wanted what. */
function findingMarks(
  { findings }: TimelineScene,
  { viewport, clock }: Window,
  { lane }: Extract<LaneRow, { kind: 'thread' }>,
  y: number,
): Shape[] {
  const sites = findings.flatMap((finding) => finding.sites);
  return sites.flatMap(({ step, thread }): Shape[] => {
    if (step === undefined || thread !== lane.id) return [];
    const x = xOfStep(viewport, clock, (step + 1) as Step);
    return x < 0 || x > viewport.width ? [] : [{ kind: 'mark', at: { x, y }, mark: 'finding' }];
  });
}

export const MARK_LEGEND = [...MARK_KINDS, 'finding'] as const;
