// Held locks: as bars below a thread's states, and as the bar of a lock's own lane.

import { TAKEN } from '../analysis/lanes/laneTables.ts';
import type { Hold } from '../analysis/lanes/lanes.ts';
import type { ObjectId } from '../base/ids.ts';
import { addBeside, type OwnBox } from './boxes.ts';
import { trackPieces, type Window } from './pieces.ts';
import {
  isShownHold,
  type LaneRow,
  objectName,
  rootObject,
  threadName,
  type TimelineScene,
} from './scene.ts';
import { type Emphasis, LANE, type Shape } from './shapes.ts';
import type { Box } from './surface.ts';

/** Width of a letter, about. */
const LETTER = 6;
const PADDING = 10;

/** @param top of the lane in the picture */
export function layoutHolds(
  scene: TimelineScene,
  window: Window,
  row: Extract<LaneRow, { kind: 'thread' }>,
  top: number,
): Shape[] {
  return row.lane.holds.slice(0, LANE.mostHolds).flatMap((track, index) => {
    const y = top + LANE.marks + LANE.bar + LANE.gap + index * (LANE.hold + LANE.gap);
    const short: OwnBox[] = [];
    const long = trackPieces(track, window).flatMap((piece): Shape[] => {
      const box = { x: piece.x, y, width: piece.width, height: LANE.hold };
      if (piece.kind === 'bin') {
        if (track.has(TAKEN, piece)) addBeside(short, box);
        return [];
      }
      const hold = scene.lanes.hold(row.lane.id, track, piece.row);
      if (!hold || !isShownHold(scene, hold.object)) return [];
      return [
        { kind: 'hold', box, emphasis: emphasisOfHold(scene, hold.object) },
        ...contendedShapes(scene, window, hold, box),
        ...nameShape(scene, objectName(scene, hold.object), box, hold),
      ];
    });
    return [...shortHolds(scene, short), ...long];
  });
}

/** The lane of one object: its owners, and below them how many wait. */
export function layoutObject(
  scene: TimelineScene,
  window: Window,
  row: Extract<LaneRow, { kind: 'object' }>,
  top: number,
): Shape[] {
  const { lane } = row;
  const y = top + LANE.foot;
  const short: OwnBox[] = [];
  const owners = trackPieces(lane.owners, window).flatMap((piece): Shape[] => {
    const box = { x: piece.x, y, width: piece.width, height: LANE.bar };
    if (piece.kind === 'bin') {
      if (lane.owners.has(TAKEN, piece)) addBeside(short, box);
      return [];
    }
    const hold = scene.lanes.owned(lane.id, lane.owners, piece.row);
    if (!hold) return [];
    const emphasis = emphasisOfOwner(scene, hold);
    return [
      { kind: 'hold', box, emphasis },
      ...contendedShapes(scene, window, hold, box),
      ...nameShape(scene, threadName(scene, hold.thread), box, undefined),
    ];
  });
  const below = lane.owners.length > 0 ? LANE.bar + LANE.gap : 0;
  return [...shortHolds(scene, short), ...owners, ...layoutQueue(row, window, y + below)];
}

/** A step in the height for each that waits, up to three. */
function layoutQueue(
  { lane }: Extract<LaneRow, { kind: 'object' }>,
  window: Window,
  y: number,
): Shape[] {
  const boxes = trackPieces(lane.queue, window).flatMap((piece): Box[] => {
    const waiters =
      piece.kind === 'row' ? lane.queue.valueAt(piece.row) : Number(lane.queue.has(TAKEN, piece));
    if (waiters === 0) return [];
    const height = (Math.min(waiters, 3) / 3) * LANE.queue;
    return [{ x: piece.x, y: y + LANE.queue - height, width: piece.width, height }];
  });
  return boxes.length === 0 ? [] : [{ kind: 'queue', boxes, emphasis: 'plain' }];
}

function shortHolds(scene: TimelineScene, boxes: readonly Box[]): Shape[] {
  const emphasis = emphasisOfHold(scene, undefined);
  return boxes.length === 0 ? [] : [{ kind: 'shortHolds', boxes, emphasis }];
}

/** If there is room for it, and the lock is not one that fades. */
function nameShape(scene: TimelineScene, text: string, box: Box, hold: Hold | undefined): Shape[] {
  const isFaded = hold !== undefined && emphasisOfHold(scene, hold.object) === 'faded';
  return isFaded || text.length * LETTER + PADDING > box.width ? [] : [{ kind: 'name', box, text }];
}

function emphasisOfHold(scene: TimelineScene, object: ObjectId | undefined): Emphasis {
  if (scene.selection?.kind !== 'object') return 'plain';
  const chosen = rootObject(scene.lanes, scene.selection.id);
  return object !== undefined && rootObject(scene.lanes, object) === chosen ? 'chosen' : 'faded';
}

function emphasisOfOwner({ selection }: TimelineScene, { thread }: Hold): Emphasis {
  if (selection?.kind !== 'thread') return 'plain';
  return selection.id === thread ? 'chosen' : 'faded';
}

/** Where others wait for the lock while it is held. */
function contendedShapes(scene: TimelineScene, window: Window, hold: Hold, box: Box): Shape[] {
  const queue = scene.lanes.objects.get(hold.object)?.queue;
  if (!queue) return [];
  const [left, right] = [box.x, box.x + box.width];
  const boxes: Box[] = [];
  for (const piece of trackPieces(queue, { ...window, left, right })) {
    const [from, to] = [Math.max(left, piece.x), Math.min(right, piece.x + piece.width)];
    const isContended =
      piece.kind === 'row' ? queue.kindAt(piece.row) === TAKEN : queue.has(TAKEN, piece);
    if (!isContended || to <= from) continue;
    const last = boxes.at(-1);
    if (last && last.x + last.width >= from) {
      boxes[boxes.length - 1] = { ...last, width: to - last.x };
    } else boxes.push({ ...box, x: from, width: to - from });
  }
  const emphasis = emphasisOfHold(scene, hold.object);
  return boxes.map((each) => ({ kind: 'contended', box: each, emphasis }));
}
