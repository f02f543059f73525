// Which lanes there are, in which order and how high.

import type { Lanes } from '../analysis/lanes/lanes.ts';
import type { ObjectLane, ThreadLane } from '../analysis/lanes/laneTables.ts';
import type { ObjectId } from '../base/ids.ts';
import { isShown, type LaneMode, type LaneRow, objectName } from './scene.ts';
import { LANE } from './shapes.ts';

/** What the user made of the lanes. Keys are `thread:3`, `object:7`. */
export interface LaneOrder {
  readonly pinned: readonly string[];
  readonly hidden: readonly string[];
  /** Lanes that were moved, in their order; all others keep theirs, after these. */
  readonly moved: readonly string[];
  /** Only lanes whose name has this in it. */
  readonly filter: string;
}

export const NATURAL_ORDER: LaneOrder = { pinned: [], hidden: [], moved: [], filter: '' };

export interface RowOptions {
  readonly lanes: Lanes;
  readonly names: Readonly<Record<ObjectId, string>>;
  readonly mode: LaneMode;
  readonly order: LaneOrder;
  readonly hideLibraryObjects: boolean;
}

export function laneRows(options: RowOptions): readonly LaneRow[] {
  const { order, mode } = options;
  const all = mode === 'threads' ? threadRows(options) : objectRows(options);
  const filter = order.filter.trim().toLowerCase();
  const matching =
    filter === '' ? all : all.filter(({ name }) => name.toLowerCase().includes(filter));
  const rows = (matching.length > 0 ? matching : all).filter(
    ({ key }) => !order.hidden.includes(key),
  );
  return stacked(sorted(rows, order));
}

function threadRows({ lanes, order, hideLibraryObjects }: RowOptions): LaneRow[] {
  const rows: LaneRow[] = [];
  for (const lane of lanes.threads.values()) {
    if (hideLibraryObjects && lane.isLibrary) continue;
    const key = `thread:${lane.id}`;
    const [isPinned, height] = [order.pinned.includes(key), threadHeight(lane)];
    rows.push({ kind: 'thread', key, name: lane.name, lane, isPinned, top: 0, height });
  }
  return rows;
}

function threadHeight({ holds }: ThreadLane): number {
  const count = Math.min(holds.length, LANE.mostHolds);
  return LANE.marks + LANE.bar + count * (LANE.hold + LANE.gap) + LANE.foot;
}

/** Objects that somebody owned or waited for, under the name of what they are part of. */
function objectRows(options: RowOptions): LaneRow[] {
  const { lanes, order } = options;
  const isWanted = ({ id, owners, queue }: ObjectLane): boolean =>
    (owners.length > 0 || queue.length > 0) && isShown(options, id);
  const isPart = ({ partOf, owners }: ObjectLane): boolean =>
    partOf !== undefined && lanes.objects.get(partOf)?.kind !== 'Condition' && owners.length > 0;
  return [...lanes.objects.values()]
    .filter((lane) => isWanted(lane) && !isPart(lane))
    .map((lane) => {
      const key = `object:${lane.id}`;
      const isPinned = order.pinned.includes(key);
      const [name, height] = [laneName(options, lane), objectHeight(lane)];
      return { kind: 'object', key, name, lane, isPinned, top: 0, height };
    });
}

function laneName(options: RowOptions, { id, partOf }: ObjectLane): string {
  const name = objectName(options, id);
  return partOf === undefined ? name : `${name} (lock)`;
}

function objectHeight({ owners }: ObjectLane): number {
  const bar = owners.length > 0 ? LANE.bar + LANE.gap : 0;
  return LANE.foot + bar + LANE.queue + LANE.foot;
}

function sorted(rows: readonly LaneRow[], { moved, pinned }: LaneOrder): readonly LaneRow[] {
  if (moved.length === 0 && pinned.length === 0) return rows;
  const place = new Map(moved.map((key, index) => [key, index]));
  const placeOf = ({ key }: LaneRow): number => place.get(key) ?? moved.length;
  return rows.toSorted(
    (a, b) => Number(b.isPinned) - Number(a.isPinned) || placeOf(a) - placeOf(b),
  );
}

function stacked(rows: readonly LaneRow[]): LaneRow[] {
  let top = 0;
  return rows.map((row) => {
    const placed = { ...row, top };
    top += row.height;
    return placed;
  });
}

/** Height of all rows together. */
export function rowsHeight(rows: readonly LaneRow[]): number {
  const last = rows.at(-1);
  return last ? last.top + last.height : 0;
}

/** The row at a height; undefined below the last. */
export function rowAt(rows: readonly LaneRow[], y: number): LaneRow | undefined {
  const index = firstBelow(rows, y) - 1;
  const row = rows[index];
  return row && y < row.top + row.height ? row : undefined;
}

/** The rows that are in sight between two heights. */
export function rowsBetween(
  rows: readonly LaneRow[],
  top: number,
  bottom: number,
): readonly LaneRow[] {
  return rows.slice(Math.max(0, firstBelow(rows, top) - 1), firstBelow(rows, bottom));
}

/** Index of the first row that begins below a height. */
function firstBelow(rows: readonly LaneRow[], y: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle]?.top ?? Infinity) <= y) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The order after a lane was moved up (-1) or down (1) by one place. */
export function withMoved(
  order: LaneOrder,
  rows: readonly LaneRow[],
  key: string,
  by: -1 | 1,
): LaneOrder {
  const keys = rows.map((row) => row.key);
  const from = keys.indexOf(key);
  const to = from + by;
  if (from < 0 || to < 0 || to >= keys.length) return order;
  keys.splice(from, 1);
  keys.splice(to, 0, key);
  return { ...order, moved: keys };
}

/** The list with the key, if it was not in it, or without it. */
export function toggled(list: readonly string[], key: string): readonly string[] {
  return list.includes(key) ? list.filter((each) => each !== key) : [...list, key];
}
